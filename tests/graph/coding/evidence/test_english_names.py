"""English names near to a title are found by their words, and titles in Norwegian are told apart."""

from __future__ import annotations

import pytest

from graph.coding.evidence.english_names import EnglishNames

NAMES = EnglishNames(
    [
        (name, name, number)
        for number, name in enumerate(
            ["cloud architect", "zoo keeper", "night porter", "manager of a zoo", "bus driver"], 1
        )
    ],
    ["arkitekt", "leder i zoo", "portier natt", "bus sjafor"],
)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("Senior cloud architects", 1),
        ("Cloud engineer", 1),
        ("Keeper, zoo", 2),
        ("Porters", 3),
        ("Manager", 4),
        ("Driver of a bus 50 %", 5),
    ],
)
def test_a_name_is_near_by_its_telling_words(written: str, nearest: int) -> None:
    assert NAMES.nearest(written, 1)[0].thing == nearest


def test_an_equal_name_is_nearest_of_all() -> None:
    nearest, *others = NAMES.nearest("Zoo keepers", 5)

    assert nearest.text == "zoo keeper"
    assert nearest.has_equal_words
    assert not any(one.has_equal_words for one in others)


@pytest.mark.parametrize("written", ["", "%", "the", "Astronaut"])
def test_no_name_shares_a_word_with_this(written: str) -> None:
    assert NAMES.nearest(written, 5) == []


@pytest.mark.parametrize(
    ("written", "is_english"),
    [("Cloud engineer", True), ("Night manager", True), ("Arkitekt", False), ("Leder i zoo", False), ("Lege", False)],
)
def test_a_language_is_told_by_the_names_that_have_the_words(written: str, is_english: bool) -> None:
    assert NAMES.is_english(written) == is_english


def test_a_release_without_english_names_has_no_english_titles() -> None:
    none = EnglishNames([], ["arkitekt"])

    assert not none.is_english("Arkitekt")
    assert none.nearest("Arkitekt", 1) == []
