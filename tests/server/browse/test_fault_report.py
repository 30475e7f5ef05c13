"""The report of a fault names the thing, the release, the statement and who makes it."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.vocab import YG
from server.collation import alphabetical

LEGE = "http://localhost:8000/id/occupation/lege"


def written(client: FlaskClient, **asked: str) -> str:
    """The report on the page, as text."""
    page = client.get("/report", query_string={"iri": LEGE, "lang": "nb", **asked}).text
    return html.unescape(page.partition('<pre class="wrapped"><code>')[2].partition("</code>")[0])


def options(client: FlaskClient, **asked: str) -> list[str]:
    """The statements that can be chosen."""
    page = client.get("/report", query_string={"iri": LEGE, **asked}).text
    return [html.unescape(key) for key in re.findall(r'<option value="([^"]+)"', page)]


def test_a_report_names_the_thing_and_the_release(client: FlaskClient, bundled: Release) -> None:
    assert written(client).splitlines() == ["Feil i Yrkesgraf: Lege", f"IRI: {LEGE}", f"Utgave: {bundled.id}"]


def test_a_report_carries_the_statement_who_makes_it_and_the_reader_s_words(client: FlaskClient) -> None:
    statement = f"<{YG}hasJobTitle> <http://localhost:8000/id/title/2221150>"

    lines = written(client, statement=statement, words="Står to ganger.").splitlines()

    assert lines[3:] == [
        f"Utsagn: <{LEGE}> {statement} .",
        "Kilde: http://localhost:8000/id/source/utdanning-lege",
        "",
        "Står to ganger.",
    ]


def test_a_text_is_written_with_its_language(client: FlaskClient) -> None:
    found = options(client, property=f"{YG}summary")

    assert len(found) == 1
    assert re.fullmatch(rf'<{re.escape(YG)}summary> "Legen finn ut .*"@nn', found[0])
    assert written(client, statement=found[0]).splitlines()[3] == f"Utsagn: <{LEGE}> {found[0]} ."


def test_a_section_leads_to_its_own_statements_and_the_page_to_all(client: FlaskClient) -> None:
    page = client.get("/doc/occupation/lege.html").text
    links = [html.unescape(link) for link in re.findall(r'class="mend" href="([^"]+)"', page)]

    assert len(links) >= 8
    assert all(client.get(link).status_code == 200 for link in links)
    assert len(options(client, property=f"{YG}hasJobTitle")) == 46
    assert len(options(client)) > 100


def test_what_nobody_said_is_not_reported(client: FlaskClient) -> None:
    assert "Utsagn" not in written(client, property=f"{YG}summary", statement=f'<{YG}summary> "<script>"')


def test_there_is_nothing_to_report_of_what_is_not_here(client: FlaskClient) -> None:
    assert client.get("/report", query_string={"iri": f"{LEGE}-finst-ikkje"}).status_code == 404
    assert client.get("/report", query_string={"iri": "http://example.org/x"}).status_code == 404
    assert client.get("/report").status_code == 404


def test_who_comes_from_a_section_has_its_first_statement_chosen(client: FlaskClient) -> None:
    assert f"Utsagn: <{LEGE}> <{YG}summary>" in written(client, property=f"{YG}summary")
    assert "Utsagn" not in written(client, property=f"{YG}summary", statement="")


@pytest.mark.parametrize(("language", "name"), [("nb", "Navn"), ("nn", "Namn"), ("en", "Name")])
def test_statements_are_grouped_under_properties_with_names(client: FlaskClient, language: str, name: str) -> None:
    page = client.get("/report", query_string={"iri": LEGE, "lang": language}).text

    labels = [html.unescape(label) for label in re.findall(r'<optgroup label="([^"]+)"', page)]
    assert name in labels
    assert [label for label in labels if ":" in label] == []
    assert labels == sorted(labels, key=alphabetical)
