"""Files that were cut off, told from short pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.page.completeness import check_whole, doubts
from graph.sources.page.document import Document, read_document
from graph.sources.page.outline import Outline, divide

PAGE = "Smed\nSom smed former du stål.\nOm jobben\nDu smir.\n"


def parts(folder: Path, text: str) -> tuple[Document, Outline]:
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    document = read_document(path)
    return document, divide(document)


@pytest.mark.parametrize(
    "end",
    [
        "Hvor jobber smeder?\nI en smie.",
        "Hvor jobber smeder?\nI en smie\n",
        "Hvor jobber smeder?\n- i en smie",
        "NAV\n- 7221102 - SMED\n",
        "NAV\n- 7221102 - SMED\nAndre yrker\nSveiser",
        "Andre yrker\nSveiser\nSveiseren sveiser.\nPersonvern",
        "Andre yrker\nSveiser\nSveiseren sveiser.\nRelaterte lenker\nSmedlaget",
    ],
)
def test_a_page_that_ends_as_pages_do_is_whole(tmp_path: Path, end: str) -> None:
    check_whole(*parts(tmp_path, PAGE + end))


@pytest.mark.parametrize(
    ("end", "line", "said"),
    [
        ("NAV\n- 7221102 - SMED\n- 72211", 7, "in the middle of a code line"),
        ("NAV\n- 7221102 - SMED\n- 72211\n", 7, "in the middle of a code line"),
        ("NAV\n- 7221102 - SMED\n- 7221103 -", 7, "in the middle of a code line"),
        ("NAV\n- 7221102 - SMED\n-", 7, "in the middle of a code line"),
        ("NAV\n- 7221102 - SMED\n- 7221103 - GROVSM", 7, "inside a list of codes"),
        ("Hvor jobber smeder?\nDe fleste smeder", 6, "in the middle of a sentence"),
        ("Andre yrker\nSveiser\nSveiseren sveiser.\nDreier\nDreieren dreier", 9, "in the middle of a sentence"),
    ],
)
def test_a_page_that_stops_in_the_middle_is_refused_with_its_line(
    tmp_path: Path, end: str, line: int, said: str
) -> None:
    with pytest.raises(SourceFault, match=said) as caught:
        check_whole(*parts(tmp_path, PAGE + end))

    assert caught.value.line == line


def test_headings_alone_are_no_page(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="headings and no text"):
        check_whole(*parts(tmp_path, "Smed\nOm jobben\nHvor jobber smeder?\n"))


def test_a_list_that_ends_the_page_leaves_a_doubt(tmp_path: Path) -> None:
    whole = "NAV\n- 7221102 - SMED\n"

    assert len(doubts(*parts(tmp_path, PAGE + whole))) == 1
    assert doubts(*parts(tmp_path, PAGE + whole + "Andre yrker\nSveiser\n")) == ()
