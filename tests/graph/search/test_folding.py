"""Spellings of the same word fold to the same text."""

from __future__ import annotations

import pytest

from graph.search.folding import fold, fold_words


@pytest.mark.parametrize("spelt", ["Rørlegger", "RØRLEGGER", "rorlegger", "roerlegger", "rörlegger", "rÃ¸rlegger"])
def test_a_letter_is_the_same_however_a_machine_spells_it(spelt: str) -> None:
    assert fold(spelt) == "rorlegger"


@pytest.mark.parametrize("spelt", ["Håndverker", "haandverker", "handverker"])
def test_a_with_a_ring_is_an_a_or_two(spelt: str) -> None:
    assert fold(spelt) == "handverker"


def test_accents_fall_away() -> None:
    assert fold("Kommandérsersjant à la carte") == "kommandersersjant a la carte"


def test_words_are_parted_by_whatever_is_no_letter_or_digit() -> None:
    assert fold_words("IT-konsulent/utvikler (C++), 2. nivå") == ["it", "konsulent", "utvikler", "c", "2", "niva"]
