"""An address without the requested form lists its forms, in one sentence for suffix, parameter and header."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

SENTENCE = re.compile(r"There is no form '([^']+)' here; the forms are: \w+ \([\w./+-]+\)(?:, \w+ \([\w./+-]+\))*\.")
ARGUMENTS = {"kind": "title", "key": "lege", "scheme": "styrk08", "cube": "pay", "number": "7", "suffix": "xyz"}
# Addresses without which there is nothing to negotiate.
ONLY_WITH_SUFFIX = ("/void.", "/cite/")
# Addresses that take the suffix as a part of the key.
IN_KEY = ("/doc/occupation/lege.xyz", "/neighbours/lege.xyz")


def addresses(app: Flask) -> list[str]:
    """Return an address with an unknown suffix for each route that has forms."""
    rules = [
        rule.rule for rule in app.url_map.iter_rules() if "<suffix>" in rule.rule and "GET" in (rule.methods or ())
    ]
    return [re.sub(r"<(?:\w+:)?(\w+)>", lambda name: ARGUMENTS[name[1]], rule) for rule in rules] + [*IN_KEY]


def test_every_route_with_forms_refuses_an_unknown_suffix_in_one_sentence(app: Flask, client: FlaskClient) -> None:
    answers = {path: client.get(path) for path in addresses(app)}

    assert {"/def.xyz", "/count.xyz", "/search.xyz", "/list/title.xyz", *IN_KEY} <= set(answers)
    for answer in answers.values():
        told = SENTENCE.fullmatch(answer.get_json(force=True)["detail"])
        assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
        assert told is not None
        assert told[1] == ".xyz"


def test_every_route_with_forms_refuses_an_unknown_media_type_in_one_sentence(app: Flask, client: FlaskClient) -> None:
    paths = [path.removesuffix(".xyz") for path in addresses(app) if not path.startswith(ONLY_WITH_SUFFIX)]
    answers = [client.get(path, headers={"Accept": "image/png"}) for path in (*paths, "/.well-known/void")]

    assert len(answers) > 8
    for answer in answers:
        told = SENTENCE.fullmatch(answer.get_json(force=True)["detail"])
        assert answer.status_code == 406
        assert told is not None
        assert told[1] == "image/png"


@pytest.mark.parametrize("path", ["/search?q=lege&", "/suggest?q=lege&", "/sparql?query=ASK{}&"])
def test_an_unknown_format_parameter_is_refused_in_the_same_sentence(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}format=xyz")
    told = SENTENCE.fullmatch(answer.get_json(force=True)["detail"])

    assert answer.status_code == 400
    assert told is not None
    assert told[1] == "xyz"


@pytest.mark.parametrize(
    "path", ["/sparql", "/limits", "/id/occupation/lege", "/suggest?q=lege", "/sparql?query=ASK{}"]
)
def test_an_address_without_suffixes_refuses_a_media_type_in_the_same_sentence(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert SENTENCE.fullmatch(answer.get_json(force=True)["detail"])


def test_a_browser_reads_the_same_sentence_on_a_page(client: FlaskClient) -> None:
    page = client.get("/def.xyz", headers={"Accept": "text/html"})

    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "There is no form" in page.text
    assert "ttl (text/turtle)" in page.text


def test_a_long_suffix_is_shortened_in_the_sentence(client: FlaskClient) -> None:
    detail = client.get("/def." + "x" * 2000).get_json(force=True)["detail"]

    assert len(detail) < 600
