"""Two to four occupations stand side by side, with shared values marked."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def crossed_client(crossed: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world with crosswalks to ESCO."""
    settings = Settings(home=crossed.folder.parent, query_seconds=2.0, query_memory=512 << 20, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


@pytest.fixture(scope="module")
def workshop(joiners: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world of the three joiners."""
    settings = Settings(home=joiners.folder.parent, query_seconds=2.0, query_memory=512 << 20, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


@pytest.mark.parametrize(
    "query", ["occupation=mobelsnekker&occupation=trevaresnekker", "occupation=mobelsnekker,trevaresnekker"]
)
def test_what_both_have_is_marked(workshop: FlaskClient, query: str) -> None:
    text = workshop.get(f"/compare?{query}&lang=nb", headers=HTML).text

    same = re.findall(r'<li class="same">.*?</li>', text)
    assert len([item for item in same if "Spesialarbeider (snekker)" in item]) == 2


def test_a_row_of_the_csv_names_all_that_have_the_value(workshop: FlaskClient) -> None:
    text = workshop.get("/compare.csv?occupation=mobelsnekker,trevaresnekker,industrisnekker").text
    rows = [row for row in csv.DictReader(text.splitlines()) if row["property"] == "hasJobTitle"]

    shared = [row["occupations"] for row in rows if "|" in row["occupations"]]
    assert shared == ["mobelsnekker|trevaresnekker|industrisnekker"]


def test_a_list_that_no_source_gives_is_not_stated_rather_than_none(client: FlaskClient) -> None:
    text = client.get("/compare?occupation=lege,allmennlege&lang=nb", headers=HTML).text
    records = client.get("/compare.json?occupation=lege,allmennlege").get_json()

    assert "<td>ikke oppgitt</td>" in text
    assert "–</td>" not in text
    assert {"property": "requiresAuthorisation", "value": "", "name": "not stated", "occupations": ["allmennlege"]} in (
        records
    )


def test_a_group_is_shown_with_its_edition(client: FlaskClient) -> None:
    text = client.get("/compare?occupation=lege", headers=HTML).text

    assert re.search(r'<span class="edition">STYRK-98</span> <code class="code">2221</code>', text)


def test_pay_stands_beside_the_rest(portal_client: FlaskClient) -> None:
    keys = [record["key"] for record in portal_client.get("/occupations.json").get_json()]
    records = portal_client.get(f"/compare.json?occupation={','.join(keys[:4])}").get_json()

    assert {record["property"] for record in records} >= {"medianPay", "hasInterest"}


def test_the_query_behind_the_table_gives_its_rows(portal_client: FlaskClient) -> None:
    keys = [record["key"] for record in portal_client.get("/occupations.json").get_json()][:4]
    text = portal_client.get(f"/compare?occupation={','.join(keys)}&lang=nn", headers=HTML).text
    records = portal_client.get(f"/compare.json?occupation={','.join(keys)}&lang=nn").get_json()

    link = next(href for href in re.findall(r'href="(/query\?[^"]*)"', text) if "medianPay" in href)
    (query,) = parse_qs(urlsplit(html.unescape(link)).query)["query"]
    answer = portal_client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text
    rows = list(csv.DictReader(answer.splitlines()))

    of_lists = Counter(row["property"].rpartition("#")[2] for row in rows)
    told = {name: of_lists.pop(name, 0) for name in ("summary", "commonTasks", "howToBecome")}
    shown = Counter(dict.fromkeys(of_lists, 0))
    for record in records:
        shown[record["property"]] += len(record["occupations"])
    assert of_lists == shown
    assert sum(told.values()) == len(re.findall(r"<td>(?:<p class=\"note\">[^<]*</p>)?<div lang=", text)) > 0


def test_what_one_does_and_how_one_gets_there_stand_side_by_side(portal_client: FlaskClient) -> None:
    keys = [record["key"] for record in portal_client.get("/occupations.json").get_json()]

    text = portal_client.get(f"/compare?occupation={','.join(keys[:4])}&lang=nb", headers=HTML).text

    heads = re.findall(r'<th scope="row">(.*?)</th>', text)
    assert heads[:5] == ["Hva man gjør", "Utdanning", "Autorisasjon", "Lønn", "Sysselsatte"]
    folded = text.partition('<details class="named">')[2]
    assert {"Vanlige arbeidsoppgaver", "Slik blir du det"} <= set(heads)
    assert "Slik blir du det</th>" in folded  # one of the occupations alone has the text
    assert '<ul class="told"><li>' in text


def test_a_text_in_another_language_says_so(client: FlaskClient) -> None:
    text = client.get("/compare?occupation=lege,allmennlege&lang=en", headers=HTML).text

    assert re.search(r'<p class="note">[^<]*Norwegian', text)
    assert '<div lang="n' in text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("occupation=stjernekikker", 404, "no occupation called 'stjernekikker'"),
        ("occupation=lege,allmennlege,kirurg,sykepleier,audiograf", 400, "4 is the most"),
    ],
)
def test_what_cannot_be_compared_is_named(client: FlaskClient, query: str, status: int, said: str) -> None:
    response = client.get(f"/compare?{query}")

    assert response.status_code == status
    assert said in response.get_json()["detail"]


def test_without_occupations_the_page_offers_them(client: FlaskClient) -> None:
    text = client.get("/compare", headers=HTML).text

    assert '<option value="Lege"' in text


@pytest.mark.parametrize("typed", ["Audiograf", "audiograf", "audiogarf"])
def test_an_occupation_is_added_by_its_name(client: FlaskClient, typed: str) -> None:
    records = client.get(f"/compare.json?occupation=lege&add={typed}&lang=nb").get_json()

    assert {key for record in records for key in record["occupations"]} == {"lege", "audiograf"}


def test_what_one_alone_has_and_codes_stand_folded(client: FlaskClient) -> None:
    text = client.get("/compare?occupation=lege,allmennlege&lang=nb", headers=HTML).text

    seen, _, folded = text.partition('<details class="named">')
    assert "Stillingstitler</th>" not in seen
    assert "Stillingstitler</th>" in folded


def test_skills_that_several_need_stand_apart_from_those_of_one(crossed_client: FlaskClient) -> None:
    text = crossed_client.get("/compare?occupation=mobelsnekker,trevaresnekker&lang=en", headers=HTML).text

    rows = dict(re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', text, re.DOTALL))
    assert "not stated" in rows["Skills in common"]
    assert "join wood" in rows["This occupation only"]
