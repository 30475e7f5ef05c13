"""Templates use plural names, keep the reader's language, and fold long lists."""

from __future__ import annotations

import os
import re
import shutil
from http import HTTPStatus
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.kinds import BY_KEY
from graph.reading.release import Release
from graph.reading.result_rows import Cell
from server.languages import ReaderLanguage
from server.messages import find_message
from server.things.templating import in_one_language
from server.things.values import Value
from tests.conftest import application

LANGUAGES = ("nb", "nn", "en")


@pytest.mark.parametrize("kind", BY_KEY)
def test_every_kind_has_a_name_for_many_of_it(kind: str) -> None:
    assert all(find_message(f"kind_{kind}", language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("nb", ["Spesialiseringer", "Beslektede yrker", "Stillingstitler"]),
        ("nn", ["Spesialiseringar", "Nærskylde yrke", "Stillingstitlar"]),
        ("en", ["Specialisations", "Related occupations", "Job titles"]),
    ],
)
def test_headings_over_lists_are_in_the_plural(client: FlaskClient, language: str, headings: list[str]) -> None:
    text = client.get(f"/doc/occupation/lege.html?lang={language}").text

    found = [words.strip() for words in re.findall(r"<h2 id=[^>]*>([^<]+)", text)]
    assert [heading for heading in found if heading in headings] == headings


@pytest.mark.parametrize(
    ("spoken", "shown"),
    [(["en", "nn"], ["nn"]), (["de", "fr"], ["de"]), (["nb", "nb"], ["nb", "nb"]), (["fr"], ["fr"])],
)
def test_of_a_text_in_several_languages_a_page_shows_the_best_for_its_reader(
    spoken: list[str], shown: list[str]
) -> None:
    values = [Value(Cell(f"text {place}", "literal", language)) for place, language in enumerate(spoken)]

    found = in_one_language(values, ReaderLanguage.of("nb"))

    assert [value.cell.language for value in found] == shown


def test_one_thing_of_a_kind_is_named_in_the_singular(client: FlaskClient) -> None:
    text = client.get("/about?lang=nb").text

    assert '<span class="big">13</span> <span>yrker</span>' in text
    assert '<span class="big">1</span> <span>autorisasjon</span>' in text


def test_a_citation_has_the_release_its_date_and_the_iri(client: FlaskClient) -> None:
    text = client.get("/doc/title/2221150.html?lang=en").text
    cited = re.search(r'<p class="cite">.*?</p>', text, re.DOTALL)

    assert cited is not None
    assert re.search(r"release \d{4}-\d\d-\d\d-\w{8}, <time datetime=\"\d{4}-\d\d-\d\d\">", cited[0])
    assert "http://localhost:8000/id/title/2221150" in cited[0]


def test_buttons_that_copy_are_hidden_until_a_script_shows_them(client: FlaskClient) -> None:
    page = client.get("/doc/title/2221150.html").text
    buttons = re.findall(r"<button class=\"copy\"[^>]*>", page)
    tools = re.findall(
        r"import pandas|import polars|import rdflib|SPARQLWrapper\(|library\(|duckdb|import delimited", page
    )

    # The code, the IRI and the citation, and the lines for each tool.
    assert len(buttons) > 3 + len(set(tools)) > 7
    assert all(" hidden " in button for button in buttons)


@pytest.mark.parametrize(
    "path", ["/doc/title/2221150.html", "/doc/source/utdanning-lege.html", "/about", "/list/title"]
)
def test_a_table_leads_to_its_csv_and_its_sparql(client: FlaskClient, path: str) -> None:
    text = client.get(path, headers={"Accept": "text/html"}).text

    assert ">Som CSV</a>" in text
    assert ">Som SPARQL</a>" in text


def test_the_language_switch_of_the_endpoint_s_page_leads_to_the_query_page(client: FlaskClient) -> None:
    text = client.get("/sparql", headers={"Accept": "text/html"}).text

    assert 'href="/query?lang=nn"' in text


