"""The tables of words are folded like the texts they are matched with."""

from __future__ import annotations

from graph.search.folding import fold
from graph.search.words import load_words


def test_every_word_of_the_tables_is_folded() -> None:
    words = load_words()
    every = [
        *words.of_any_job,
        *words.of_no_job,
        *words.before_place,
        *words.abbreviations,
        *words.joined,
        *words.joined.values(),
    ]
    every += [meant for whole in words.abbreviations.values() for meant in whole]

    assert [word for word in every if fold(word) != word] == []


def test_a_spelling_is_replaced_wherever_it_stands() -> None:
    assert load_words().respell("skuleleiar") == "skoleleder"
