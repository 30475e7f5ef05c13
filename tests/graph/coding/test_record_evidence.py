"""A record is compared with a candidate: codes by their first digits, words by their stems."""

from __future__ import annotations

import pytest

from graph.coding.record_evidence import Given, agree_on_code, agree_on_name, shares_trade, weigh


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2221", "2221"),
        ("STYRK-98 2221", "2221"),
        ("styrk98: 2221", ""),
        ("22 21.110", "2221110"),
        ("Leger", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_however_it_is_written(written: str, code: str) -> None:
    assert Given(written).code == code


@pytest.mark.parametrize(
    ("given", "code", "agreement"),
    [
        (Given("2221"), "2221", 1.0),
        (Given("22"), "2221", 1.0),
        (Given("2221110"), "2221", 1.0),
        (Given("2223"), "2221", 0.75),
        (Given("3231"), "2221", 0.0),
        (Given("110", is_number=True), "0110", 1.0),
        (Given("110"), "0110", 0.0),
        (Given("Leger"), "2221", 0.0),
    ],
)
def test_codes_agree_as_far_as_they_begin_alike(given: Given, code: str, agreement: float) -> None:
    assert agree_on_code(given, code) == agreement


def test_names_agree_when_they_are_like_each_other() -> None:
    assert agree_on_name(Given("LEGER"), ["leger"]) == 1.0
    assert 0 < agree_on_name(Given("Leger og slikt"), ["leger"]) < 1
    assert agree_on_name(Given("Bank"), ["leger"]) == 0.0
    assert agree_on_name(Given("Bank"), []) == 0.0


@pytest.mark.parametrize(
    ("trade", "name", "shares"),
    [
        ("Bygg- og anleggsvirksomhet", "sivilingenior bygg og anlegg", True),
        ("Barnehager", "barnehageassistent", True),
        ("Drift av sykehus", "leder av drift", False),
        ("86.101", "lege", False),
        ("", "lege", False),
    ],
)
def test_a_trade_is_shared_by_words_that_tell(trade: str, name: str, shares: bool) -> None:
    assert shares_trade(Given(trade), [name]) is shares


def test_evidence_moves_a_chance_and_leaves_what_is_certain() -> None:
    assert weigh(0.3, 0.0) < 0.3 == weigh(0.3, 0.5) < weigh(0.3, 1.0)
    assert (weigh(0.0, 1.0), weigh(1.0, 0.0)) == (0.0, 1.0)
