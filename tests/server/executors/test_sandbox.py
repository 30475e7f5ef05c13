"""A process in the sandbox reaches no network, changes no file and stays within its memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BEGIN = "import errno, os, socket, sys; from server.executors.sandbox import *; ways = leave_network(); "


def run_confined(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run *code* in a process of its own, in the sandbox."""
    command = [sys.executable, "-c", BEGIN + code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    # Without this a sandbox that cannot be imported would pass for a kernel that has none.
    assert "ImportError" not in done.stderr
    assert "ModuleNotFoundError" not in done.stderr
    return done


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"])
def test_no_socket_can_be_made(family: str) -> None:
    done = run_confined(f"print(ways); socket.socket(socket.{family}, socket.SOCK_DGRAM)")
    if "seccomp" not in done.stdout:
        pytest.skip("this kernel or processor has no seccomp filter of ours")

    assert "PermissionError" in done.stderr


def test_nothing_on_disk_can_be_changed_and_no_program_run(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("before")
    code = (
        "from pathlib import Path; folder = Path(sys.argv[1]); print(ways)\n"
        "for act in (lambda: (folder / 'new').write_text('x'), lambda: (folder / 'there').write_text('x'),\n"
        "            lambda: (folder / 'there').unlink(), lambda: (folder / 'sub').mkdir(),\n"
        "            lambda: os.execv('/bin/true', ['true'])):\n"
        "    try:\n        act(); print('did it')\n    except PermissionError:\n        print('refused')\n"
        "print((folder / 'there').read_text())"
    )

    done = run_confined(code, str(tmp_path))

    if "landlock" not in done.stdout:
        pytest.skip("this kernel has no Landlock with rules for TCP")
    assert done.stdout.split()[1:] == ["refused"] * 5 + ["before"]


def test_memory_beyond_the_limit_is_not_given() -> None:
    done = run_confined("limit_memory(64 << 20); bytes(16 << 20); print('fits'); bytes(128 << 20)")

    assert done.stdout == "fits\n"
    assert "MemoryError" in done.stderr


def test_the_kernel_is_told_whom_to_end_first() -> None:
    done = run_confined("", "")
    told = subprocess.run(
        [sys.executable, "-c", BEGIN.replace("ways = leave_network(); ", "")
         + "end_before_others(); print(open('/proc/self/oom_score_adj').read())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.returncode == 0
    assert told.stdout.strip() == "1000"
