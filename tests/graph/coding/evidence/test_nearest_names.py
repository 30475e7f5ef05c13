"""The nearest names to a title share its words, or pieces of them, and are the same after storage."""

from __future__ import annotations

import pytest

from graph.coding.evidence.name_features import name_features
from graph.coding.evidence.nearest_names import CodedName, NearestNames, index_names, read_nearest

NAMES = [
    CodedName("Operatør (plastprodukter)", {"styrk98": {"8232": 1.0}}),
    CodedName("Operatør (trelast)", {"styrk98": {"8141": 1.0}}),
    CodedName("Rådgivere innen kompetanseutvikling", {"styrk08": {"2424": 1.0}}),
    CodedName("Rørlegger", {"styrk98": {"7136": 1.0}}),
    CodedName("Sykepleier", {"styrk98": {"3231": 1.0}}),
]


@pytest.fixture(scope="module")
def nearest() -> NearestNames:
    return index_names(NAMES)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("sykepleier", "Sykepleier"),
        ("Sykepleierne", "Sykepleier"),
        ("Plastoperatør", "Operatør (plastprodukter)"),
        ("Rådgiver innen kompetanseutvikling", "Rådgivere innen kompetanseutvikling"),
        ("Lærling (rørleggerfaget)", "Rørlegger"),
    ],
)
def test_a_title_is_nearest_to_the_name_that_it_shares_most_with(nearest: NearestNames, title: str, name: str) -> None:
    (found, cosine), *_ = nearest.nearest(nearest.read(title), 3)

    assert (found.text, 0 < cosine <= 1.0001) == (name, True)


def test_a_name_itself_has_a_cosine_of_one(nearest: NearestNames) -> None:
    assert nearest.nearest(nearest.read("Rørlegger"), 1)[0][1] == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("title", ["", "()", "qqqq"])
def test_a_title_that_shares_nothing_has_no_near_names(nearest: NearestNames, title: str) -> None:
    assert nearest.nearest(nearest.read(title), 3) == []


def test_stored_names_are_the_same_when_read_back(nearest: NearestNames) -> None:
    again = read_nearest(nearest.tables())
    vector = nearest.read("Plastoperatør")

    assert again.read("Plastoperatør") == vector
    assert again.nearest(vector, 5) == nearest.nearest(vector, 5)


def test_other_and_others_are_one_word() -> None:
    assert name_features("Annen bygningsarbeider") == name_features("Andre bygningsarbeidere")
