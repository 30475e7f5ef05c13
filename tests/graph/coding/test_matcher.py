"""Titles are matched with names in any spelling people use."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from graph.coding.confidence import confidence
from graph.coding.matcher import Known, Matcher
from tests.bench.coding import Ours, Titles, make_cases, read_catalogue, shares
from tests.bench.noise import KINDS, noisy

NAMES = [
    "Sykepleier", "Oversykepleier", "Lege", "Overlege", "Truckfører", "Lærer (grunnskole)", "Lærer (fagskole)",
    "Butikkmedarbeider", "Avdelingsleder (drift)", "Renholder", "Renholder (bedrifter)", "Kantineassistent",
    "Selger (agent)",
    "Agent (selger)",
]  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(Known(number, name) for number, name in enumerate(NAMES))


@pytest.mark.parametrize(
    ("written", "name", "how"),
    [
        ("SYKEPLEIER", "Sykepleier", "same"),
        ("Erfaren sykepleier søkes, 80 %", "Sykepleier", "folded"),
        ("truck-fører", "Truckfører", "folded"),
        ("over lege", "Overlege", "folded"),
        ("sjukepleiarar", "Sykepleier", "stems"),
        ("selgere (agent)", "Selger (agent)", "stems"),
        ("syekpleier", "Sykepleier", "near"),
        ("kantineass.", "Kantineassistent", "folded"),
        ("kantineass", "Kantineassistent", "near"),
        ("butikkmedarb. 50 %", "Butikkmedarbeider", "folded"),
        ("vaskedame", "Renholder (bedrifter)", "called"),
        ("Vaskedamer søkes", "Renholder (bedrifter)", "called"),
        ("avd.leder drift", "Avdelingsleder (drift)", "folded"),
        ("reinhaldarar", "Renholder", "stems"),
    ],
)
def test_a_title_is_matched_and_says_how(matcher: Matcher, written: str, name: str, how: str) -> None:
    best = matcher.match(written)[0]

    assert (best.known.text, best.how) == (name, how)


@pytest.mark.parametrize("written", ["", "   ", "%", "()", "🚒", "12345", "x" * 10_000])
def test_what_is_no_title_matches_nothing(matcher: Matcher, written: str) -> None:
    assert matcher.match(written) == []


def test_a_name_that_fits_as_well_as_another_is_not_sure(matcher: Matcher) -> None:
    alike = Matcher([Known(1, "Kontrollør (kino)", "A"), Known(2, "Kontrollør (buss)", "B")])

    assert confidence(alike.match("kontrollør")) < 0.9 < confidence(matcher.match("sykepleier"))


def test_what_stands_before_the_brackets_of_many_families_is_no_surer_than_the_most_of_one() -> None:
    fields = [("skole", "A"), ("barnehage", "A"), ("kjøkken", "B"), ("lager", "C")]
    many = Matcher(Known(number, f"Assistent ({field})", family) for number, (field, family) in enumerate(fields))

    assert confidence(many.match("assistent")) <= 0.5


def test_nothing_is_not_sure_at_all() -> None:
    assert confidence([]) == 0.0


def test_names_of_one_family_speak_for_one_another() -> None:
    names = [Known(1, "Lærer (x)", "A"), Known(2, "Kontrollør (kino)", "B"), Known(3, "Billettør (kino)", "B")]

    assert Matcher(names).match("vakt kino")[0].known.family == "B"


def test_noise_is_the_same_for_the_same_seed() -> None:
    assert noisy(NAMES, "mixed", 5, Random("one")) == noisy(NAMES, "mixed", 5, Random("one"))


@pytest.fixture(scope="module")
def catalogue(yrkeskatalog: Path) -> Titles:
    return read_catalogue(yrkeskatalog)


@pytest.fixture(scope="module")
def ours(catalogue: Titles) -> Ours:
    return Ours(catalogue)


@pytest.mark.parametrize("kind", list(KINDS))
def test_nine_in_ten_noisy_titles_of_the_catalogue_get_their_code_back(
    catalogue: Titles, ours: Ours, kind: str
) -> None:
    cases = dict(make_cases(catalogue, "test", 60, fitting=False))[kind]

    first, among_five, _ = shares(ours, cases)

    assert first > 0.9
    assert among_five > 0.93


def test_a_word_behind_a_preposition_is_no_part_of_a_compound_but_a_field_in_brackets() -> None:
    apart = Matcher([Known(1, "Assistentlege"), Known(2, "Lege"), Known(3, "Assistent (barnehage)")])
    hows = {one.known.text: one.how for one in apart.match("assistent for lege")}
    field = apart.match("assistent i barnehage")[0]

    assert hows["Assistentlege"] == "near"
    assert (field.known.text, field.how) == ("Assistent (barnehage)", "folded")
