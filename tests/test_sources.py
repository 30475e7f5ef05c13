"""A page says how old its sources are, and when something newer is to be expected."""

from __future__ import annotations

import datetime
import re

import pytest
from flask.testing import FlaskClient

from server.sources import following_in_words

THEN = datetime.date(2026, 1, 13)


@pytest.mark.parametrize(
    ("frequency", "now", "words"),
    [
        ("DAILY", THEN, "hver natt"),
        ("MONTHLY", datetime.date(2026, 2, 1), "februar 2026"),
        ("MONTHLY", datetime.date(2026, 3, 1), "skulle ha kommet i februar 2026"),
        ("ANNUAL", datetime.date(2026, 3, 1), "januar 2027"),
        ("NEVER", THEN, "oppdateres ikke"),
        ("IRREG", THEN, "uten fast dato"),
    ],
)
def test_the_next_edition_is_expected_by_the_rhythm_of_the_source(
    frequency: str, now: datetime.date, words: str
) -> None:
    assert following_in_words(THEN, frequency, now, "nb") == words


def test_the_last_day_of_a_month_is_followed_by_that_of_a_shorter_one() -> None:
    following = following_in_words(datetime.date(2026, 1, 31), "MONTHLY", datetime.date(2026, 2, 27), "en")

    assert following == "February 2026"


@pytest.mark.parametrize("path", ["/", "/doc/occupation/lege.html"])
def test_each_source_has_a_row_with_its_age_and_what_is_expected(client: FlaskClient, path: str) -> None:
    text = client.get(path, query_string={"lang": "en"}, headers={"Accept": "text/html"}).text
    table = text[text.index("How old the sources are") :].partition("</table>")[0]
    rows = re.findall(r"<tr><td>.*?</tr>", table)

    assert rows
    assert all(re.search(r'<time datetime="\d{4}-\d\d-\d\d">', row) for row in rows)
    assert all(re.search(r'<td class="date">\d+ (day|month|year)s?</td><td>[^<]+</td>', row) for row in rows)
