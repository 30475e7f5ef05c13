"""The skills to choose among are spread over as many occupations as possible."""

from __future__ import annotations

from itertools import permutations

from graph.reading.release import Release
from server.languages import ReaderLanguage
from server.things.occupation.skill_choice import choose_spread, measure_gain, read_offered_skills

DOCTORS = {f"doctor{n}" for n in range(20)}
COOKS, BAKERS = (
    {"cook", "waiter", "head-cook", "baker", "butcher"},
    {"baker", "confectioner", "cook", "miller", "grocer"},
)


def test_skills_of_the_same_occupations_do_not_crowd_out_the_others() -> None:
    holders = {"surgery": DOCTORS, "anatomy": DOCTORS, "oncology": DOCTORS, "kitchen": COOKS, "dough": BAKERS}

    assert choose_spread(holders, 2)[0] == "anatomy"
    assert set(choose_spread(holders, 4)) >= {"kitchen", "dough"}


def test_a_skill_of_too_few_occupations_is_not_offered() -> None:
    assert choose_spread({"rare": {"one"}, "kitchen": COOKS}, 5) == ["kitchen"]


def test_a_release_without_skills_offers_none(bundled: Release) -> None:
    assert read_offered_skills(bundled, ReaderLanguage.of("nb")) == []


def test_the_gain_of_a_skill_does_not_depend_on_the_order_of_its_occupations() -> None:
    offered = {"a": 0, "b": 0, "c": 0, "d": 0, "e": 1}

    assert len({measure_gain(order, offered) for order in permutations(offered)}) == 1
