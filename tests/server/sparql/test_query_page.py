"""The query page shows the first rows, their share of the answer, and the place of a syntax error."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.vocab import YG
from server.things.beginnings import MOST_SHOWN


def ask(client: FlaskClient, query: str, language: str = "nb") -> tuple[int, str]:
    response = client.get("/query", query_string={"query": query, "run": "1", "lang": language})
    return response.status_code, response.text


def test_a_query_in_the_address_is_shown_and_not_run(client: FlaskClient) -> None:
    text = client.get("/query", query_string={"query": "SELECT * { ?s ?p ?o }"}).text

    assert "SELECT * { ?s ?p ?o }</textarea>" in text
    assert 'id="results"' not in text


def test_rows_are_shown_up_to_a_bound_and_all_are_counted(client: FlaskClient) -> None:
    status, text = ask(client, "SELECT ?s ?p { ?s ?p ?o }", "en")
    total = re.search(r"Showing the first 200 of ([\d,]+)", text)

    assert status == 200
    assert text.partition('id="examples"')[0].count("<tr>") == MOST_SHOWN + 1
    assert total is not None
    assert int(total[1].replace(",", "")) > 5000


def test_an_empty_answer_says_so(client: FlaskClient) -> None:
    assert "Ingen rader i denne utgaven." in ask(client, "SELECT ?s { ?s <urn:x:none> ?o }")[1]


@pytest.mark.parametrize(("query", "words"), [("ASK { ?s ?p ?o }", "Ja, det finnes."), ("ASK {}", "Ja, det finnes.")])
def test_a_yes_or_no_is_told_in_words(client: FlaskClient, query: str, words: str) -> None:
    assert words in ask(client, query)[1]


def test_a_graph_is_shown_as_turtle(client: FlaskClient) -> None:
    text = ask(client, "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3")[1]

    assert "3 utsagn" in text
    assert "Hele svaret som Turtle" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Spørringen er ikke gyldig SPARQL 1.1 fra linje 2, tegn 7."),
        ("nn", "Spørjinga er ikkje gyldig SPARQL 1.1 frå linje 2, teikn 7."),
        ("en", "The query is not valid SPARQL 1.1 from line 2, character 7."),
    ],
)
def test_a_fault_is_marked_at_its_line_and_character(client: FlaskClient, language: str, words: str) -> None:
    status, text = ask(client, "SELECT * {\n?s ?p }", language)

    assert status == 400
    assert words in text
    assert 'aria-describedby="help" aria-invalid="true"' in text
    assert re.search(r'id="help" class="fault" role="alert"', text)
    assert '?s ?p }\n<span aria-hidden="true">      ↑</span>' in text


def test_what_is_refused_is_told_on_the_page_with_its_status(client: FlaskClient) -> None:
    status, text = ask(client, "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")

    assert status == 403
    assert "SERVICE is refused" in text
    assert "</textarea>" in text


def test_the_editor_completes_from_what_the_release_uses(client: FlaskClient) -> None:
    body = client.get("/query/vocabulary.json").get_json()

    assert f"{YG}Occupation" in body["classes"]
    assert f"{YG}hasJobTitle" in body["properties"]
    assert body["prefixes"]["yg"] == YG
    assert len(set(body["properties"])) == len(body["properties"])
    assert f"{YG}hasJobTitle" in body["used"][f"{YG}Occupation"]
    assert f"{YG}hasJobTitle" not in body["used"][f"{YG}JobTitle"]
    assert body["labels"][f"{YG}Occupation"]["en"] == "occupation"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Linje 2: Vokabularet har ikke <code>yg:hasJobTitel</code>. Nærmest: "),
        ("nn", "Linje 2: Vokabularet har ikkje <code>yg:hasJobTitel</code>. Nærmast: "),
        ("en", "Line 2: the vocabulary does not have <code>yg:hasJobTitel</code>. Nearest: "),
    ],
)
def test_a_name_that_the_vocabulary_lacks_is_told_with_the_nearest(
    client: FlaskClient, language: str, words: str
) -> None:
    status, text = ask(client, f"PREFIX yg: <{YG}>\nSELECT * {{ ?o yg:hasJobTitel ?t }}", language)

    assert status == 200
    assert words in text
    assert re.search(r'<a href="/def[^"]*#hasJobTitle"><code>yg:hasJobTitle</code></a>', text)
