"""Days are read in one form, and days and months are written as readers of each language write them."""

from __future__ import annotations

import pytest

from server.dates import parse_day, write_date


@pytest.mark.parametrize(
    ("date", "nb", "en"),
    [
        ("2017-12-31", "31. desember 2017", "31 December 2017"),
        ("2023-03-03", "3. mars 2023", "3 March 2023"),
        ("2022-11", "november 2022", "November 2022"),
        ("2022", "2022", "2022"),
        ("2022-13", "2022-13", "2022-13"),
    ],
)
def test_a_date_is_in_the_words_of_its_language(date: str, nb: str, en: str) -> None:
    assert [write_date(date, language) for language in ("nb", "nn", "en")] == [nb, nb, en]


@pytest.mark.parametrize(
    "text", ["20240101", "2024-W01-1", "2024-1-1", "2024-02-30", "2024-01-01T00:00", "٢٠٢٤-01-01", ""]
)
def test_a_day_in_another_form_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(a day is written such as 2024-12-31|day is out of range)"):
        parse_day(text)
