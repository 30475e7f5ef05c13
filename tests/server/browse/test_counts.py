"""The count page gives the safe sum beside the naive one, as a page, as CSV, as JSON, and as the query behind it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings

SET = "occupation=mobelsnekker&occupation=trevaresnekker&occupation=industrisnekker"


@pytest.fixture(scope="module")
def workshop(joiners: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world of the three joiners."""
    settings = Settings(home=joiners.folder.parent, query_seconds=2.0, query_memory=512 << 20, executors=1)
    app: Flask = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def test_the_page_shows_both_sums_and_names_what_is_shared_and_by_whom(workshop: FlaskClient) -> None:
    text = workshop.get(f"/count?{SET}&lang=nb", headers={"Accept": "text/html"}).text
    row = re.findall(r"<tr><th scope=\"row\">Stillingstitler.*?</tr>", text, re.DOTALL)[0]

    assert re.findall(r'<td class="number">(\d+)</td>', row) == ["4", "6"]
    assert "Spesialarbeider (snekker)" in row
    shared = text[text.index('id="shared"') : text.index('id="pairs"')]
    assert re.findall(r">(\w+)</a>", shared) == ["Møbelsnekker", "Trevaresnekker", "Industrisnekker"]


def test_csv_has_one_row_for_each_thing_counted(workshop: FlaskClient) -> None:
    rows = workshop.get(f"/count.csv?{SET}").text.splitlines()

    assert rows == [
        "of,occupations,known,safe,naive,shared,names",
        "titles,3,3,4,6,1,Spesialarbeider (snekker)",
        "codes,3,0,,,,",
        "educations,3,0,,,,",
    ]


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "ikke oppgitt"), ("nn", "ikkje oppgjeve"), ("en", "not stated")]
)
def test_a_list_that_no_source_gives_is_not_stated_and_has_no_table(
    workshop: FlaskClient, language: str, words: str
) -> None:
    text = workshop.get(f"/count?{SET}&of=codes&lang={language}", headers={"Accept": "text/html"}).text
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", text, re.DOTALL)

    assert [words in row for row in rows] == [False, True, True]
    assert 'id="pairs"' not in text


def test_json_says_who_shares_what(workshop: FlaskClient) -> None:
    titles = workshop.get(f"/count?{SET}", headers={"Accept": "application/json"}).get_json()[0]

    assert (titles["safe"], titles["naive"], len(titles["shared"][0]["occupations"])) == (4, 6, 3)
    assert titles["shared"][0]["name"] == {"nb": "Spesialarbeider (snekker)"}


def test_the_table_as_csv_has_the_rows_of_the_page(workshop: FlaskClient) -> None:
    text = workshop.get(f"/count?{SET}").text
    link = html.unescape(re.findall(r'href="(/sparql\?[^"]*format=csv)"', text)[-1])

    rows = workshop.get(link).text.splitlines()

    table = text[text.index('id="pairs"') :]
    assert len(rows) - 1 == len(re.findall(r"<tr><td>", table)) == 6
    assert "VALUES" in parse_qs(urlsplit(link).query)["query"][0]


def test_without_occupations_the_page_offers_them(workshop: FlaskClient) -> None:
    text = workshop.get("/count").text

    assert text.count('<option value="') == 1 + 3 + 3
    assert '<option value="mobelsnekker">Møbelsnekker</option>' in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/count?occupation=nobody", 404),
        ("/count?occupation=../x", 404),
        ("/count?of=people", 400),
        ("/count?" + "&".join(f"occupation=o{n}" for n in range(101)), 400),
        ("/count.xml", 404),
    ],
)
def test_what_cannot_be_counted_is_told(workshop: FlaskClient, path: str, status: int) -> None:
    response = workshop.get(path, headers={"Accept": "application/json"})

    assert response.status_code == status
    assert response.get_json(force=True)["detail"]


def test_an_unacceptable_form_is_406(workshop: FlaskClient) -> None:
    assert workshop.get(f"/count?{SET}", headers={"Accept": "image/png"}).status_code == 406


def test_the_count_is_cached_until_the_next_release(workshop: FlaskClient) -> None:
    etag = workshop.get(f"/count.csv?{SET}").headers["ETag"]

    assert workshop.get(f"/count.csv?{SET}", headers={"If-None-Match": etag}).status_code == 304
    assert workshop.get("/count.csv?occupation=mobelsnekker", headers={"If-None-Match": etag}).status_code == 200


def test_the_language_links_keep_every_occupation(workshop: FlaskClient) -> None:
    text = workshop.get(f"/count?{SET}").text

    assert html.escape(f"/count?{SET}&lang=nn") in text


def test_an_occupation_page_counts_it_with_its_related_ones(client: FlaskClient) -> None:
    text = client.get("/doc/occupation/lege.html?lang=en").text
    section = text[text.index('id="sums"') :]

    assert re.findall(r'<td class="number">(\d+)</td>', section)[:2] == ["46", "46"]
    assert section.count("occupation=") >= 13
