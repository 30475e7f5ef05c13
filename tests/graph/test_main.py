"""A build runs with jemalloc where it is installed, and every other command in the process that was started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph import __main__ as command_line


class Replaced(Exception):
    """The process would be another program now."""


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """The commands, with their environments, that would have taken the place of this process."""
    found: list[tuple[list[str], dict[str, str]]] = []

    def execve(program: str, command: list[str], environment: dict[str, str]) -> None:
        found.append((command, environment))
        raise Replaced

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "graph", "build", "--help"])
    monkeypatch.setattr(sys, "argv", ["graph", "build", "--help"])
    return found


def test_a_build_is_started_again_with_its_allocator(
    monkeypatch: pytest.MonkeyPatch, replaced: list[tuple[list[str], dict[str, str]]]
) -> None:
    monkeypatch.setattr(command_line, "allocate_with", lambda options: {"LD_PRELOAD": "x", "MALLOC_CONF": options})

    with pytest.raises(Replaced):
        command_line.main()

    ((command, environment),) = replaced
    assert command == [sys.executable, "-m", "graph", "build", "--help"]
    assert (environment["LD_PRELOAD"], environment["MALLOC_CONF"]) == ("x", "thp:always")


@pytest.mark.parametrize(("command", "allocator"), [("build", {}), ("check", {"LD_PRELOAD": "x"})])
def test_nothing_is_started_again_without_jemalloc_or_for_another_command(
    monkeypatch: pytest.MonkeyPatch,
    replaced: list[tuple[list[str], dict[str, str]]],
    command: str,
    allocator: dict[str, str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["yrkesgraf", command, "--help"])
    monkeypatch.setattr(command_line, "allocate_with", lambda _: allocator)

    with pytest.raises(SystemExit) as end:
        command_line.main()

    assert (end.value.code, replaced) == (0, [])


@pytest.mark.parametrize("start", [["-m", "graph"], [str(Path(sys.executable).with_name("yrkesgraf"))]])
def test_it_runs_as_a_module_and_as_a_program(start: list[str]) -> None:
    done = subprocess.run([sys.executable, *start, "build", "--help"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "--with-people" in done.stdout
