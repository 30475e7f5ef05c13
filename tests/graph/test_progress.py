"""Progress is plain lines where there is no terminal, and a bar where there is one."""

from __future__ import annotations

import io
import re

import pytest

from graph.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def run(progress: Progress) -> None:
    with progress.stage("read the sources", 2):
        with progress.part("lege") as tell:
            tell("1,500 statements")
        with progress.part("names"):
            pass


def test_elsewhere_than_on_a_terminal_a_part_and_a_stage_are_one_plain_line_each() -> None:
    stream = io.StringIO()

    run(Progress(stream))

    lines = re.sub(r"\d+\.\d s", "0.0 s", stream.getvalue()).splitlines()
    assert lines == ["  lege: 1,500 statements, 0.0 s", "  names: 0.0 s", "read the sources: 0.0 s"]


def test_on_a_terminal_a_bar_goes_over_the_parts_and_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()

    run(Progress(stream))

    assert "\x1b[" in stream.getvalue()
    assert "2/2" in stream.getvalue()
    assert "1,500 statements" in stream.getvalue()


def test_a_stage_that_fails_leaves_the_terminal_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = Terminal()
    progress = Progress(stream)

    with pytest.raises(ValueError, match="nonsense"), progress.stage("read", 1):
        raise ValueError("nonsense")
    assert stream.getvalue().count("\x1b[?25h") == stream.getvalue().count("\x1b[?25l") == 1


def test_a_quiet_progress_says_nothing() -> None:
    stream = io.StringIO()

    run(Progress(stream, quiet=True))

    assert stream.getvalue() == ""


def test_a_line_in_square_brackets_is_written_as_it_is() -> None:
    stream = io.StringIO()

    Progress(stream).say("[bold]x[/bold]")

    assert stream.getvalue() == "[bold]x[/bold]\n"


def test_what_is_counted_comes_through_and_is_told_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.progress._TOLD_EVERY", -1.0)
    stream = io.StringIO()

    assert list(Progress(stream).count(range(1000), "titles")) == list(range(1000))
    assert [line.split(",")[0] for line in stream.getvalue().splitlines()] == ["500 titles", "1"]
