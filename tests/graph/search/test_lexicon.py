"""A lexicon corrects misspelt words and splits compounds."""

from __future__ import annotations

import pytest

from graph.search.lexicon import Lexicon, thin_out
from graph.search.written_titles import read_title

NAMES = [
    "Sykepleier",
    "Avdelingsleder",
    "Leder",
    "Avdeling",
    "Renholdsarbeider",
    "Arbeider",
    "Renhold",
    "Bookingkoordinator",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon([read_title(name, advertised=False).words for name in NAMES])


@pytest.mark.parametrize("typed", ["syekpleier", "sykplier", "sykepleiier", "skyepleeir"])
def test_a_misspelt_word_is_near_the_one_meant(lexicon: Lexicon, typed: str) -> None:
    (_, stem, _) = read_title(typed).words[0]

    assert lexicon.near(typed, stem)[0][0] == "sykeplei"


def test_a_short_form_is_near_the_only_word_that_begins_so(lexicon: Lexicon) -> None:
    assert lexicon.near("bookingkoord", "bookingkoord")[0][0] == "bookingkoordinator"


def test_a_word_like_no_other_has_none_near(lexicon: Lexicon) -> None:
    assert lexicon.near("xylofonist", "xylofonist") == ()


def test_a_compound_is_made_of_its_parts(lexicon: Lexicon) -> None:
    assert lexicon.parts("renholdsled") == ("renhold", "led")
    assert lexicon.parts("led") == ("led",)


def test_thinning_takes_out_each_letter_once() -> None:
    assert thin_out("abc") == {"abc", "bc", "ac", "ab"}
