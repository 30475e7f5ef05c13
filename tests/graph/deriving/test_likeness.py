"""Occupations are alike by the things they share, rare ones weighing more, and the formula is the documented one."""

from __future__ import annotations

import math

import pytest

from graph.deriving.likeness import MOST_COMMON, TOP, WEIGHTS, Features, Relations, choose_pairs, combine


def features(kind: str, **of: str) -> Features:
    """Occupations with their things, a letter each."""
    found = Features(kind)
    for occupation, letters in of.items():
        for letter in letters:
            found.add(occupation, letter)
    return found


def strength(relations: Relations, one: str, other: str) -> float:
    return combine([reason.strength for reason in relations.reasons(one, other)])


def test_the_formula_is_the_documented_one() -> None:
    relations = Relations([features("sharesTitles", snekker="ab", maler="bc", lege="d")])
    rare, common, full = math.log(1 + 3 / 1), math.log(1 + 3 / 2), math.log(1 + 3)
    likeness = common / (rare + common + rare) * common / full

    (reason,) = relations.reasons("snekker", "maler")

    assert reason.strength == pytest.approx(WEIGHTS["sharesTitles"] * likeness)
    assert (reason.kind, reason.number) == ("sharesTitles", 1)


def test_what_is_rare_weighs_more_than_what_many_have() -> None:
    many = {f"o{number}": "c" for number in range(10)}
    relations = Relations([features("sharesInterests", a="rc", b="rc", c="c", **many)])

    assert strength(relations, "a", "b") > strength(relations, "a", "c") > 0


def test_two_that_share_only_what_everybody_has_are_hardly_alike() -> None:
    everybody = {f"o{number}": "h" for number in range(100)}
    relations = Relations([features("sharesInterests", **everybody)])

    assert strength(relations, "o1", "o2") < 0.1


def test_each_reason_adds_and_none_takes_it_beyond_one() -> None:
    titles, codes = features("sharesTitles", a="x", b="x"), features("sharesEducationCodes", a="y", b="y")

    both = strength(Relations([titles, codes]), "a", "b")

    assert strength(Relations([titles]), "a", "b") < both < 1
    assert combine([1.0, 0.5]) == 1.0
    assert combine([]) == 0.0


def test_likeness_is_the_same_from_either_side() -> None:
    relations = Relations([features("sharesTitles", a="xyz", b="x", c="yz")])
    ranked = relations.ranked()

    assert relations.reasons("a", "b") == relations.reasons("b", "a")
    assert {(one, other) for one, likes in ranked.items() for _, other in likes} == {
        pair for one, likes in ranked.items() for _, other in likes for pair in ((one, other), (other, one))
    }


def test_the_strongest_come_first_and_equals_by_key() -> None:
    ranked = Relations([features("sharesTitles", a="xyz", b="xyz", c="x", d="x")]).ranked()

    assert [other for _, other in ranked["a"]] == ["b", "c", "d"]


def test_a_kind_can_be_left_out() -> None:
    relations = Relations([features("sharesTitles", a="x", b="x"), features("sameGroup", a="g", c="g")])

    assert [other for _, other in relations.ranked(without=["sharesTitles"])["a"]] == ["c"]


def test_a_thing_that_very_many_have_makes_no_pair_but_counts_where_there_is_one() -> None:
    many = {f"o{number}": "h" for number in range(MOST_COMMON + 1)}
    alone = Relations([features("sharesInterests", **many)])
    with_rare = Relations([features("sharesInterests", **many | {"a": "hr", "b": "hr"})])

    assert alone.ranked() == {}
    assert set(with_rare.ranked()) == {"a", "b"}
    assert with_rare.reasons("a", "b")[0].number == 2


def test_a_thing_may_stand_for_several() -> None:
    found = Features("nearInEsco")
    for occupation in ("a", "b"):
        found.add(occupation, "isco08/752", 35)

    assert Relations([found]).reasons("a", "b")[0].number == 35


def test_pairs_are_the_strongest_of_each_and_all_that_pages_state() -> None:
    others = {f"o{number:02}": "x" * (number < 20) for number in range(20)}
    relations = Relations([features("sharesTitles", a="x", **others)])

    pairs = choose_pairs(relations.ranked(), [("z", "a")])

    assert ("a", "z") in pairs
    assert pairs == sorted(set(pairs))
    assert all(sum(one in pair for pair in pairs) >= TOP for one in others)
