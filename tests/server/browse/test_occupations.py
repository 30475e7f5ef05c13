"""Occupations are listed by the Norwegian alphabet, chosen by facets that count, and given as CSV and JSON."""

from __future__ import annotations

import csv
import datetime
import html
import io
import re
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.table_writer import MANY
from tests.some import some

HTML = {"Accept": "text/html"}


def names(text: str) -> list[str]:
    """Return the names in the list of a page, in order."""
    return re.findall(r'<li><a href="/doc/occupation/[^"]+">(?:<span[^>]*>)?([^<]+)<', text)


def test_every_occupation_stands_under_its_letter(client: FlaskClient) -> None:
    text = client.get("/occupations?lang=nb", headers=HTML).text.replace("?lang=nb", "")

    assert len(names(text)) == len(client.get("/occupations.json").get_json())
    assert names(text).index("Allmennlege") < names(text).index("Lege")
    assert text.index('id="letter-L"') < text.index(">Lege<")


def test_a_facet_leaves_as_many_as_it_says(portal_client: FlaskClient) -> None:
    text = portal_client.get("/occupations", headers=HTML).text
    links = re.findall(r'<li><a href="(/occupations\?[^"]+)">.*?</a> <span class="count">(\d+)</span>', text)

    assert links
    for href, count in links:
        assert len(portal_client.get(href.replace("/occupations?", "/occupations.json?")).get_json()) == int(count)


def test_a_facet_that_is_chosen_is_shown_and_can_be_let_go(portal_client: FlaskClient) -> None:
    interest = portal_client.get("/interests.json").get_json()[0]["key"]
    text = portal_client.get(f"/occupations?interest={interest}", headers=HTML).text

    assert 'class="chosen"' in text
    assert re.search(r'href="/occupations"><span class="visually-hidden">', text)


def test_an_interest_counts_the_occupations_it_leads_to(portal_client: FlaskClient) -> None:
    for interest in some(portal_client.get("/interests.json").get_json()):
        found = portal_client.get(f"/occupations.json?interest={interest['key']}").get_json()
        assert len(found) == interest["occupations"]


def test_csv_and_json_have_the_same_rows(client: FlaskClient) -> None:
    rows = list(csv.DictReader(client.get("/occupations.csv").text.splitlines()))
    records = client.get("/occupations.json").get_json()

    assert [row["iri"] for row in rows] == [record["iri"] for record in records]
    lege = next(row for row in rows if row["key"] == "lege")
    assert lege["feature"] == "hasSpecialisation|requiresAuthorisation"


