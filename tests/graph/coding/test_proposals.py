"""A candidate of a like name is as likely as its list is to hold the answer; only a title matches by likeness."""

from __future__ import annotations

import pytest

from graph.coding.proposals import Proposal, chance_by_likeness, may_match, names_by_stems
from graph.search.index import Indexed


@pytest.mark.parametrize(
    ("kind", "letters", "chance"),
    [("title", 0.5, 0.9), ("occupation", 0.5, 0.36), ("nav-category", 0.79, 0.36), ("occupation", 0.9, 0.9)],
)
def test_likeness_counts_less_in_a_short_list_unless_it_is_a_slip_of_the_pen(
    kind: str, letters: float, chance: float
) -> None:
    assert chance_by_likeness(kind, 0.9, letters) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("kind", "letters", "is_named"),
    [
        ("occupation", 0.8, True),
        ("styrk08", 0.88, True),
        ("nus", 0.8, False),
        ("esco", 0.86, False),
        ("esco", 0.98, True),
    ],
)
def test_equal_stems_are_the_name_of_a_job_and_of_others_in_nearly_the_same_letters(
    kind: str, letters: float, is_named: bool
) -> None:
    assert names_by_stems(kind, letters) is is_named


@pytest.mark.parametrize(
    ("kind", "features", "is_named", "may"),
    [
        ("title", {}, False, True),
        ("occupation", {}, False, False),
        ("occupation", {}, True, True),
        ("nus", {"is_code": True}, False, True),
        ("occupation", {"agrees_styrk08": 1.0}, False, True),
        ("occupation", {"agrees_styrk08": 0.0}, False, False),
    ],
)
def test_a_candidate_may_match_by_name_code_or_evidence_and_a_title_by_likeness(
    kind: str, features: dict[str, float | bool], is_named: bool, may: bool
) -> None:
    proposal = Proposal(Indexed(1, "http://x/1", kind, "1", ""), "x", 0.95, features, is_named=is_named)

    assert may_match(proposal) is may
