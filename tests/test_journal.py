"""Lines of the log are written, each once and in order, at once or soon."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from server.journal import Journal, access


def test_a_line_is_written_at_once_where_nothing_else_is_arranged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, access.name)
    journal = Journal()

    journal.write("one")
    journal.write("two")

    assert [record.message for record in caplog.records] == ["one", "two"]


def test_lines_that_came_together_are_written_together_and_the_last_at_the_end() -> None:
    code = (
        "import logging, sys, time; from server.journal import Journal\n"
        "logging.basicConfig(level=logging.INFO, format='%(message)s', stream=sys.stdout)\n"
        "journal = Journal(); journal.start(lambda: None)\n"
        "for number in range(500): journal.write(str(number))\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_ROOT)

    assert done.stdout.split() == [str(number) for number in range(500)]


_ROOT = Path(__file__).resolve().parents[1]
