"""
Tuning of the allocator of the GNU C library.

By default it returns the memory of a large answer to the kernel at once, which maps and clears each page again for the
next answer: 415 pages for ten thousand rows as CSV, half of the work of the web process on them.
"""

from __future__ import annotations

import ctypes

# From <malloc.h> of the GNU C library.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
# Bytes: blocks above the first are mapped by themselves; each arena keeps at most the second free.
_LARGEST = 4 << 20
_KEPT = 6 << 20


def keep_memory() -> None:
    """Keep freed memory for reuse, within the bounds above; no effect with other C libraries."""
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(_MMAP_THRESHOLD, _LARGEST)
        choose(_TRIM_THRESHOLD, _KEPT)
