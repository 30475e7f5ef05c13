"""The least of many axioms at fault is found, with few runs of the reasoner."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import URIRef

from graph.checking.axioms import Axiom
from graph.checking.minimal_causes import shrink

AXIOMS = [Axiom(((URIRef(f"x:{number}"), URIRef("x:is"), rdflib.Literal("x")),)) for number in range(64)]


@pytest.mark.parametrize(
    ("causes", "first", "most_runs"), [([3], 1, 7), ([3, 5], 1, 14), ([40], 64, 9), ([0, 31, 63], 64, 24)]
)
def test_the_causes_are_found_and_no_others_with_few_runs(causes: list[int], first: int, most_runs: int) -> None:
    asked: list[frozenset[int]] = []

    def broken(part: list[Axiom]) -> bool:
        asked.append(frozenset(map(id, part)))
        return all(AXIOMS[cause] in part for cause in causes)

    assert sorted(map(AXIOMS.index, shrink(AXIOMS, broken, first))) == causes
    assert len(asked) <= most_runs
    assert len(set(asked)) == len(asked)
