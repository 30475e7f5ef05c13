"""Likeness is compared with 100 judged pairs, and every figure has its interval."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.deriving.judged_relations import (
    JudgedRelation,
    evaluate_judged,
    interval,
    order,
    read_judged_relations,
)
from graph.deriving.likeness import WEIGHTS, Features, Relations
from graph.errors import SourceFault


def world() -> tuple[Relations, dict[str, str]]:
    """Occupations a and b with the same interest, c with another, by IRIs."""
    features = {kind: Features(kind) for kind in WEIGHTS}
    for one, interest in (("a", "x"), ("b", "x"), ("c", "y")):
        features["sharesInterests"].add(f"id/{one}", interest)
    return Relations(list(features.values())), {one: f"id/{one}" for one in "abc"}


def test_the_sample_has_a_hundred_distinct_pairs_drawn_from_three_strata() -> None:
    pairs = read_judged_relations()

    assert Counter(pair.drawn for pair in pairs) == {"shown": 50, "weak": 25, "apart": 25}
    assert len({frozenset((pair.one, pair.other)) for pair in pairs}) == 100


def test_likeness_that_agrees_with_the_reader_orders_every_pair() -> None:
    pairs = [JudgedRelation("a", "b", "near", "shown"), JudgedRelation("a", "c", "none", "apart")]

    found = evaluate_judged(*world(), pairs)

    assert found is not None
    assert found.order == (1.0, 1.0, 1.0)
    assert (found.related["shown"].hits, found.related["apart"].hits) == (1, 0)
    assert found.related["shown"].low < 1.0


def test_each_judged_pair_carries_its_likeness_and_its_reasons() -> None:
    pairs = [JudgedRelation("a", "b", "near", "shown"), JudgedRelation("a", "c", "none", "apart")]

    found = evaluate_judged(*world(), pairs)

    assert found is not None
    alike, apart = found.as_data()["pairs"]
    assert (alike["occupation"], alike["other"], alike["judged"]) == ("a", "b", "near")
    assert list(alike["reasons"]) == ["sharesInterests"]
    assert alike["likeness"] == alike["reasons"]["sharesInterests"][1] > 0
    assert (apart["likeness"], apart["reasons"]) == (0.0, {})


def test_a_release_without_most_of_the_occupations_is_not_measured() -> None:
    pairs = [JudgedRelation("a", "b", "near", "shown"), *[JudgedRelation("d", "e", "none", "apart")] * 2]

    assert evaluate_judged(*world(), pairs) is None


@pytest.mark.parametrize(("hits", "of"), [(0, 25), (40, 50), (25, 25)])
def test_an_interval_lies_within_0_and_1_around_its_share(hits: int, of: int) -> None:
    low, high = interval(hits, of)

    assert 0 <= low <= hits / of <= high <= 1
    assert high - low > 0


def test_equal_values_are_ordered_by_chance() -> None:
    assert order([0.3, 0.3], [0.3]) == 0.5


def test_an_unknown_judgement_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "judged.csv"
    table.write_text("occupation,other,judged,drawn\na,b,perhaps,shown\n", "utf-8")

    with pytest.raises(SourceFault, match="judged is one of near, some, none"):
        read_judged_relations(table)
