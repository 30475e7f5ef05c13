"""Problems are in the language of the reader, with the exact sentence in English."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from flask.testing import FlaskClient

from server.http.problems import describe_problem
from server.languages import ReaderLanguage
from server.messages import message
from server.settings import Settings

LANGUAGES = ("nb", "nn", "en")


@pytest.mark.parametrize(
    ("language", "title", "sentence"),
    [("nb", "Denne siden finnes ikke", "Adressen er kanskje"), ("nn", "Denne sida finst ikkje", "Adressa er kanskje"),
     ("en", "Page not found", "The address may be misspelt")],
)  # fmt: skip
def test_a_page_that_is_not_there_says_so_in_the_reader_s_language(
    client: FlaskClient, language: str, title: str, sentence: str
) -> None:
    response = client.get(f"/doc/occupation/ingen.html?lang={language}", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.text
    assert f'<span lang="{language}">{title}</span></h1>' in response.text
    assert f'<p class="lead">{sentence}' in response.text
    assert '<span lang="en">There is nothing called' in response.text
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_limit_that_is_met_is_told_with_its_value(language: str) -> None:
    problem = describe_problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "detail",
        {"limit": "query_seconds"},
        Settings(query_seconds=20.0),
        ReaderLanguage.of(language),
    )

    assert message("limit_query_seconds", language) in problem.sentence
    assert problem.sentence.endswith(" 20.")


def test_a_fault_in_a_query_is_told_by_line_and_character() -> None:
    problem = describe_problem(
        HTTPStatus.BAD_REQUEST, "detail", {"line": 2, "column": 8}, Settings(), ReaderLanguage.of("nn")
    )

    assert problem.sentence == "Spørjinga er ikkje gyldig SPARQL 1.1 frå linje 2, teikn 8."


def test_a_status_without_words_of_ours_has_its_own_name() -> None:
    assert (
        describe_problem(HTTPStatus.IM_A_TEAPOT, "detail", {}, Settings(), ReaderLanguage.of("nb")).title.language
        == "en"
    )
