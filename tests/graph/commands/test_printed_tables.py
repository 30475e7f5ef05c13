"""Tables for people and lines for programs, with nothing cut."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

LONG = "2026-11-01-" + "a" * 60
CODE = "from graph.commands.printed_tables import show; "
CODE += f"show(('name', 'count'), [('{LONG}', '1'), ('b', '2\\n3')], [('all', '3')])"


def test_where_a_program_reads_a_row_is_a_line_with_tabs() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)

    assert done.stdout.split("\n") == ["name\tcount", f"{LONG}\t1", "b\t2 3", "all\t3", ""]


@pytest.mark.parametrize("width", ["40", "200"])
def test_on_a_terminal_a_long_name_goes_on_in_the_next_line(width: str) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": width, "TERM": "xterm"}
    subprocess.run([sys.executable, "-c", CODE], stdout=theirs, env=environment, check=True)
    os.close(theirs)

    shown = os.read(ours, 65536).decode()
    os.close(ours)

    assert "…" not in shown
    assert shown.count("a") >= 60
