"""Numbers, months and dates as Norwegian texts write them."""

from __future__ import annotations

import datetime
import re

import pytest

from graph.sources.page.phrases import NUMBER, find_date, month_number, number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("én", 1),
        ("eitt", 1),
        ("to", 2),
        ("syv", 7),
        ("sju", 7),
        ("tolv", 12),
        ("12", 12),
        ("6,5", 6.5),
        ("6.5", 6.5),
        ("seks og eit halvt", 6.5),
        ("Fem og et halvt", 5.5),
        ("to og ein halv", 2.5),
        ("halvannet", 1.5),
        ("halvtanna", 1.5),
    ],
)
def test_a_number_is_read_in_words_and_digits(written: str, value: float) -> None:
    assert re.fullmatch(NUMBER, written, re.IGNORECASE)
    assert number(written) == value


@pytest.mark.parametrize(("name", "value"), [("januar", 1), ("Mars", 3), ("november", 11), ("desember", 12)])
def test_a_month_has_its_number(name: str, value: int) -> None:
    assert month_number(name) == value


@pytest.mark.parametrize(
    "text", ["03. mars 2023", "3. Mars 2023", "3 mars 2023", "3.3.2023", "03.03.2023", "2023-03-03", "sist 3.3.2023."]
)
def test_a_date_is_found_in_any_of_its_forms(text: str) -> None:
    found = find_date(text)

    assert found is not None
    assert found[0] == datetime.date(2023, 3, 3)


@pytest.mark.parametrize("text", ["mars 2023", "31. februar 2023", "45.13.2023", "2022", "ingen dato"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert find_date(text) is None
