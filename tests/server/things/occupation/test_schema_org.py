"""Search engines get schema.org/Occupation, in the language of the page or tagged, with pay and education."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient


def linked(client: FlaskClient, key: str, language: str) -> dict[str, Any]:
    text = client.get(f"/doc/occupation/{key}.html?lang={language}").text
    found: dict[str, Any] = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[0])
    return found


def words(value: str | dict[str, str]) -> str:
    return value["@value"] if isinstance(value, dict) else value


def test_an_occupation_says_its_name_where_it_is_and_what_it_asks(client: FlaskClient) -> None:
    found = linked(client, "lege", "nb")

    assert (found["@context"], found["@type"], found["name"]) == ("https://schema.org", "Occupation", "Lege")
    assert found["occupationLocation"] == {"@type": "Country", "name": "NO"}
    assert [one["credentialCategory"] for one in found["qualifications"]] == ["license"]
    assert {one["inCodeSet"]["name"] for one in found["occupationalCategory"]} == {"STYRK-98"}
    assert all(found.values())


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_words_in_another_language_than_the_page_say_so(client: FlaskClient, language: str) -> None:
    text = linked(client, "lege", language)["skills"]

    assert isinstance(text, dict) == (language != "nn")
    assert language == "nn" or text["@language"] == "nn"
    assert words(text)


def test_each_line_of_the_tasks_is_a_responsibility(client: FlaskClient) -> None:
    tasks = linked(client, "lege", "nn")["responsibilities"]

    assert len(tasks) > 1
    assert not any("\n" in words(task) for task in tasks)


def test_pay_and_educations_are_those_on_the_page(portal_client: FlaskClient) -> None:
    keys = [record["key"] for record in portal_client.get("/occupations.json").get_json()]
    found = [linked(portal_client, key, "nb") for key in keys]

    pay = [one for occupation in found for one in occupation.get("estimatedSalary", ())]
    learnt = [one for occupation in found for one in occupation.get("educationRequirements", ()) if "@type" in one]
    assert pay
    for one in pay:
        assert (one["currency"], one["duration"]) == ("NOK", "P1M")
        assert one["percentile25"] <= one["median"] <= one["percentile75"]
    assert {one["@type"] for one in learnt} == {"EducationalOccupationalCredential"}
