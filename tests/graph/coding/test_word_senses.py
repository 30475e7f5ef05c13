"""A word stands for a known word, or for those it may misspell."""

from __future__ import annotations

import pytest

from graph.coding.word_senses import Meanings
from graph.search.written_titles import read_title

NAMES = ["Sykepleier", "Lege", "Barnehage", "Barn", "Hage", "Kantineassistent", "Assistent"]


@pytest.fixture(scope="module")
def meanings() -> Meanings:
    return Meanings([read_title(name) for name in NAMES])


def test_a_known_word_is_sure_and_weighs_what_its_parts_tell(meanings: Meanings) -> None:
    wanted = meanings.read(read_title("lege"))

    assert wanted.sure == set(wanted.parts)
    assert wanted.weight == pytest.approx(sum(wanted.parts.values()))


def test_a_misspelt_word_is_a_guess_that_weighs_less(meanings: Meanings) -> None:
    known, guessed = meanings.read(read_title("sykepleier")), meanings.read(read_title("sykepelier"))

    assert not guessed.sure
    assert guessed.parts.keys() == known.parts.keys()
    assert sum(guessed.parts.values()) < sum(known.parts.values())


def test_a_word_that_means_nothing_weighs_all_the_same(meanings: Meanings) -> None:
    wanted = meanings.read(read_title("xyzzyx"))

    assert not wanted.parts
    assert wanted.weight > 0
    assert meanings.weigh_words(read_title("xyzzyx")) == [wanted.weight]


def test_what_few_names_have_tells_more_than_what_many_have(meanings: Meanings) -> None:
    weights = meanings.weigh(read_title("Barnehage lege"))

    assert weights["leg"] > weights["barn"]
