"""Pages show the age of their sources and the dates of the next editions."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator

import msgspec
import pytest
from flask import g
from flask.testing import FlaskClient

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import CurrentRelease, Release, Releases
from graph.vocab import DEFAULT_BASE
from server.app import create_app
from server.http.old_releases import old_release
from server.http.site import EXTENSION, NAMED_RELEASE
from server.languages import ReaderLanguage
from server.settings import Settings
from server.things.sources import (
    age_in_words,
    following_in_words,
    next_day_in_words,
    read_sources,
    sources_question,
    today,
)
from tests.editions import Editions
from tests.paths import SMALL

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
    assert following_in_words(THEN, frequency, now, ReaderLanguage.of("nb")) == words


def test_the_last_day_of_a_month_is_followed_by_that_of_a_shorter_one() -> None:
    following = following_in_words(
        datetime.date(2026, 1, 31), "MONTHLY", datetime.date(2026, 2, 27), ReaderLanguage.of("en")
    )

    assert following == "February 2026"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime.date(2026, 1, 12), "13. januar 2026"),
        (datetime.date(2026, 1, 13), "13. februar 2026"),
        (datetime.date(2026, 12, 31), "13. januar 2027"),
    ],
)
def test_a_source_that_changes_on_the_13th_is_expected_on_the_next_one(now: datetime.date, words: str) -> None:
    assert next_day_in_words(13, now, ReaderLanguage.of("nb")) == words


@pytest.mark.parametrize("path", ["/about", "/doc/occupation/lege.html"])
def test_each_source_has_a_row_with_its_age_and_what_is_expected(client: FlaskClient, path: str) -> None:
    text = client.get(path, query_string={"lang": "en"}, headers={"Accept": "text/html"}).text
    table = text[text.index("Sources and their age") :].partition("</table>")[0]
    rows = re.findall(r"<tr><td>.*?</tr>", table)

    assert rows
    assert all(re.search(r'<time datetime="\d{4}-\d\d-\d\d">', row) for row in rows)
    assert all(re.search(r'<td class="date"[^>]*>\d+ (day|month|year)s?</td><td[^>]*>[^<]+</td>', row) for row in rows)


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a release of the bundled sources, in which the page of Lege has no reference date."""
    folder = tmp_path_factory.mktemp("undated")
    head, page = SMALL.read_text("utf-8").split('key = "utdanning-lege"')
    (folder / "sources.toml").write_text(f'{head}key = "utdanning-lege"{re.sub("as_of = .*", "", page)}', "utf-8")
    order = Order(Releases(folder / "home"), DEFAULT_BASE, folder / "sources.toml", SMALL.parent)
    build(order, Progress(quiet=True))
    app = create_app(CurrentRelease(Releases(folder / "home")), Settings(home=folder / "home", executors=1))
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def test_a_source_that_does_not_say_what_day_it_speaks_for_has_no_age(undated: FlaskClient) -> None:
    due = next_day_in_words(13, today(), ReaderLanguage.of("en"))

    page = undated.get("/doc/occupation/lege.html?lang=en").text

    assert re.search(rf'<td[^>]*>unknown</td><td class="date"[^>]*>–</td><td[^>]*>{due}</td>', page)


def test_a_page_of_an_old_release_counts_ages_from_the_day_it_was_built(
    editions_client: FlaskClient, editions: Editions
) -> None:
    built = datetime.datetime(2019, 3, 1, 12, tzinfo=datetime.UTC)
    old = dataclasses.replace(editions.old, manifest=msgspec.structs.replace(editions.old.manifest, built=built))

    with editions_client.application.test_request_context(environ_overrides={NAMED_RELEASE: old.id}):
        g.release = old
        named = old_release()
    with editions_client.application.test_request_context():
        unnamed = old_release()

    assert (named, unnamed) == (old, None)
    assert (today(old), today()) == (built.date(), datetime.datetime.now(datetime.UTC).date())


def test_the_sources_of_a_page_are_as_old_as_the_day_that_it_is_given(bundled: Release) -> None:
    english, now = ReaderLanguage.of("en"), datetime.date(2099, 1, 1)
    question = sources_question(english)
    rows = bundled.store.rows(question.text, question.bindings)

    found = [one for one in read_sources(bundled, rows, english, now) if one.as_of]

    assert [one.age for one in found] == [age_in_words((now - one.as_of).days, english) for one in found if one.as_of]
    assert found


def test_the_catalogue_says_of_it_that_the_day_is_unknown(undated: FlaskClient) -> None:
    turtle = undated.get("/doc/source/utdanning-lege.ttl").text

    assert "    dct:modified " not in turtle
    assert "the source does not say which day it speaks for" in turtle
    assert "<dd>unknown</dd>" in undated.get("/catalog", headers={"Accept": "text/html", "Accept-Language": "en"}).text
