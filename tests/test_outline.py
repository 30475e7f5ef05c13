"""Pages divided into title, front and sections, and texts that are no pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.document import Document, read_document
from graph.sources.headings import Section
from graph.sources.outline import Outline, divide

PAGE = "Smed\nSom smed former du stål.\nOm jobben\nDu smir.\nHvor jobber smeder?\nI en smie.\n"


def document(folder: Path, text: str, name: str = "page.txt") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_document(path)


@pytest.fixture
def outline(tmp_path: Path) -> Outline:
    return divide(document(tmp_path, PAGE))


def test_a_page_has_a_title_a_front_and_sections(outline: Outline) -> None:
    assert outline.title.text == "Smed"
    assert [line.text for line in outline.front] == ["Som smed former du stål."]
    assert [(block.section, block.subject) for block in outline.blocks] == [
        (Section.TASKS, None),
        (Section.WORKPLACES, "smeder"),
    ]
    assert [line.text for line in outline.lines_of(Section.WORKPLACES)] == ["I en smie."]


def test_a_table_of_contents_is_a_menu(tmp_path: Path) -> None:
    contents = "Smed\nOm jobben\nHvor jobber smeder?\n"

    outline = divide(document(tmp_path, contents + PAGE))

    assert [line.number for line in outline.menus] == [2, 3]
    assert [block.heading.number for block in outline.blocks] == [6, 8]


def test_a_heading_said_twice_with_text_between_opens_two_sections(tmp_path: Path) -> None:
    outline = divide(document(tmp_path, PAGE + "Om jobben\nDu sveiser.\n"))

    assert [line.text for line in outline.lines_of(Section.TASKS)] == ["Du smir.", "Du sveiser."]


def test_a_marked_heading_nobody_knows_opens_a_section_of_its_own(tmp_path: Path) -> None:
    text = "<h1>Smed</h1><h2>Om jobben</h2><h3>Varmt</h3><p>a</p><h2>Historie</h2><p>b</p><h2>Andre yrker</h2>"

    outline = divide(document(tmp_path, text, "page.html"))

    assert [(block.section, len(block.lines)) for block in outline.blocks] == [
        (Section.TASKS, 2),
        (Section.UNKNOWN, 1),
        (Section.RELATED, 0),
    ]


def test_an_occupation_called_as_a_heading_is_keeps_its_title(tmp_path: Path) -> None:
    text = "Intervjuer\nSom intervjuer spør du folk.\nOm jobben\nDu ringer.\nPasser jeg til å bli intervjuer?\nJa.\n"

    assert divide(document(tmp_path, text)).title.text == "Intervjuer"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kjære deg\nTakk for sist.\n", "it has not two of its headings, such as Arbeidsoppgaver"),
        ("Smed\nOm jobben\nDu smir.\n", "it has not two of its headings"),
        ("Skolen vår\nUtdanning\nVi tilbyr mye.\nLenker\nNettsted\n", "it has not two of its headings"),
        ("Om jobben\nDu smir.\nHvor jobber smeder?\nI en smie.\n", "no line before its headings names one"),
        ("key,value\n1,2\n", "it has not two of its headings"),
    ],
)
def test_what_is_no_occupation_page_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceFault, match=r"^\S+page\.txt: this is no occupation page: [^.]+$") as caught:
        divide(document(tmp_path, text))

    assert said in str(caught.value)
