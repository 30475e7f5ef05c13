"""Labels and picture texts, which are no facts."""

from __future__ import annotations

import pytest

from graph.sources.page.headings import Section
from graph.sources.page.labels import captions, is_label
from graph.sources.page.lines import number_lines, read_plain


@pytest.mark.parametrize(
    ("text", "section", "expected"),
    [
        ("Nasjonale ekspertenheter\nPolitiet har flere.", Section.TASKS, True),
        ("Bachelor i sykepleie på deltid\nMaster i sykepleie", Section.EDUCATION, True),
        ("3 års praksis\nMer.", Section.EDUCATION, False),
        ("Du kan jobbe i\n- butikk", Section.WORKPLACES, False),
        ("Etter fullf", Section.EDUCATION, False),
        ("Du lager mat.\nMer.", Section.TASKS, False),
    ],
)
def test_few_words_without_a_full_stop_are_a_label(text: str, section: Section, expected: bool) -> None:
    line, *others = number_lines(read_plain(text))

    assert is_label(line, others[0] if others else None, section) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bilete\nEin mann på eit tak\nTømrar", ["Ein mann på eit tak"]),
        ("En mann på et tak\nYrkesbeskrivelse\nTømrer", ["En mann på et tak"]),
        ("Meny\nYrkesbeskrivelse\nTømrer", []),
        ("Forsiden\nTømrer", []),
    ],
)
def test_the_picture_text_stands_before_the_title(text: str, expected: list[str]) -> None:
    assert [line.text for line in captions(number_lines(read_plain(text)))] == expected
