"""The model of titles is fitted with names of known codes, and a release with few of them does without a classifier."""

from __future__ import annotations

from typing import Any

import pytest
from sklearn.svm import LinearSVC

from graph.building import group_fitting
from graph.building.group_fitting import fit_classifier, fit_model
from graph.coding.evidence.group_model import read_model
from graph.coding.evidence.nearest_names import CodedName, index_names

TRADES = {"snekker": ("7125", "7115"), "lege": ("2221", "2211"), "sjåfør": ("8323", "8332"), "lærer": ("2320", "2330")}
PLACES = ("bygg", "skole", "havn", "gård", "skip", "by", "fjell", "dal")


def names() -> list[CodedName]:
    return [
        CodedName(f"{place}{trade}", {"styrk98": {code98: 1.0}, "styrk08": {code08: 1.0}})
        for trade, (code98, code08) in TRADES.items()
        for place in PLACES
    ]


@pytest.mark.parametrize("trade", TRADES)
def test_the_classifier_knows_the_trade_of_a_compound_that_no_name_is(trade: str) -> None:
    nearest = index_names(names())
    classifier = fit_classifier(nearest)
    assert classifier is not None
    chances = classifier.chances([nearest.read(f"kommune{trade}")])

    likeliest = [classifier.codes[kind][int(chances[kind][0].argmax())] for kind in ("styrk98", "styrk08")]
    assert likeliest == [*TRADES[trade]]
    assert [0 < found.sum() <= 1.0001 for found in chances.values()] == [True, True]


def test_a_large_release_tells_groups_by_the_nearest_names_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    nearest = index_names(names())
    monkeypatch.setattr(group_fitting, "_MOST_LESSONS", 10)
    monkeypatch.setattr(group_fitting, "_NEAREST_OTHERS", 12)
    taught: list[int] = []
    fit = LinearSVC.fit

    def note_size(solver: LinearSVC, names: Any, *rest: Any, **options: Any) -> LinearSVC:
        taught.append(names.shape[0])
        return fit(solver, names, *rest, **options)

    monkeypatch.setattr(LinearSVC, "fit", note_size)
    classifier = fit_classifier(nearest)
    assert classifier is not None
    titles = [f"kommune{trade}" for trade in TRADES]
    chances = classifier.chances([nearest.read(title) for title in titles])

    likeliest = [[codes[place] for place in chances[kind].argmax(axis=1)] for kind, codes in classifier.codes.items()]
    assert list(zip(*likeliest, strict=True)) == [*TRADES.values()]
    assert taught == [len(PLACES) + 12] * 2 * len(TRADES)


def test_a_group_with_more_names_than_are_near_keeps_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_fitting, "_MOST_LESSONS", 10)
    monkeypatch.setattr(group_fitting, "_NEAREST_OTHERS", 3)

    classifier = fit_classifier(index_names(names()))

    assert classifier is not None
    assert [len(codes) for codes in classifier.codes.values()] == [len(TRADES)] * 2


def test_a_stored_classifier_answers_alike_when_read_back() -> None:
    model = fit_model([*names(), *(CodedName(f"arbeider {n:04}", {"styrk98": {"9310": 1.0}}) for n in range(1000))])
    again = read_model(model.tables())
    vector = model.nearest.read("skolelærer")

    assert model.classifier is not None
    assert again.classifier is not None
    told, told_again = model.classifier.chances([vector]), again.classifier.chances([vector])
    assert {kind: found.tolist() for kind, found in told_again.items()} == {
        kind: found.tolist() for kind, found in told.items()
    }


def test_a_release_with_few_names_has_no_classifier() -> None:
    model = fit_model(names())

    assert model.classifier is None
    assert read_model(model.tables()).classifier is None


@pytest.mark.parametrize("trades", [(), ("lege",), ("lege", "snekker")])
def test_names_of_fewer_than_three_groups_have_no_classifier(trades: tuple[str, ...]) -> None:
    few = [one for one in names() if one.text.endswith(trades) and trades]
    uncoded = [CodedName(f"yrke{n}", {}) for n in range(10)]

    assert fit_classifier(index_names([*few, *uncoded])) is None
