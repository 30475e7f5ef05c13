"""The memory allocator of processes that run the engine: jemalloc where it is installed, else that of the C library."""

from __future__ import annotations

import ctypes.util
import os
import re
from functools import cache
from pathlib import PurePath

# For a web process: memory that is free goes back to the system soon, before it lies scattered.
SERVER_OPTIONS = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0"
# For a build, which fills more than a gigabyte: in large pages.
BUILD_OPTIONS = "thp:always"


def allocate_with(options: str) -> dict[str, str]:
    """
    Return the variables with which a new process allocates with jemalloc and its *options*, {} where it is missing.

    The C library serves the many small and short-lived values of a query less well (docs/performance-layers.md). Where
    ``LD_PRELOAD`` is set already nothing else is preloaded: set to nothing, it does without jemalloc. Options in
    ``MALLOC_CONF`` stay, unless *options* has them as well.
    """
    preloaded = os.environ.get("LD_PRELOAD")
    if preloaded is None:
        if not (found := _find_jemalloc()):
            return {}
        preloaded = found
    elif not _has_jemalloc(preloaded):
        return {}
    given = os.environ.get("MALLOC_CONF", "")
    known = given if f",{given}".endswith(f",{options}") else ",".join(filter(None, (given, options)))
    return {"LD_PRELOAD": preloaded, "MALLOC_CONF": known}


def _has_jemalloc(preloaded: str) -> bool:
    return any(PurePath(one).name.startswith("libjemalloc.") for one in re.split(r"[:\s]+", preloaded))


@cache
def _find_jemalloc() -> str | None:
    return ctypes.util.find_library("jemalloc")
