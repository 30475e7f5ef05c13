"""The index of slips finds the same words as a comparison with every word."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from graph.search.slips import Slips

WORDS = [
    "sykepleier", "sykepleiere", "oversykepleier", "vernepleier", "hjelpepleier", "lege", "overlege", "tannlege",
    "renholder", "reindriftsutover", "anleggsmaskinforer", "anleggsmaskinreparator", "butikkmedarbeider", "aaaaa",
]  # fmt: skip


@pytest.mark.parametrize("slips", [2, 3])
@pytest.mark.parametrize(
    "written",
    ["skyepleeir", "sykeplei", "hjelpepeliar", "annlegsmaskinforer", "overleger", "bbbaa", "æøå", "rehnolder"],
)
def test_no_word_within_the_slips_is_passed_over(written: str, slips: int) -> None:
    found = Slips(WORDS).within(written, slips, len(WORDS))

    distances = {word: OSA.distance(written, word) for word in WORDS}
    assert found == {word: distance for word, distance in distances.items() if distance <= slips}


def test_the_nearest_come_first_and_only_as_many_as_asked_for() -> None:
    assert list(Slips(WORDS).within("sykeplieer", 2, 1)) == ["sykepleier"]


def test_no_words_are_near_to_any() -> None:
    assert Slips([]).within("lege", 2, 4) == {}
