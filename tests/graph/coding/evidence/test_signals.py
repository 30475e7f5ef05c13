"""What speaks for the groups of a title is the same for many titles at once as for each by itself."""

from __future__ import annotations

import numpy as np
import pytest

from graph.building.group_fitting import fit_model
from graph.coding.confidence import NO_FEATURES
from graph.coding.evidence.both_editions import BothEditions
from graph.coding.evidence.group_chances import GroupChances
from graph.coding.evidence.group_model import GroupModel
from graph.coding.evidence.nearest_names import CodedName
from graph.coding.evidence.recognised import NOT_ENGLISH, English, Recognised
from graph.coding.evidence.signals import GroupEvidence, SignalReader

TITLES = ["Skolelærer", "", "Bygglege", "Nurse"]
# The code of the rules for the last title is in no name.
RULES = [{"2320": 0.7, "2221": 0.1}, {}, {"2221": 0.9}, {"3231": 0.6}]
ENGLISH = English({"2330": 0.8}, {"2330": 0.9})


@pytest.fixture(scope="module")
def model() -> GroupModel:
    trades = {"lege": ("2221", "2211"), "lærer": ("2320", "2330"), "snekker": ("7125", "7115")}
    return fit_model(
        CodedName(f"{place}{trade}", {"styrk98": {old: 1.0}, "styrk08": {new: 1.0}})
        for trade, (old, new) in trades.items()
        for place in ("skole", "havn", "gård", "skip")
    )


@pytest.fixture(scope="module")
def recognised() -> list[Recognised]:
    english = [NOT_ENGLISH, NOT_ENGLISH, NOT_ENGLISH, ENGLISH]
    return [
        Recognised({"styrk98": rules, "styrk08": {}}, 0.8, "near", 0.9, NO_FEATURES, one)
        for rules, one in zip(RULES, english, strict=True)
    ]


def gather(model: GroupModel, titles: list[str], recognised: list[Recognised]) -> GroupEvidence:
    reader = SignalReader(model, BothEditions(model.nearest.names))
    return reader.gather("styrk98", reader.read(titles), recognised)


def test_each_kind_of_evidence_has_its_signal(model: GroupModel, recognised: list[Recognised]) -> None:
    found = gather(model, TITLES, recognised)
    codes = [{code for title, code in zip(found.titles, found.codes, strict=True) if title == n} for n in range(4)]

    # By name and by rule; by none; by both; by the rules alone, and by an English name of a group of STYRK-08.
    assert "2320" in codes[0]
    assert codes[1] == set()
    assert codes[2] >= {"2221"}
    assert codes[3] >= {"3231", "2320"}


def test_a_title_has_the_same_signals_beside_others(model: GroupModel, recognised: list[Recognised]) -> None:
    together = gather(model, TITLES, recognised)
    alone = [gather(model, [title], [one]) for title, one in zip(TITLES, recognised, strict=True)]

    assert together.codes == [code for one in alone for code in one.codes]
    assert np.array_equal(together.signs, np.vstack([one.signs for one in alone]))


def test_chances_come_with_the_likeliest_first_and_sum_to_one_at_most(
    model: GroupModel, recognised: list[Recognised]
) -> None:
    found = [one["styrk98"] for one in GroupChances(model).find(TITLES, recognised)]

    assert [one == sorted(one, key=lambda pair: -pair[1]) for one in found] == [True] * 4
    assert max(sum(chance for _, chance in one) for one in found) <= 1
    assert (found[0][0][0], found[1], found[2][0][0]) == ("2320", [], "2221")


def test_no_titles_have_no_chances(model: GroupModel) -> None:
    assert GroupChances(model).find([], []) == []
