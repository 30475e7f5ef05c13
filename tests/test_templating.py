"""Templates name several things in the plural, keep the language of the reader, and let what is long be folded."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from server.browse import ALL_KINDS
from server.messages import find_message

LANGUAGES = ("nb", "nn", "en")


@pytest.mark.parametrize("kind", ALL_KINDS)
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

    assert [heading for heading in re.findall(r"<h2 id=[^>]*>([^<]+?) <span", text) if heading in headings] == headings


def test_one_thing_of_a_kind_is_named_in_the_singular(client: FlaskClient) -> None:
    text = client.get("/?lang=nb").text

    assert '<span class="big">13</span> <span>yrker</span>' in text
    assert '<span class="big">1</span> <span>autorisasjon</span>' in text


def test_a_citation_has_the_release_its_date_and_the_iri(client: FlaskClient) -> None:
    text = client.get("/doc/title/2221150.html?lang=en").text
    cited = re.search(r'<p class="cite">.*?</p>', text, re.DOTALL)

    assert cited is not None
    assert re.search(r"release \d{4}-\d\d-\d\d-\w{8}, <time datetime=\"\d{4}-\d\d-\d\d\">", cited[0])
    assert "http://localhost:8000/id/title/2221150" in cited[0]


def test_buttons_that_copy_are_hidden_until_a_script_shows_them(client: FlaskClient) -> None:
    buttons = re.findall(r"<button class=\"copy\"[^>]*>", client.get("/doc/title/2221150.html").text)

    assert len(buttons) == 3
    assert all(" hidden " in button for button in buttons)


@pytest.mark.parametrize("path", ["/doc/title/2221150.html", "/doc/source/utdanning-lege.html", "/", "/list/title"])
def test_a_table_leads_to_its_csv_and_its_sparql(client: FlaskClient, path: str) -> None:
    text = client.get(path, headers={"Accept": "text/html"}).text

    assert ">Som CSV</a>" in text
    assert ">Som SPARQL</a>" in text


def test_the_language_switch_of_the_endpoint_s_page_leads_to_the_query_page(client: FlaskClient) -> None:
    text = client.get("/sparql", headers={"Accept": "text/html"}).text

    assert 'href="/query?lang=nn"' in text