BASE = "http://localhost:8000"
DOCUMENT = f"{BASE}/doc/occupation/lege"


@pytest.mark.parametrize(
    ("path", "canonical", "default", "english"),
    [
        ("/doc/occupation/lege.html", DOCUMENT, DOCUMENT, f"{DOCUMENT}.html?lang=en"),
        ("/doc/occupation/lege", DOCUMENT, DOCUMENT, f"{DOCUMENT}.html?lang=en"),
        ("/doc/occupation/lege?lang=nn&content=en", f"{DOCUMENT}.html?lang=nn", DOCUMENT, f"{DOCUMENT}.html?lang=en"),
        ("/doc/occupation/lege?lang=", DOCUMENT, DOCUMENT, f"{DOCUMENT}.html?lang=en"),
        ("/", f"{BASE}/", f"{BASE}/", f"{BASE}/?lang=en"),
        ("/list/title?lang=nb&page=1", f"{BASE}/list/title?page=1&lang=nb", f"{BASE}/list/title?page=1", None),
        ("/def.html", "https://w3id.org/yrkesgraf/def", f"{BASE}/def.html", f"{BASE}/def.html?lang=en"),
    ],
)
def test_a_page_says_where_it_is_at_home_and_where_its_other_languages_are(
    client: FlaskClient, path: str, canonical: str, default: str, english: str | None
) -> None:
    response = client.get(path, headers={"Accept": "text/html"})
    head = response.text.partition("</head>")[0].replace("&amp;", "&")
    others = dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', head))

    assert re.findall(r'rel="canonical" href="([^"]+)"', head) == [canonical]
    assert re.findall(r'property="og:url" content="([^"]+)"', head) == [canonical]
    assert list(others) == [*LANGUAGES, "x-default"]
    assert others["x-default"] == default
    assert others["en"] == (english or f"{default}&lang=en")
    if "/doc/" in path:
        assert f'<{canonical}>; rel="canonical"' in response.headers["Link"]


@pytest.mark.parametrize(
    "path", ["/", "/doc/occupation/lege.html", "/occupations", "/tree/styrk98", "/compare?occupation=lege"]
)
def test_a_page_that_is_shared_shows_a_name_a_sentence_and_a_picture(client: FlaskClient, path: str) -> None:
    head = client.get(path, headers={"Accept": "text/html"}).text.partition("</head>")[0]
    told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', head))

    assert set(told) == {"title", "type", "site_name", "description", "locale", "url", "image"}
    assert all(told.values())
    assert client.get(told["image"].removeprefix(BASE)).content_type == "image/png"


@pytest.mark.parametrize("is_in_the_way", [False, True], ids=["a folder", "a file in its place"])
def test_compiled_templates_are_kept_where_a_folder_for_them_can_be_had(
    bundled: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_in_the_way: bool
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = tmp_path / f"_jinja2-cache-{os.getuid()}"
    if is_in_the_way:
        folder.write_text("")

    with application(bundled) as app:
        answer = app.test_client().get("/doc/occupation/lege.html")

    assert answer.status_code == HTTPStatus.OK
    assert is_in_the_way or len(list(folder.iterdir())) > 1


def test_pages_stay_when_the_folder_of_compiled_templates_is_cleaned_away(
    bundled: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with application(bundled) as app:
        shutil.rmtree(tmp_path / f"_jinja2-cache-{os.getuid()}")
        answer = app.test_client().get("/doc/occupation/lege.html")

    assert answer.status_code == HTTPStatus.OK


def test_equal_words_of_two_languages_stand_once() -> None:
    values = [
        Value(Cell(words, "literal", language)) for words, language in (("doc", "en"), ("lege", "nb"), ("doc", "nb"))
    ]

    assert [value.cell.value for value in in_one_language(values, ReaderLanguage.of("nb"))] == ["doc", "lege"]
