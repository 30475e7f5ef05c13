"""Numbers are written as readers of each language write them."""

from __future__ import annotations

import pytest

from server.numbers import write_number


@pytest.mark.parametrize(
    ("number", "nb", "nn", "en"),
    [
        ("6.5", "6,5", "6,5", "6.5"),
        ("6.50", "6,5", "6,5", "6.5"),
        ("7.0", "7", "7", "7"),
        (412352, "412\xa0352", "412\xa0352", "412,352"),
        (8111, "8\xa0111", "8\xa0111", "8,111"),
        (0.8, "0,8", "0,8", "0.8"),
        ("-12", "\u221212", "\u221212", "\u221212"),
        ("INF", "INF", "INF", "INF"),
        ("1.0E3", "1.0E3", "1.0E3", "1.0E3"),
    ],
)
def test_a_number_has_the_marks_of_its_language(number: str | float, nb: str, nn: str, en: str) -> None:
    assert [write_number(number, language) for language in ("nb", "nn", "en")] == [nb, nn, en]
