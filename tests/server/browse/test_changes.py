"""Changes are listed newest first, by filters that count, as a page, tables and a feed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import ExitStack
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from graph.change_kinds import CHANGE_COLUMNS, GROUND_TERMS
from graph.changes.successions import GROUNDS
from server.browse import changes
from server.browse.change_order import ChangeEntry, order_entries
from server.clients import client_of
from server.http.site import EXTENSION
from tests.editions import Editions

ATOM = "{http://www.w3.org/2005/Atom}"


def names(client: FlaskClient, query: str) -> list[tuple[str, str]]:
    """Return old and new values of the changes that a query finds."""
    response = client.get(f"/changes.csv?{query}")
    assert response.status_code == 200
    return [(row["old"], row["new"]) for row in csv.DictReader(io.StringIO(response.text, newline=""))]


def test_changes_of_one_kind_stand_with_the_newest_release_first(editions_client: FlaskClient) -> None:
    found = names(editions_client, "kind=renaming")

    assert found == [("Matkunstner", "Kjøkkensjef"), ("Kokk", "Matkunstner")]


def test_the_newest_of_releases_of_one_day_is_the_last_to_follow_another() -> None:
    chain = ["2026-01-02-0", "2026-01-02-9", "2026-01-02-8"]
    entries = [ChangeEntry(f"{name}-a1", "renaming", "thing") for name in sorted(chain)]

    found = order_entries(entries, chain)

    assert [entry.release for entry in found] == chain[::-1]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("kind=renaming&type=occupation", 2),
        ("kind=renaming&type=styrk08", 0),
        ("kind=renaming&thing=occupation/kokk", 2),
        ("kind=renaming&thing=occupation/baker", 0),
        ("kind=renaming&from=2030-01-01", 0),
        ("kind=renaming&to=2030-01-01", 2),
    ],
)
def test_filters_leave_the_changes_that_match(editions_client: FlaskClient, query: str, number: int) -> None:
    assert len(names(editions_client, query)) == number


def test_the_list_as_json_names_releases_and_source(editions_client: FlaskClient, editions: Editions) -> None:
    records = editions_client.get("/changes.json?kind=figure-revised").get_json()

    assert [(one["old"], one["new"], one["to_release"]) for one in records] == [("33000", "33100", editions.new.id)]
    assert records[0]["source"].endswith("/id/source/pay")


def test_the_table_has_the_rows_and_columns_of_the_files_of_releases(
    editions_client: FlaskClient, editions: Editions
) -> None:
    answer = editions_client.get("/changes.csv").text
    files = [(one.folder / "changes.csv").read_text("utf-8-sig") for one in (editions.new, editions.newest)]

    found, *filed = (list(csv.DictReader(io.StringIO(text, newline=""))) for text in (answer, *files))

    assert list(found[0]) == [*CHANGE_COLUMNS, "name", "change"]
    expected = [tuple(row.values()) for rows in filed for row in rows]
    assert sorted(tuple(row[name] for name in CHANGE_COLUMNS) for row in found) == sorted(expected)
    assert {row["ground"] for row in found} > {""}


def test_grounds_are_those_of_the_comparison() -> None:
    assert tuple(GROUND_TERMS) == GROUNDS


def test_the_page_tells_old_and_new_and_links_to_the_resource(editions_client: FlaskClient) -> None:
    page = editions_client.get("/changes?kind=renaming&lang=en").text

    assert "Matkunstner" in page
    assert 'href="/doc/occupation/kokk?lang=en"' in page
    assert 'href="/changes.atom?kind=renaming&amp;lang=en"' in page


def test_the_feed_is_atom_with_an_entry_for_each_change(editions_client: FlaskClient) -> None:
    response = editions_client.get("/changes.atom?kind=renaming&lang=en")
    feed = ElementTree.fromstring(response.text)
    entries = feed.findall(f"{ATOM}entry")

    assert response.mimetype == "application/atom+xml"
    assert {entry.findtext(f"{ATOM}title") for entry in entries} == {"renamed: Kjøkkensjef"}
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))


def test_the_changes_are_read_once_for_all_filters(editions_client: FlaskClient) -> None:
    orders = editions_client.application.extensions[EXTENSION].orders
    names(editions_client, "")

    before = orders.size
    for query in ("kind=renaming", "thing=occupation/kokk", "from=2026-01-01", "type=occupation&to=2030-01-01"):
        names(editions_client, query)

    assert orders.size == before


def test_a_table_is_bounded_like_a_query(editions_client: FlaskClient) -> None:
    world = editions_client.application.extensions[EXTENSION]
    with ExitStack() as held:
        for _ in range(world.settings.client_queries):
            held.enter_context(world.queries.hold(client_of("127.0.0.1")))

        response = editions_client.get("/changes.csv?kind=renaming&to=2031-01-01")

    assert response.status_code == 429
    assert "Retry-After" in response.headers


def test_a_table_is_the_same_however_few_changes_are_asked_for_at_once(
    editions_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = editions_client.get("/changes.csv").data

    monkeypatch.setattr(changes, "_BLOCK", 2)

    assert editions_client.get("/changes.csv").data == whole
    assert whole.count(b"\n") > 3


def test_a_feed_is_one_for_each_filter_and_tagged_by_language(editions_client: FlaskClient) -> None:
    own = "http://localhost:8000/changes.atom?kind=renaming&thing=occupation%2Fkokk"
    answers = {
        language: editions_client.get(own.replace("http://localhost:8000", ""), headers={"Accept-Language": language})
        for language in ("nb", "en")
    }

    assert {answer.headers["Content-Language"] for answer in answers.values()} == {"nb", "en"}
    assert answers["nb"].headers["ETag"] != answers["en"].headers["ETag"]
    feed = ElementTree.fromstring(answers["nb"].text)
    link = feed.find(f"{ATOM}link[@rel='self']")
    assert feed.findtext(f"{ATOM}id") == own
    assert link is not None
    assert link.get("href") == own


@pytest.mark.parametrize(
    "query",
    [
        "kind=rename",
        "type=job",
        "from=yesterday",
        "from=20260101",
        "to=2026-W01-1",
        "thing=kokk",
        "thing=occupation/a b",
        "thing=occupation/100%25x",
        "since=2026-01-01",
    ],
)
def test_a_filter_without_such_a_value_is_refused(editions_client: FlaskClient, query: str) -> None:
    assert editions_client.get(f"/changes.json?{query}").status_code == 400


def test_a_release_without_a_former_one_has_no_changes(client: FlaskClient) -> None:
    assert client.get("/changes.json").get_json() == []
    assert "No changes." in client.get("/changes?lang=en").text


def test_the_page_opens_with_the_news_of_each_release_by_name(editions_client: FlaskClient, editions: Editions) -> None:
    page = editions_client.get("/changes?lang=en").text
    news = page.partition('class="news"')[2].partition("<h2>All changes")[0]

    assert news.index(editions.newest.id) < news.index(editions.new.id)
    assert "Release 2 January 2026" in news
    assert "Kokk</span> → <a" in news
    assert ">Solcelleinstallatør<" in news


def test_a_filtered_list_has_no_news(editions_client: FlaskClient) -> None:
    assert 'class="news"' not in editions_client.get("/changes?kind=renaming").text


def test_filters_count_the_changes_within_the_other_filters(editions_client: FlaskClient) -> None:
    page = editions_client.get("/changes?type=occupation&lang=en").text
    counts = dict(re.findall(r'kind=([a-z-]+)&amp;lang=en"[^>]*>[^<]+</a> <span class="count">(\d+)<', page))
    rows = csv.DictReader(io.StringIO(editions_client.get("/changes.csv?type=occupation").text, newline=""))

    assert {kind: int(number) for kind, number in counts.items()} == Counter(row["kind"] for row in rows)


@pytest.mark.parametrize(("suffix", "words"), [("ttl", b"yg:renaming"), ("jsonld", b"yg:renaming")])
def test_the_list_is_rdf_too(editions_client: FlaskClient, suffix: str, words: bytes) -> None:
    found = editions_client.get(f"/changes.{suffix}?kind=renaming")

    assert found.status_code == 200
    assert found.data.count(words) == 2
    assert b"appearance" not in found.data


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("thing=occupation/typograf", ["retired: Typograf"]),
        ("kind=renaming", ["renamed: Kjøkkensjef", "renamed: Kjøkkensjef"]),
    ],
)
def test_a_feed_may_be_of_one_kind_or_one_resource(editions_client: FlaskClient, query: str, titles: list[str]) -> None:
    feed = ElementTree.fromstring(editions_client.get(f"/changes.atom?lang=en&{query}").text)

    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == titles
    assert query.replace("/", "%2F") in (feed.findtext(f"{ATOM}id") or "")


def test_the_list_as_parquet_has_the_rows_of_the_csv(editions_client: FlaskClient) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    found = parquet.read_table(io.BytesIO(editions_client.get("/changes.parquet?type=occupation").data))
    rows = list(csv.DictReader(io.StringIO(editions_client.get("/changes.csv?type=occupation").text, newline="")))

    assert found.column_names == list(rows[0])
    assert found.to_pylist() == rows
