"""
Has the C library keep memory that this process will need again at once.

It gives back what was taken for a large answer as soon as that is sent, and the kernel then makes and clears each page
anew for the next: 415 pages for ten thousand rows as CSV, half of what the web process works on them.
"""

from __future__ import annotations

import ctypes

# From <malloc.h> of the GNU C library.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
# Answers above the first come from the kernel and go back to it; of free memory each arena keeps the second at most.
_LARGEST = 4 << 20
_KEPT = 6 << 20


def keep_memory() -> None:
    """Keep some of the memory that becomes free; does nothing where the C library has no such choice."""
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(_MMAP_THRESHOLD, _LARGEST)
        choose(_TRIM_THRESHOLD, _KEPT)
