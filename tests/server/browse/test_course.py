"""The course has ten steps in three languages, and each runs on the release and answers."""

from __future__ import annotations

import re
from html import escape

import pytest
from flask.testing import FlaskClient

from graph.reading.query_files import load_folder
from graph.reading.release import Release

STEPS = load_folder("course")
NUMBERS = range(1, len(STEPS) + 1)


def test_there_are_ten_steps() -> None:
    assert len(STEPS) == 10


@pytest.mark.parametrize("key", STEPS)
def test_a_step_speaks_three_languages(key: str) -> None:
    header = STEPS[key].header

    assert all({"nb", "nn", "en"} <= set(header[field]) for field in ("title", "about", "try"))


@pytest.mark.parametrize("key", STEPS)
def test_a_step_answers(bundled: Release, key: str) -> None:
    assert bundled.store.rows(STEPS[key].text)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_step_is_shown_with_its_answer(client: FlaskClient, number: int) -> None:
    text = client.get(f"/course/{number}?lang=en").text

    assert "<td>" in text
    assert "No rows in this release" not in text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_step_is_in_the_language_of_the_reader(client: FlaskClient, language: str) -> None:
    steps = list(load_folder("course").values())
    pages = [client.get(f"/course/{number}?lang={language}").text for number in range(1, len(steps) + 1)]

    assert [escape(step.header["title"][language]) in page for step, page in zip(steps, pages, strict=True)] == [
        True
    ] * 10
    assert not [page for page in pages if re.search("finnes bare på|finst berre på|available in", page)]


@pytest.mark.parametrize("number", [0, len(STEPS) + 1])
def test_a_step_that_is_not_there_is_named(client: FlaskClient, number: int) -> None:
    response = client.get(f"/course/{number}")

    assert response.status_code == 404
    assert "steps 1 to 10" in response.get_json()["detail"]
