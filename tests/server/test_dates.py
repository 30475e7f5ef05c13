"""Days and months are written as readers of each language write them."""

from __future__ import annotations

import pytest

from server.dates import write_date


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
