"""Titles are compared with names letter by letter, with and without brackets."""

from __future__ import annotations

from graph.coding.evidence.spelling import compare_each
from graph.coding.letters import Letters

LETTERS = Letters(["lerer grunnskole", "lege"], ["lerer", "lege"], compare_each)


def test_a_name_is_as_like_as_its_liker_form() -> None:
    whole, bare = LETTERS.likeness("lerer grunnskole", [0])[0], LETTERS.likeness("lerer", [0])[0]

    assert (whole, bare) == (1.0, 0.97)


def test_the_order_is_that_of_the_numbers() -> None:
    assert [round(one, 1) for one in LETTERS.likeness("lege", [0, 1])] == [0.6, 1.0]


def test_spelling_out_looks_at_all_names_and_never_is_as_sure() -> None:
    assert max(LETTERS.spell_out("legee"), key=lambda pair: pair[1])[0] == 1
    assert max(likeness for _, likeness in LETTERS.spell_out("legee")) < 0.8
