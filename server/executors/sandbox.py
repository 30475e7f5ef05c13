"""
The sandbox of an executor process: no network, no writing to files, limited memory, no core files.

The engine can neither disable ``SERVICE`` nor limit itself, so the kernel enforces both. Each mechanism is enough for
the access it forbids, and each is missing somewhere: network namespaces where unprivileged ones are forbidden (most
containers), Landlock's rules for TCP before Linux 6.7, the seccomp filter on architectures that are not listed here.
The filter also stops UDP, and with it DNS look-ups, which Landlock does not cover.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
from pathlib import Path

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2
_PR_SET_NO_NEW_PRIVS = 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_RULESET_VERSION = 1
# Rights handled without a rule are refused: executing programs, and every change to a file or folder of ABI 1-3.
_FILES_BY_ABI = ((1, 0b1_1111_1111_0011), (2, 1 << 13), (3, 1 << 14))
_NET_BIND_AND_CONNECT_TCP = 0b11
_ABI_WITH_NETWORK = 4
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
# By machine: the audit architecture and the number of the system call ``socket`` (linux/audit.h, asm/unistd.h).
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_IO_URING_SETUP = 425
_X32 = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_LIKELIEST_TO_BE_ENDED = b"1000"


class _Ruleset(ctypes.Structure):
    """``struct landlock_ruleset_attr`` of ABI 4."""

    _fields_ = (("handled_access_fs", ctypes.c_uint64), ("handled_access_net", ctypes.c_uint64))


class _Program(ctypes.Structure):
    """``struct sock_fprog``: the number of instructions and their address."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def leave_network() -> str:
    """Cut this single-threaded process off the network; returns the mechanisms, as ``namespace+landlock+seccomp``."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    cuts = (("namespace", _own_namespace), ("landlock", _landlock), ("seccomp", _refuse_sockets))
    return "+".join(name for name, cut in cuts if cut())


def _prctl(option: int, *arguments: object) -> bool:
    return bool(ctypes.CDLL(None, use_errno=True).prctl(option, *arguments, *(0,) * (4 - len(arguments))) == 0)


def _own_namespace() -> bool:
    """Move into an empty network namespace; many containers forbid it."""
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def _landlock() -> bool:
    """Refuse TCP and every change to files; returns whether TCP is refused."""
    libc = ctypes.CDLL(None, use_errno=True)
    abi = libc.syscall(_CREATE_RULESET, None, 0, _RULESET_VERSION)
    files = sum(bits for since, bits in _FILES_BY_ABI if since <= abi)
    network = _NET_BIND_AND_CONNECT_TCP if abi >= _ABI_WITH_NETWORK else 0
    attributes = _Ruleset(files, network)
    handle = libc.syscall(_CREATE_RULESET, ctypes.byref(attributes), ctypes.sizeof(attributes), 0)
    if handle < 0:
        return False
    try:
        return bool(libc.syscall(_RESTRICT_SELF, handle, 0) == 0) and network > 0
    finally:
        os.close(handle)


def _refuse_sockets() -> bool:
    """Refuse sockets of any kind, io_uring (which could open one), and system calls of another architecture."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    architecture, socket = machine
    number, of_architecture = 0, 4
    program = b"".join(
        struct.pack("=HBBI", code, yes, no, value)
        for code, yes, no, value in (
            (_LOAD, 0, 0, of_architecture),
            (_EQUAL, 0, 4, architecture),
            (_LOAD, 0, 0, number),
            (_AT_LEAST, 2, 0, _X32),
            (_EQUAL, 1, 0, socket),
            (_EQUAL, 0, 1, _IO_URING_SETUP),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        )
    )
    return _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(_Program(len(program) // 8, program)))


def end_before_others() -> None:
    """Have the kernel kill this process before the web server when the machine is out of memory."""
    Path("/proc/self/oom_score_adj").write_bytes(_LIKELIEST_TO_BE_ENDED)


def limit_memory(more: int | None) -> None:
    """Limit address space to *more* bytes above the present (None: unlimited), and disable core files."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = hard if more is None else pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
