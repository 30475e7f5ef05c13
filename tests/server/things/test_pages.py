"""Pages show labels rather than IRIs, and interface messages in every language."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.kinds import BY_KEY
from graph.reading.release import Release
from server.languages import ReaderLanguage
from server.things.query_links import bound
from server.things.sources import age_in_words

LANGUAGES = ("nb", "nn", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_asks_one_question_and_opens_six_ways(client: FlaskClient, language: str) -> None:
    text = client.get(f"/?lang={language}", headers={"Accept": "text/html"}).text

    assert text.count('type="search"') == 1
    assert text.partition('class="cards ways-in"')[2].partition("</ul>")[0].count("<h3>") == 6
    assert "<table" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_about_the_data_say_what_is_here_how_old_it_is_and_how_to_ask(
    client: FlaskClient, language: str
) -> None:
    about, data = (client.get(f"{path}?lang={language}").text for path in ("/about", "/data"))

    assert "/list/occupation" in about
    assert "2023-03-03" in about
    assert data.count("/doc/query/") == 3


@pytest.mark.parametrize("kind", BY_KEY)
def test_every_kind_has_a_list_whose_csv_has_as_many_rows(client: FlaskClient, kind: str) -> None:
    page = client.get(f"/list/{kind}", headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert "<h1>" in page.text
    total = int(re.findall(r'<span class="count">(\d+)</span>', page.text)[0])
    as_csv = client.get(f"/list/{kind}.csv")
    as_json = client.get(f"/list/{kind}", headers={"Accept": "application/json"})
    rows = list(csv.DictReader(io.StringIO(as_csv.text)))
    assert f"/list/{kind}.csv" in page.text
    assert len({row["iri"] for row in rows}) == len(rows) == total
    assert as_json.get_json() == rows
    as_sparql = re.findall(r'href="/query(\?query=[^"]*)"', page.text)[0]
    answer = client.get(f"/sparql{unescape(as_sparql)}", headers={"Accept": "text/csv"})
    assert {row["value"] for row in csv.DictReader(io.StringIO(answer.text))} == {row["iri"] for row in rows}


def test_all_that_has_an_address_is_in_a_list_that_its_page_leads_to(
    bundled: Release, portal: Release, client: FlaskClient, portal_client: FlaskClient
) -> None:
    query = "SELECT DISTINCT ?thing WHERE { ?thing a ?class . FILTER REGEX(STR(?thing), '/id/[^#]+$') }"
    for release, visitor in ((bundled, client), (portal, portal_client)):
        # A structure of statistics stands on the page of its cube.
        here = {
            row["thing"].value for row in release.store.rows(query) if not row["thing"].value.endswith("-structure")
        }
        kinds: dict[str, set[str]] = {}
        for iri in here:
            kinds.setdefault((release.names.split(iri) or ("", ""))[0], set()).add(iri)
        assert "reason" in kinds

        for kind, things in kinds.items():
            entries = visitor.get(f"/list/{kind}.json").get_json()
            assert things <= {entry["iri"] for entry in entries}, kind


def test_a_list_has_no_other_form(client: FlaskClient) -> None:
    assert client.get("/list/title.ttl").status_code == 404
    assert client.get("/list/title", headers={"Accept": "image/png"}).status_code == 406


def test_the_page_about_lege_counts_titles_once(client: FlaskClient) -> None:
    text = client.get("/doc/occupation/lege.html?lang=en").text

    assert "46 distinct titles" in text
    assert "The source lists 47" in text
    assert text.count("listed 2 times in the source") == 1


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/doc/occupation/lege", "yrke"),
        ("/doc/title/2221150", "stillingstittel"),
        ("/doc/styrk98/2221", "gruppe i STYRK-98"),
        ("/doc/nus/763202", "utdanningskode i NUS2000"),
        ("/doc/organisation/legeforeningen", "organisasjon"),
    ],
)
def test_a_page_says_what_kind_of_thing_it_is_about(client: FlaskClient, path: str, kind: str) -> None:
    text = client.get(f"{path}.html?lang=nb").text

    assert f'<p class="kind">{kind}' in text


def test_a_title_says_its_group_and_its_occupation_in_a_sentence(client: FlaskClient) -> None:
    text = client.get("/doc/title/2221150.html?lang=nb").text
    lead = re.sub(r"<[^>]*>", "", re.findall(r'<p class="lead">(.*?)</p>', text)[0])

    assert lead == "Tittel i gruppen STYRK-98 2221 Leger, under yrket Lege."


def test_no_link_on_a_page_shows_an_iri_of_ours_as_its_text(client: FlaskClient) -> None:
    text = client.get("/doc/occupation/lege.html").text

    assert not re.findall(r">http://localhost:8000/id/[^<]*</a>", text)


def test_search_engines_get_an_occupation_whose_category_names_its_code_set(client: FlaskClient) -> None:
    text = client.get("/doc/occupation/lege.html").text
    found = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[0])

    assert found["@type"] == "Occupation"
    assert {category["inCodeSet"]["name"] for category in found["occupationalCategory"]} == {"STYRK-98"}


def test_text_from_sources_cannot_become_markup(client: FlaskClient) -> None:
    text = client.get("/query?query=%3Cscript%3Ealert(1)%3C/script%3E").text

    assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "0 days"), (1, "1 day"), (59, "59 days"), (60, "2 months"), (729, "24 months"), (730, "2 years")],
)
def test_an_age_is_in_words(days: int, words: str) -> None:
    assert age_in_words(days, ReaderLanguage.of("en")) == words


def test_a_page_beyond_the_last_is_404(client: FlaskClient) -> None:
    assert client.get("/list/occupation?page=2").status_code == 404
    assert client.get("/list/occupation?page=x").status_code == 404
    assert client.get("/list/nothing").status_code == 404


@pytest.mark.parametrize(
    "path", ["/def", "/def.ttl", "/def.rdf", "/def.jsonld", "/.well-known/void", "/void.ttl", "/context.jsonld"]
)
def test_the_ontology_the_context_and_the_description_are_served(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert response.get_etag()[0]


def test_the_description_counts_what_the_release_holds(client: FlaskClient) -> None:
    text = client.get("/void.nt").text

    assert "classPartition" in text
    assert re.search(r'class-yg-JobTitle> <http://rdfs.org/ns/void#entities> "46"', text)


def test_a_dump_is_served_whole_and_no_other_file_is(client: FlaskClient, bundled: Release) -> None:
    with client.get(f"/dumps/{bundled.id}/yrkesgraf.nq.gz", headers={"Accept-Encoding": "gzip"}) as dump:
        assert dump.mimetype == "application/gzip"
        assert "Content-Encoding" not in dump.headers
        assert dump.data == (bundled.folder / "yrkesgraf.nq.gz").read_bytes()
    for path in (f"/dumps/{bundled.id}/../manifest.json", f"/dumps/{bundled.id}/store", "/dumps/x/yrkesgraf.nq.gz"):
        assert client.get(path).status_code == 404


def test_a_query_shown_as_sparql_runs_as_it_stands(client: FlaskClient, app, bundled: Release) -> None:  # type: ignore[no-untyped-def]
    with app.test_request_context("/"):
        text = bound("SELECT ?this ?p ?o WHERE { ?this ?p ?o }", {"this": bundled.names.thing("title", "2221110")})

    response = client.post("/sparql", data={"query": text})

    assert response.status_code == 200
    assert response.get_json(force=True)["results"]["bindings"]


def test_a_list_goes_on_over_its_pages_and_ends(client: FlaskClient) -> None:
    size = re.search(r'class="count">(\d+)<', client.get("/list/query").text)
    first = re.findall(r'href="(/doc/finding/[^"?]+)', client.get("/list/finding").text)
    second = client.get("/list/finding?page=2")

    assert size is not None
    assert int(size[1]) >= 12
    assert first == list(dict.fromkeys(first))
    assert second.status_code in {200, 404}
    assert client.get("/list/finding?page=9999").status_code == 404
    assert client.get("/list/finding?page=-1").status_code == 404


def test_a_list_is_in_the_order_of_codes_and_in_the_language_asked_for(client: FlaskClient) -> None:
    codes = re.findall(r'href="/doc/title/(\d{7})', client.get("/list/title").text)

    assert len(codes) == 46
    assert codes == sorted(codes)
    assert "Medical doctor" in client.get("/list/occupation?lang=en").text


@pytest.mark.parametrize(
    ("language", "words"),
    [("nn", "Inga kjelde har namn på nynorsk."), ("en", "No source has the name in English."), ("nb", "")],
)
def test_a_name_that_no_source_has_in_the_language_is_said_to_be_missing(
    portal_client: FlaskClient, language: str, words: str
) -> None:
    text = portal_client.get(f"/doc/occupation/baker.html?lang={language}").text

    assert (words or "<h1>") in text
    assert ("No source" in text, "Ingen kilde har navnet" in text) == (language == "en", False)


def test_a_name_in_the_language_of_the_reader_is_not_said_to_be_missing(client: FlaskClient) -> None:
    assert "No source has the name" not in client.get("/doc/occupation/lege.html?lang=en").text


@pytest.mark.parametrize(("kind", "address"), [("styrk08", "klassifikasjoner/7"), ("occupation", "")])
def test_a_code_that_no_source_defines_leads_to_its_standard(
    portal_client: FlaskClient, kind: str, address: str
) -> None:
    key = portal_client.get(f"/list/{kind}.json").get_json()[0]["iri"].rpartition("/")[2]

    page = portal_client.get(f"/doc/{kind}/{key}.html?lang=nb").text

    assert ("Ingen kilde her forklarer koden." in page) == bool(address)
    assert address in page
