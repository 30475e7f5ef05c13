"""The functions that a page calls for nearly every word."""

from __future__ import annotations

import pytest

from server.languages import Passage, ReaderLanguage
from server.page_functions import PageFunctions, figure_row, said

NYNORSK = ReaderLanguage.of("nn")


@pytest.mark.parametrize(
    ("passage", "markup"),
    [
        (Passage("Lege", "nn"), "Lege"),
        (Passage("Lege", ""), "Lege"),
        (Passage("Lege & <lærer>", "nn"), "Lege &amp; &lt;lærer&gt;"),
        (Passage("Doctor <MD>", "en"), '<span lang="en">Doctor &lt;MD&gt;</span>'),
        (Passage("x", '"'), '<span lang="&#34;">x</span>'),
    ],
)
def test_a_passage_names_its_language_where_it_is_not_that_of_the_page(passage: Passage, markup: str) -> None:
    assert said(passage, NYNORSK) == markup


def test_a_row_of_figures_names_the_reason_for_those_withheld() -> None:
    names = [Passage("2025", ""), Passage("Women & men", "en")]

    assert figure_row(names, ["1", ""], Passage("for få", "nn"), NYNORSK, "ikkje vist") == (
        '<tr><td>2025</td><td><span lang="en">Women &amp; men</span><br><span class="note">for få</span></td>'
        '<td class="number">1</td><td class="number"><span class="note">ikkje vist</span></td></tr>'
    )
    assert figure_row(names[:1], ["<"], None, NYNORSK, "") == '<tr><td>2025</td><td class="number">&lt;</td></tr>'


def test_a_link_keeps_the_chosen_languages() -> None:
    functions = PageFunctions(NYNORSK, {"lang": "nn"})

    assert functions.here("/count?occupation=lege#sums", n=[1, 2]) == "/count?occupation=lege&n=1&n=2&lang=nn#sums"
    assert functions.here("https://example.org/") == "https://example.org/"
    assert PageFunctions(NYNORSK, {}).here("/doc/occupation/lege") == "/doc/occupation/lege"


def test_a_message_is_in_the_language_of_the_page() -> None:
    assert PageFunctions(NYNORSK, {}).translate("rows", n=2) == "2 rader"
