"""A title is likely one of an occupation by its name, its group, the titles beside it and the occupation's text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.deriving.likely_titles import (
    FEATURES,
    WITH_TEXTS,
    WITHOUT_TEXTS,
    LikelyTitles,
    TitlesAndOccupations,
    probability,
)
from graph.deriving.model_coefficients import read_model

WORLD = TitlesAndOccupations(
    title_names={
        "7244101": "ENERGIMONTØR",
        "7244108": "FORMANN (ENERGIMONTØR)",
        "7244107": "LÆRLING (ENERGIMONTØR)",
        "7244105": "LINJEMONTØR",
        "2560112": "FENGSELSPREST",
        "2560117": "PREST",
    },
    occupation_names={"energimontor": ["Energimontør"], "prest": ["Prest"], "baker": ["Baker"]},
    title_groups={code: {"7413": 1.0} for code in ("7244101", "7244107", "7244105")},
    occupation_groups={"energimontor": frozenset({"7413"}), "prest": frozenset({"2636"})},
    texts={
        "energimontor": "Du er montør av kraftlinjer.",
        "prest": "Du holder gudstjenester.",
        "baker": "Du baker brød.",
    },
)


def probabilities(world: TitlesAndOccupations = WORLD) -> dict[tuple[str, str], float]:
    return {(one.title, one.occupation): one.probability for one in LikelyTitles(world).links(0.0)}


def test_an_equal_name_in_the_group_is_likely_and_an_apprentice_is_not() -> None:
    found = probabilities()

    assert found["7244101", "energimontor"] > 0.9
    assert found["7244107", "energimontor"] < 0.1


def test_a_foreman_of_the_trade_belongs_to_it_outside_its_group() -> None:
    assert probabilities()["7244108", "energimontor"] > 0.9


def test_a_compound_that_ends_with_the_name_is_likely() -> None:
    found = probabilities()

    assert found["2560112", "prest"] > 0.2
    assert ("2560112", "baker") not in found


@pytest.mark.parametrize("feature", ["siblings", "text"])
def test_a_title_beside_the_name_and_in_the_text_gains_by_each(feature: str) -> None:
    values = LikelyTitles(WORLD).features("7244105")["energimontor"]

    assert values[FEATURES.index(feature)] > 0


def test_another_occupation_of_the_name_makes_a_link_less_likely() -> None:
    twice = {**WORLD.occupation_names, "energimontor_2": ["Energimontør"]}

    assert (
        probabilities(replace(WORLD, occupation_names=twice))["7244101", "energimontor"]
        < probabilities()["7244101", "energimontor"]
    )


def test_the_ground_is_the_feature_that_speaks_most_for_a_link() -> None:
    grounds = {(one.title, one.occupation): one.ground for one in LikelyTitles(WORLD).links(0.5)}

    assert grounds["7244101", "energimontor"] == "equal"


@pytest.mark.parametrize(("occupation", "key"), [("energimontor", WITHOUT_TEXTS), ("prest", WITH_TEXTS)])
def test_an_occupation_without_a_text_is_judged_by_the_model_for_those(occupation: str, key: str) -> None:
    world = replace(WORLD, texts={"prest": WORLD.texts["prest"]})
    model = read_model(key, FEATURES)
    title = "7244105" if occupation == "energimontor" else "2560112"

    found = probabilities(world)[title, occupation]

    values = LikelyTitles(world).features(title)[occupation]
    assert found == probability(values, model.coefficients, model.intercept)
