"""The course has ten steps in bokmål and English, and each runs on the release and answers."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.reading.query_files import load_folder
from graph.reading.release import Release

STEPS = load_folder("course")
NUMBERS = range(1, len(STEPS) + 1)


def test_there_are_ten_steps() -> None:
    assert len(STEPS) == 10


@pytest.mark.parametrize("key", STEPS)
def test_a_step_speaks_bokmal_and_english(key: str) -> None:
    header = STEPS[key].header

    assert all({"nb", "en"} <= set(header[field]) for field in ("title", "about", "try"))


@pytest.mark.parametrize("key", STEPS)
def test_a_step_answers(bundled: Release, key: str) -> None:
    assert bundled.store.rows(STEPS[key].text)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_step_is_shown_with_its_answer(client: FlaskClient, number: int) -> None:
    text = client.get(f"/course/{number}?lang=en").text

    assert "<td>" in text
    assert "No rows in this release" not in text


def test_what_is_there_in_bokmal_only_is_said_and_marked(client: FlaskClient) -> None:
    text = client.get("/course/1?lang=nn").text

    assert "bokmål" in text[text.index("<main") :]
    assert '<span lang="nb">Alt er setninger</span>' in text


@pytest.mark.parametrize("number", [0, len(STEPS) + 1])
def test_a_step_that_is_not_there_is_named(client: FlaskClient, number: int) -> None:
    response = client.get(f"/course/{number}")

    assert response.status_code == 404
    assert "steps 1 to 10" in response.get_json()["detail"]
