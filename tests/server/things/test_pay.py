"""One rule chooses the pay that is shown of a group, and its label says whose pay it is, of which year."""

from __future__ import annotations

import datetime
import html
import re

import pytest
from flask.testing import FlaskClient

from graph.reading.result_rows import Cell, Row
from graph.vocab import DEFAULT_BASE, Names
from server.languages import Passage, ReaderLanguage
from server.things.occupation.schema_org import estimate_pay
from server.things.pay import HeadlinePay, read_headlines

TODAY = datetime.date(2026, 11, 29)


def row(part: str, median: str, *, period: str = "2025", code: str = "2211", **more: str) -> Row:
    """Return a row of the query; *part* has the codes of sector, working hours and sex."""
    sector, time, sex = tuple(part)
    group = f"{DEFAULT_BASE}id/styrk08/{code}"
    cells = {"group": group, "code": code, "sector": sector, "time": time, "sex": sex, "period": period, **more}
    return {name: Cell(value, "literal") for name, value in {**cells, "median": median}.items() if value}


def read(*rows: Row) -> list[HeadlinePay]:
    """Return the headlines of *rows*, with codes for names."""
    names = Names(DEFAULT_BASE)
    return read_headlines(
        names, list(rows), lambda list_, code: Passage(f"{list_} {code}", ""), ReaderLanguage("en", "en"), TODAY
    )


WHOLE, WOMEN, PART_TIME, PRIVATE = ("AAA", "50000"), ("AAK", "47000"), ("ADA", "42550"), ("PHA", "61000")


@pytest.mark.parametrize(
    ("rows", "words", "limits"),
    [
        ([row(*PART_TIME), row(*WHOLE), row(*PRIVATE)], "50,000", []),
        ([row(*PRIVATE, period="2025"), row(*WHOLE, period="2017")], "50,000", []),
        ([row("AAA", "48000", period="2024"), row(*WHOLE), row("AAA", "45000", period="2017")], "50,000", []),
        ([row(*WOMEN), row(*PART_TIME)], "42,550", ["working-time D"]),
        ([row(*PRIVATE), row(*WOMEN)], "47,000", ["sex K"]),
        ([row(*PRIVATE)], "61,000", ["sector P", "working-time H"]),
        ([row("AAA", ""), row(*PART_TIME)], "42,550", ["working-time D"]),
    ],
)
def test_the_headline_is_of_all_or_says_of_whom(rows: list[Row], words: str, limits: list[str]) -> None:
    (pay,) = read(*rows)

    assert (pay.words, [limit.words for limit in pay.limits], pay.is_whole) == (words, limits, not limits)


def test_a_group_whose_pay_is_withheld_has_no_headline() -> None:
    assert read(row("AAA", "", status="5")) == []


def test_the_own_groups_stand_before_those_of_managers() -> None:
    found = read(*(row("AAA", "50000", code=code) for code in ("1342", "2212", "2211")))

    assert [pay.code for pay in found] == ["2211", "2212", "1342"]


@pytest.mark.parametrize(
    ("period", "year", "is_old"), [("2025", "2025", False), ("2023-12-31", "2023", False), ("2017-12-31", "2017", True)]
)
def test_a_headline_has_its_year_and_old_figures_are_called_old(period: str, year: str, is_old: bool) -> None:
    (pay,) = read(row("AAA", "50000", period=period))

    assert (pay.year, pay.is_old) == (year, is_old)


def test_search_engines_get_pay_of_all_only() -> None:
    whole = row("AAA", "50000", code="2211", lower="45000", upper="60000")
    found = estimate_pay(read(whole, row("ADA", "42550", code="2635")), lambda passage, words: words or passage.words)

    assert [(one["name"], one["percentile25"], one["median"], one["percentile75"]) for one in found] == [
        ("2211, 2025", 45000.0, 50000.0, 60000.0)
    ]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("nb", "alle sektorer og arbeidstider, begge kjønn, 2017 gamle tall"),
        ("nn", "alle sektorar og arbeidstider, begge kjønn, 2017 gamle tal"),
        ("en", "all sectors and working hours, both sexes, 2017 old figures"),
    ],
)
def test_a_page_and_a_comparison_show_the_same_pay(portal_client: FlaskClient, language: str, label: str) -> None:
    keys = [record["key"] for record in portal_client.get("/occupations.json").get_json()]
    page = portal_client.get(f"/doc/occupation/{keys[0]}.html?lang={language}").text
    compared = portal_client.get(f"/compare?occupation={','.join(keys)}&lang={language}").text
    records = portal_client.get(f"/compare.json?occupation={','.join(keys)}").get_json()

    shown = re.search(r'<dd>([^<]+) kr <span class="note">(.*?)</span></dd>', page)
    assert shown is not None
    assert re.sub(r"\D", "", shown[1]) == "32500"
    assert " ".join(re.sub(r"<[^>]*>", " ", html.unescape(shown[2])).split()) == label
    assert f'<strong class="figure">{shown[1]} kr</strong>' in compared
    assert {record["value"] for record in records if record["property"] == "medianPay"} == {32500}
