"""Progress is plain lines where there is no terminal."""

from __future__ import annotations

import io

from graph.progress import Progress


def test_a_stage_is_one_plain_line_elsewhere_than_on_a_terminal() -> None:
    stream = io.StringIO()

    progress = Progress(stream)
    with progress.stage("read the sources"):
        progress.step("lege")

    assert stream.getvalue().startswith("read the sources: 0.")
    assert stream.getvalue().count("\n") == 1
    assert "\x1b" not in stream.getvalue()


def test_a_line_in_square_brackets_is_written_as_it_is() -> None:
    stream = io.StringIO()

    Progress(stream).say("[bold]x[/bold]")

    assert stream.getvalue() == "[bold]x[/bold]\n"
