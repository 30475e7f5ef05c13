"""
Takes away from an executor process what no query needs: the network, memory beyond its limit, core files.

The engine has no switch for ``SERVICE`` and no limit of its own, so the kernel keeps both. Landlock (ABI 4, Linux
6.7) refuses
TCP; a network namespace of its own, where the kernel grants one, refuses everything.
"""

from __future__ import annotations

import ctypes
import os
import resource
from pathlib import Path

_PR_SET_NO_NEW_PRIVS = 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_RULESET_VERSION = 1
_NET_BIND_AND_CONNECT_TCP = 0b11
_ABI_WITH_NETWORK = 4
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


class _Ruleset(ctypes.Structure):
    """``struct landlock_ruleset_attr`` of ABI 4: what is handled, and therefore refused without a rule."""

    _fields_ = (("handled_access_fs", ctypes.c_uint64), ("handled_access_net", ctypes.c_uint64))


def leave_network() -> str:
    """Cut this single-threaded process off the network; returns how: ``namespace``, ``landlock``, both, or ''."""
    ways = [name for name, cut in (("namespace", _own_namespace), ("landlock", _landlock)) if cut()]
    return "+".join(ways)


def _own_namespace() -> bool:
    """Move into an empty network namespace; many containers forbid it."""
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def _landlock() -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(_CREATE_RULESET, None, 0, _RULESET_VERSION) < _ABI_WITH_NETWORK:
        return False
    attributes = _Ruleset(0, _NET_BIND_AND_CONNECT_TCP)
    handle = libc.syscall(_CREATE_RULESET, ctypes.byref(attributes), ctypes.sizeof(attributes), 0)
    if handle < 0:
        return False
    try:
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(libc.syscall(_RESTRICT_SELF, handle, 0) == 0)
    finally:
        os.close(handle)


def limit_memory(more: int | None) -> None:
    """Allow this process *more* bytes of address space than it has now (None: any number), and no core file."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = hard if more is None else pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
