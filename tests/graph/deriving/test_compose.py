"""STYRK-08 leads to ESCO with no more confidence, and no closer a match, than the way through ISCO-08 allows."""

from __future__ import annotations

import pytest

from graph.deriving.compose import COMPOSED, Step, compose


def test_what_stands_in_the_only_group_is_narrower_than_it() -> None:
    (found,) = compose([Step("s:2211", "i:2211", 1.0)], {"i:2211": ["e:gp"]})

    assert (found.group, found.occupation, found.through) == ("s:2211", "e:gp", "i:2211")
    assert (found.match, found.confidence) == ("narrowMatch", COMPOSED)


def test_what_stands_in_a_shared_group_is_only_related_and_less_sure() -> None:
    found = list(compose([Step("s:1", "i:1", 1.0), Step("s:2", "i:1", 1.0)], {"i:1": ["e:a"]}))

    assert [(one.group, one.match, one.confidence) for one in found] == [
        ("s:1", "relatedMatch", COMPOSED / 2),
        ("s:2", "relatedMatch", COMPOSED / 2),
    ]


def test_a_doubtful_first_step_makes_a_doubtful_pair() -> None:
    (found,) = compose([Step("s:1", "i:1", 0.4)], {"i:1": ["e:a"]})

    assert found.confidence == pytest.approx(0.4 * COMPOSED)


def test_a_group_with_nothing_in_it_leads_nowhere() -> None:
    assert list(compose([Step("s:1", "i:1", 1.0)], {"i:2": ["e:a"]})) == []


def test_one_group_may_lead_to_many_and_through_several() -> None:
    steps = [Step("s:1", "i:1", 1.0), Step("s:1", "i:2", 1.0)]

    assert [one.occupation for one in compose(steps, {"i:1": ["e:a", "e:b"], "i:2": ["e:c"]})] == ["e:a", "e:b", "e:c"]
