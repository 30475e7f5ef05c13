"""Plain text read as headings, bullets and texts."""

from __future__ import annotations

import pytest

from graph.model import Language
from graph.sources.page.lines import Kind, claimed_language, number_lines, read_plain, tidy


def test_a_line_keeps_its_number_when_empty_lines_go() -> None:
    lines = number_lines(read_plain("\n  ein\n\n\u00a0\nto\n"))

    assert [(line.position, line.number, line.text) for line in lines] == [(0, 2, "ein"), (1, 5, "to")]


@pytest.mark.parametrize(
    ("text", "kind", "words", "level"),
    [
        (" • lage mat", Kind.BULLET, "lage mat", 0),
        ("•lage mat", Kind.BULLET, "lage mat", 0),
        ("- lage mat", Kind.BULLET, "lage mat", 0),
        ("* lage mat", Kind.BULLET, "lage mat", 0),
        ("– Eg likar å lage mat", Kind.TEXT, "– Eg likar å lage mat", 0),
        ("-5 grader", Kind.TEXT, "-5 grader", 0),
        ("Lage mat", Kind.TEXT, "Lage mat", 0),
        ("Arbeidsoppgåver", Kind.HEADING, "Arbeidsoppgåver", 0),
        ("## Mat", Kind.HEADING, "Mat", 2),
    ],
)
def test_the_form_of_a_line_is_told_by_how_it_begins(text: str, kind: Kind, words: str, level: int) -> None:
    (line,) = number_lines(read_plain(text))

    assert (line.kind, line.text, line.level) == (kind, words, level)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\tein\u00a0 to\u2003tre ", "ein to tre"),
        ("sjuke\u00adpleiar", "sjukepleiar"),
        ("a\u030are\u200b", "åre"),
    ],
)
def test_spaces_and_letters_are_written_one_way(text: str, words: str) -> None:
    assert tidy(text) == words


@pytest.mark.parametrize(
    ("codes", "language"),
    [(["nn-NO"], "nn"), (["no"], "nb"), (["NB"], "nb"), (["se", "en"], "en"), (["txt"], None), ([], None)],
)
def test_a_claimed_language_is_one_of_ours(codes: list[str], language: Language | None) -> None:
    assert claimed_language(codes) == language
