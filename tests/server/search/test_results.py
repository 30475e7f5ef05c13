"""Search answers as a page, JSON and CSV, suggests while one types, and refuses clearly a search it cannot make."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from flask.testing import FlaskClient
from lxml import etree

HTML = {"Accept": "text/html"}
SPACE = {"os": "http://a9.com/-/spec/opensearch/1.1/"}


def results(client: FlaskClient, query: str) -> list[tuple[str, str]]:
    return [(one["type"], one["name"]) for one in client.get(f"/search.json?{query}").get_json()["results"]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lege", ("occupation", "Lege")),
        ("LEGENE", ("occupation", "Lege")),
        ("LIS1", ("title", "Lege i spesialisering, del 1 (LIS1)")),
        ("2221150", ("title", "Lege i spesialisering, del 1 (LIS1)")),
        ("allmenn praktiserende", ("title", "Allmennpraktiserende lege")),
        ("audiogarf", ("occupation", "Audiograf")),
        ("Erfaren lege søkes, 80 %", ("occupation", "Lege")),
    ],
)
def test_a_thing_is_found_by_what_one_knows_of_it(client: FlaskClient, typed: str, first: tuple[str, str]) -> None:
    assert results(client, f"q={typed}&lang=nb")[0] == first


@pytest.mark.parametrize(
    "typed", ["Hva tjener en lege?", "Korleis blir ein lege", "utdanning lege", "How much does a medical doctor earn"]
)
def test_a_question_about_an_occupation_finds_it_and_no_others_by_their_texts(client: FlaskClient, typed: str) -> None:
    data = client.get(f"/search.json?q={typed}&lang=nb").get_json()

    assert (data["results"][0]["type"], data["results"][0]["name"]) == ("occupation", "Lege")
    assert data["told"] == []


def test_the_page_says_which_name_was_found_and_why(client: FlaskClient) -> None:
    text = client.get("/search?q=Medical+doctor&lang=nb", headers=HTML).text

    assert "Yrke. Samme navn: «Medical doctor»." in html.unescape(text)


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("nb", "samme navn: «doktor», et navn fra dagligtalen"),
        ("nn", "same namn: «doktor», eit namn frå daglegtalen"),
        ("en", "the same name: “doktor”, an everyday name"),
    ],
)
def test_what_a_thing_is_called_besides_finds_it_and_is_no_name_of_it(
    client: FlaskClient, language: str, why: str
) -> None:
    data = client.get(f"/search.json?q=doktor&lang={language}").get_json()

    (found, *_) = (hit for hit in data["results"] if hit["document"] == "/doc/occupation/lege")
    assert (found["why"], found["matched"]["role"]) == (why, "called")
    described = client.get("/doc/occupation/lege.ttl").text
    assert 'skos:hiddenLabel "' in described
    assert not re.search(r'skos:(pref|alt)Label[^;]*"doktor"', described)


def test_facets_count_and_narrow(client: FlaskClient) -> None:
    whole = client.get("/search.json?q=lege").get_json()
    titles = client.get("/search.json?q=lege&type=title").get_json()

    assert titles["total"] == whole["types"]["title"] == titles["types"]["title"]
    assert {one["type"] for one in titles["results"]} == {"title"}
    assert sum(whole["types"].values()) == whole["total"]


def test_pages_have_every_result_once(client: FlaskClient) -> None:
    first = client.get("/search.json?q=lege&limit=7").get_json()
    every = [
        one["iri"]
        for page in range(1, first["pages"] + 1)
        for one in client.get(f"/search.json?q=lege&limit=7&page={page}").get_json()["results"]
    ]

    assert len(every) == len(set(every)) == first["total"]


def test_csv_has_the_rows_of_the_page(client: FlaskClient) -> None:
    text = client.get("/search?q=lege&lang=nn", headers=HTML).text
    link = html.unescape(re.findall(r'href="(/search\.csv[^"]*)">Som CSV', text)[0])

    rows = list(csv.DictReader(io.StringIO(client.get(link).text)))

    shown = re.findall(r'<li>(?:<span class="edition">.*?</span> )?(?:<code.*?</code> )?<a href="([^"?]*)', text)
    assert [row["iri"].rpartition("/id/")[2] for row in rows] == [one.removeprefix("/doc/") for one in shown[-20:]]


def test_the_format_is_negotiated(client: FlaskClient) -> None:
    types = [
        client.get("/search?q=lege", headers={"Accept": accept}).content_type
        for accept in ("text/csv", "application/json", "*/*")
    ]

    assert types == ["text/csv; charset=utf-8", "application/json", "text/html; charset=utf-8"]
    assert client.get("/search?q=lege&format=csv").content_type == types[0]
    assert client.get("/search.ttl?q=lege").status_code == 404


def test_an_empty_search_is_a_page_that_says_how(client: FlaskClient) -> None:
    text = client.get("/search?q=&lang=nb", headers=HTML).text

    assert "noe du liker å gjøre" in text
    assert client.get("/search.json?q=").status_code == 400
    assert client.get("/suggest?q=").get_json() == {"query": "", "suggestions": []}


def test_where_nothing_is_found_there_is_advice(client: FlaskClient) -> None:
    response = client.get("/search?q=xyzzyq&lang=en", headers=HTML)

    assert response.status_code == 200
    assert "No results for “xyzzyq”" in html.unescape(response.text)
    assert "another spelling" in response.text


def test_a_slip_is_said_to_be_one(client: FlaskClient) -> None:
    assert "Ingen navn er helt like" in client.get("/search?q=audiogarf&lang=nb", headers=HTML).text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=" + "a" * 10_000, "10000 characters"),
        ("q=lege&type=robot", "'robot'"),
        ("q=lege&page=0", "a number from 1 to"),
        ("q=lege&page=99", "a number from 1 to"),
        ("q=lege&limit=501", "a number from 1 to 500"),
        ("q=lege&limit=²", "a number from 1 to 500"),
    ],
)
def test_what_cannot_be_looked_for_is_told_in_a_sentence(client: FlaskClient, query: str, words: str) -> None:
    response = client.get(f"/search.json?{query}")

    assert response.status_code == 400
    assert words in response.get_json(force=True)["detail"]


@pytest.mark.parametrize("typed", ["%00", "%22", "*", "%27%20OR%201", "%F0%9F%98%80", "NEAR(", "<script>", "0", "()"])
def test_odd_signs_are_no_fault(client: FlaskClient, typed: str) -> None:
    response = client.get(f"/search?q={typed}", headers=HTML)

    assert response.status_code == 200
    assert "<script>" not in response.text.partition("<main")[2]


def test_suggestions_have_what_a_list_shows(client: FlaskClient) -> None:
    first = client.get("/suggest?q=aud&lang=en").get_json()["suggestions"][0]

    assert (first["name"], first["about"], first["document"]) == (
        "Audiologist", "occupation", "/doc/occupation/audiograf",
    )  # fmt: skip


def test_suggestions_come_as_opensearch_has_them(client: FlaskClient) -> None:
    response = client.get("/suggest?q=aud&format=opensearch&lang=nb")
    typed, names, about, addresses = response.get_json(force=True)

    assert response.content_type == "application/x-suggestions+json"
    assert client.get("/suggest?q=a", headers={"Accept": response.content_type}).content_type == response.content_type
    assert (typed, names[0], about[0]) == ("aud", "Audiograf", "yrke")
    assert addresses[0] == "http://localhost:8000/doc/occupation/audiograf"


def test_suggestions_are_kept_by_caches_until_the_next_release(client: FlaskClient) -> None:
    response = client.get("/suggest?q=aud")
    again = client.get("/suggest?q=aud", headers={"If-None-Match": response.headers["ETag"]})

    assert response.cache_control.public
    assert again.status_code == 304
    assert client.get("/suggest?q=audi").headers["ETag"] != response.headers["ETag"]


def test_suggestions_of_another_form_are_refused(client: FlaskClient) -> None:
    assert client.get("/suggest?q=a&format=xml").status_code == 400


@pytest.mark.parametrize("path", ["/", "/doc/occupation/lege", "/limits", "/finst-ikkje"])
def test_every_page_has_the_box_and_names_the_description(client: FlaskClient, path: str) -> None:
    text = client.get(path, headers=HTML).text

    assert text.count('role="search"') == 1
    assert '<link rel="search" type="application/opensearchdescription+xml"' in text


def test_the_description_leads_to_addresses_that_answer(client: FlaskClient) -> None:
    root = etree.fromstring(client.get("/opensearch.xml?lang=nn").data)
    templates = {one.attrib["type"]: one.attrib["template"] for one in root.iterfind("os:Url", SPACE)}

    assert root.findtext("os:Language", namespaces=SPACE) == "nn"
    for type_, template in templates.items():
        address = template.replace("{searchTerms}", "lege").replace("{startPage?}", "")
        response = client.get(address.removeprefix("http://localhost:8000"))
        assert (response.status_code, response.content_type.partition(";")[0]) == (200, type_)


@pytest.mark.parametrize(("typed", "heading"), [("jobbe med mat", "yrker som handler om"), ("kokk", "treff på")])
def test_what_one_likes_leads_to_occupations_and_names_still_win(
    portal_client: FlaskClient, typed: str, heading: str
) -> None:
    data = portal_client.get(f"/search.json?q={typed}&lang=nb").get_json()
    text = portal_client.get(f"/search?q={typed}&lang=nb", headers=HTML).text

    assert heading in re.findall(r"<h2 id[^>]*>([^<]*)", text)[0].replace("Ett yrke", "yrker")
    assert bool(data["told"]) == ("handler" in heading)
    assert all(one["matched"] for one in data["told"])
