"""Buttons and menus told from the content of a page."""

from __future__ import annotations

import pytest

from graph.sources.page.headings import Section
from graph.sources.page.lines import number_lines, read_plain
from graph.sources.page.navigation import captions, is_label, is_navigation, is_sentence


@pytest.mark.parametrize(
    "text",
    [
        "Hopp til hovedinnhold",
        "Til innhald",
        "Forsiden",
        "Framsida",
        "Meny",
        "Bokmål",
        "Nynorsk",
        "Utdanning.no",
        "Yrker",
        "Forside › Yrker › Lege",
        "Hjem / Yrker / Lege",
        "Logg inn",
        "Les mer",
        "Vis meir",
        "Sjå alle spesialiseringar",
        "Se også",
        "Del denne siden",
        "Lytt til teksten",
        "Forklaring til statistikken",
        "Facebook",
        "favoritt ikon",
        "Video server error: No response",
        "Bilete",
        "Foto: Kari Nordhaug",
        "Sjå skildring og oversikt over utdanningar:",
    ],
)
def test_a_menu_word_or_a_button_is_navigation(text: str) -> None:
    assert is_navigation(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lege",
        "Deler",
        "Delegat",
        "Meny-ansvarleg",
        "Heimehjelp",
        "Søkar",
        "Sjåfør",
        "Yrkessjåfør",
        "Selger",
        "Fotograf",
    ],
)
def test_an_occupation_is_no_navigation(text: str) -> None:
    assert not is_navigation(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Du må like folk.", True),
        ("ein to tre fire fem seks", True),
        ("Passar eg?", True),
        ("Klinisk sjukepleiar", False),
    ],
)
def test_a_sentence_ends_like_one_or_is_long(text: str, expected: bool) -> None:
    assert is_sentence(text) == expected


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