def test_a_spreadsheet_has_the_same_rows_with_pay_as_numbers(portal_client: FlaskClient) -> None:
    records = portal_client.get("/occupations.json").get_json()
    response = portal_client.get("/occupations.xlsx")

    (head, *rows) = load_workbook(io.BytesIO(response.data), read_only=True)["key"].iter_rows(values_only=True)
    assert [dict(zip(head, row, strict=True))["key"] for row in rows] == [record["key"] for record in records]
    assert [row[head.index("pay")] for row in rows] == [record["pay"] for record in records]
    assert (
        portal_client.get("/occupations.xlsx", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    )


def test_the_bytes_of_a_spreadsheet_do_not_depend_on_the_time_of_the_request(portal_client: FlaskClient) -> None:
    response = portal_client.get("/occupations.xlsx", headers={"Cache-Control": "no-cache"})
    built = parsedate_to_datetime(response.headers["Last-Modified"]).replace(tzinfo=None)

    entries = ZipFile(io.BytesIO(response.data)).infolist()
    properties = load_workbook(io.BytesIO(response.data)).properties
    assert (properties.created, properties.modified) == (built, built)
    assert {datetime.datetime(*entry.date_time) for entry in entries} == {built.replace(second=built.second // 2 * 2)}


@pytest.mark.parametrize(
    ("world", "facets"), [("portal_client", ("interest", "level", "category")), ("client", ("feature",))]
)
def test_the_query_behind_the_list_gives_its_rows_whatever_is_chosen(
    request: pytest.FixtureRequest, world: str, facets: tuple[str, ...]
) -> None:
    client: FlaskClient = request.getfixturevalue(world)
    page = client.get("/occupations?lang=nn", headers=HTML).text
    chosen = [found[0] for facet in facets if (found := re.search(rf"{facet}=[\w-]+", page))]

    assert len(chosen) == len(facets)
    for address in ("/occupations?", *(f"/occupations?{one}&" for one in chosen), f"/occupations?{'&'.join(chosen)}&"):
        text = client.get(f"{address}lang=nn", headers=HTML).text
        (query,) = parse_qs(urlsplit(html.unescape(re.findall(r'href="(/query\?[^"]*)"', text)[-1])).query)["query"]
        answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text
        rows = client.get(f"{address.replace('?', '.json?')}lang=nn").get_json()

        answered = {(row["occupation"], row["name"]) for row in csv.DictReader(answer.splitlines())}
        assert answered == {(row["iri"], row["name"]) for row in rows}


def test_a_value_that_no_occupation_has_is_named(client: FlaskClient) -> None:
    response = client.get("/occupations?interest=stars")

    assert response.status_code == 404
    assert "'stars' as its interest" in response.get_json()["detail"]


@pytest.mark.parametrize(
    ("choice", "key"),
    [
        ("feature=requiresAuthorisation-unknown", "allmennlege"),
        ("interest=unknown", "lege"),
        ("level=unknown", "allmennlege"),
    ],
)
def test_occupations_whose_list_no_source_gives_are_a_choice_of_their_own(
    client: FlaskClient, choice: str, key: str
) -> None:
    found = client.get(f"/occupations.json?{choice}").get_json()
    text = client.get(f"/occupations?{choice}&lang=nn", headers=HTML).text
    (query,) = parse_qs(urlsplit(html.unescape(re.findall(r'href="(/query\?[^"]*)"', text)[-1])).query)["query"]
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text

    assert key in {record["key"] for record in found}
    assert "ikkje oppgjeve" in text
    assert {row["occupation"] for row in csv.DictReader(answer.splitlines())} == {record["iri"] for record in found}


def test_several_interests_lead_to_the_occupations_that_suit_most_of_them(portal_client: FlaskClient) -> None:
    keys = [record["key"] for record in portal_client.get("/interests.json").get_json()]
    query = "&".join(f"interest={key}" for key in keys[:3])
    text = portal_client.get(f"/interests?{query}&lang=nb", headers=HTML).text

    matched = [one.count("<mark") for one in re.findall(r'<p class="why">.*?</p>', text)]
    assert text.count(" checked>") == len(keys[:3])
    assert matched == sorted(matched, reverse=True) != []
    assert portal_client.get("/interests?interest=stars").status_code == 404


def test_ticked_interests_are_named_above_the_occupations_and_each_can_be_removed(portal_client: FlaskClient) -> None:
    keys = [one["key"] for one in portal_client.get("/interests.json").get_json() if one["kind"] == "interest"][:2]
    query = "&".join(f"interest={key}" for key in keys)
    text = portal_client.get(f"/interests?{query}&lang=nb", headers=HTML).text

    chosen, _, rest = text.partition('<p class="chosen">')[2].partition("</p>")
    form, _, cards = rest.partition("</form>")
    left = [html.unescape(href) for href in re.findall(r'href="([^"]+)"', chosen)]
    assert sorted(left) == sorted(f"/interests?interest={key}&lang=nb" for key in keys)
    assert "<details><summary>Endre valgene</summary>" in form
    assert '<ul class="cards">' in cards


def test_the_data_of_ticked_interests_are_the_occupations_on_the_page(portal_client: FlaskClient) -> None:
    keys = [one["key"] for one in portal_client.get("/interests.json").get_json() if one["kind"] == "interest"]
    query = "&".join(f"interest={key}" for key in keys[:3])
    text = portal_client.get(f"/interests?{query}&lang=nb", headers=HTML).text
    (link,) = (html.unescape(one) for one in re.findall(r'href="(/interests\.json[^"]*)"', text) if "interest=" in one)

    records = portal_client.get(link).get_json()

    shown = re.findall(r'<h3><a href="/doc/occupation/([^"?]+)', text)
    assert [record["key"] for record in records][: len(shown)] == shown != []
    assert all(record["ticked"] == len(record["ticked_names"]) for record in records)
    table = portal_client.get(link.replace(".json", ".csv")).text
    assert [row["ticked_names"].split(MANY) for row in csv.DictReader(table.splitlines())] == [
        record["ticked_names"] for record in records
    ]


@pytest.mark.parametrize("path", ["/browse", "/interests"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_ways_in_are_there_in_every_language(client: FlaskClient, path: str, language: str) -> None:
    assert client.get(f"{path}?lang={language}", headers=HTML).status_code == 200


def test_a_skill_that_is_not_offered_is_not_found(client: FlaskClient) -> None:
    assert client.get("/interests?skill=stars").status_code == 404
