"""An unknown query parameter is refused, by name and with the known ones, and an address has one spelling."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule

from server.http.bodies import HeldRequest
from server.http.parameters import declared, reduce_query

# Routes whose views read the address themselves, or that clients call with parameters of their own.
_OPEN = {
    "/static/<path:filename>": "the version of the files is the query string",
    "/static/built/<name>": "bundled files are asked for by their names",
    "/sparql": "the SPARQL protocol has its own parameters",
    "/healthz": "monitors add what they like",
    "/readyz": "monitors add what they like",
    "/metrics": "monitors add what they like",
    "/reconcile": "clients of the Reconciliation API send those of other versions",
    "/reconcile/suggest/<service>": "clients of the Reconciliation API send those of other versions",
    "/reconcile/flyout/<service>": "clients of the Reconciliation API send those of other versions",
    "/reconcile/preview": "clients of the Reconciliation API send those of other versions",
    "/reconcile/properties": "clients of the Reconciliation API send those of other versions",
}

ARGUMENTS = {"kind": "title", "key": "lege", "scheme": "styrk08", "suffix": "json", "way": "to", "name": "title"}


def rules(client: FlaskClient) -> list[Rule]:
    """Return the routes that answer GET."""
    app: Flask = client.application
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def test_every_route_declares_its_parameters_or_says_why_not(client: FlaskClient) -> None:
    views = client.application.view_functions
    undeclared = {rule.rule for rule in rules(client) if declared(views[rule.endpoint]) is None}

    assert undeclared == set(_OPEN)


def test_an_unknown_parameter_is_refused_on_every_route_that_declares_its_own(client: FlaskClient) -> None:
    paths = [
        client.application.url_map.bind("localhost").build(
            rule.endpoint, {name: 1 if "number" in name or "page" in name else "x" for name in rule.arguments}
        )
        for rule in rules(client)
        if rule.rule not in _OPEN
    ]
    answers = {path: client.get(path, query_string={"nonsense": "1"}) for path in paths}

    assert len(answers) > 30
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 400} == {}
    assert all("'nonsense'" in answer.get_json(force=True)["detail"] for answer in answers.values())


@pytest.mark.parametrize(
    "path",
    [
        "/occupations?interest=dans&interest=finans", "/list/title?page=1&page=2", "/search?q=lege&q=prest",
        "/doc/occupation/lege?_profile=a&_profile=b", "/changes?kind=a&kind=a",
    ],
)  # fmt: skip
def test_a_parameter_of_one_value_is_refused_where_it_stands_twice(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/interests?interest=helse&interest=natur", "/count?occupation=lege&occupation=audiograf",
        "/compare?occupation=lege&occupation=audiograf", "/search?q=lege&type=occupation&type=title",
    ],
)  # fmt: skip
def test_a_parameter_of_several_values_may_stand_twice(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code != 400


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/count?ids=lege", "There is no parameter 'ids' here; there are: occupation, of, lang, content."),
        ("/compare?ids=lege", "There is no parameter 'ids' here; there are: occupation, add, lang, content."),
        (
            "/occupations?interest=dans&interest=finans",
            "The parameter interest has 2 values; send one.",
        ),
        ("/list/title?side=2", "There is no parameter 'side' here; there are: page, lang, content."),
        (
            "/doc/occupation/lege?language=nn",
            "There is no parameter 'language' here; there are: _profile, lang, content.",
        ),
        ("/suggest?query=x", "There is no parameter 'query' here; there are: q, type, limit, format, lang, content."),
    ],
)  # fmt: skip
def test_the_refusal_names_the_known_parameters(client: FlaskClient, path: str, detail: str) -> None:
    response = client.get(path, headers={"Accept": "application/json"})

    assert (response.status_code, response.get_json(force=True)["detail"]) == (400, detail)


@pytest.mark.parametrize(
    "path",
    ["/search.json?q=r%F8rlegger", "/search?q=%ff", "/suggest?q=%ff", "/reconcile/suggest/entity?prefix=%ff",
     "/reconcile?queries=%ff", "/api/titles.json?q=%E6", "/count?%ff=1", "/sparql?query=ASK{}&a=%ff"],
)  # fmt: skip
def test_an_address_that_is_not_utf_8_is_refused(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "application/json"})

    assert (response.status_code, response.get_json(force=True).get("detail")) == (
        400,
        "The parameters of the request are not UTF-8.",
    )


@pytest.mark.parametrize("given", [{"lang": "xx"}, {"lang": "no"}, {"content": "de"}, {"lang": "n" * 5_000}])
@pytest.mark.parametrize("path", ["/doc/occupation/lege.html", "/api/cubes.json", "/list/title.csv", "/reconcile"])
def test_an_unknown_language_is_refused_with_those_there_are(
    client: FlaskClient, path: str, given: dict[str, str]
) -> None:
    response = client.get(path, query_string=given, headers={"Accept": "application/json"})

    ((name, value),) = given.items()
    assert (response.status_code, response.get_json(force=True).get("detail")) == (
        400,
        f"The parameter {name} must be one of nb, nn, en, got {value[:50]!r}.",
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/cubes.json?limit=5&limit=6", "limit"),
        ("/api/cubes.json?offset=5&offset=5", "offset"),
        ("/search.json?q=lege&q=kokk", "q"),
        ("/suggest?q=lege&limit=2&limit=3", "limit"),
        ("/list/title?page=1&page=2", "page"),
        ("/limits?lang=nn&lang=nn", "lang"),
        ("/doc/occupation/lege.ttl?_profile=skos&_profile=full", "_profile"),
        ("/reconcile/suggest/entity?prefix=a&prefix=b", "prefix"),
        ("/reconcile?queries={}&queries={}", "queries"),
        ("/klass/v1/classifications/7/codesAt.json?date=2024-01-01&date=2025-01-01", "date"),
    ],
)
def test_a_parameter_that_is_read_once_is_sent_once(client: FlaskClient, path: str, name: str) -> None:
    response = client.get(path, headers={"Accept": "application/json"})

    assert (response.status_code, response.get_json(force=True)["detail"]) == (
        400,
        f"The parameter {name} has 2 values; send one.",
    )


@pytest.mark.parametrize(
    "path", ["/search.json?q=lege&type=title&type=occupation", "/count?occupation=lege&occupation=lege"]
)
def test_a_list_may_be_sent_one_by_one(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/list/title", "/changes", "/figures/pay"])
def test_only_pages_have_pages(portal_client: FlaskClient, path: str) -> None:
    described = portal_client.get("/openapi.json").get_json()["paths"]
    (found,) = (one["get"] for name, one in described.items() if name.startswith(f"/{path.split('/')[1]}"))
    for suffix, accept in ((".json", "*/*"), (".csv", "*/*"), ("", "text/csv")):
        response = portal_client.get(f"{path}{suffix}?page=1", headers={"Accept": accept})
        assert response.status_code == 400
        assert response.get_json(force=True)["detail"] == "Data have no parameter 'page': all rows are in one answer."

    assert "page" not in [one["name"] for one in found["parameters"]]
    assert portal_client.get(f"{path}.html?page=1").status_code == 200


def test_a_reader_s_languages_are_known_everywhere(client: FlaskClient) -> None:
    assert client.get("/limits?lang=nn&content=en").status_code == 200


def test_the_methods_of_a_route_are_told_whatever_its_parameters(client: FlaskClient) -> None:
    assert client.options("/count?ids=lege").status_code == 200


@pytest.mark.parametrize(
    ("query", "reduced"),
    [
        ("lang=&lang=xx", "lang=xx"),
        ("&&lang=nn", "lang=nn"),
        ("content=nn&lang=en&content=nb", "lang=en&content=nn&content=nb"),
        ("lang=nn&p%61ge=2", "page=2&lang=nn"),
        ("occupation=s%C3%B8mann&occupation=b&u=", "occupation=s%C3%B8mann&occupation=b&u="),
        ("occupation=%FF", "occupation=%FF"),
    ],
)
def test_an_address_has_one_spelling(query: str, reduced: str) -> None:
    assert reduce_query(query) == reduced


def test_no_view_reads_a_parameter_that_it_does_not_declare(app: Flask, client: FlaskClient, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    read: set[tuple[str, str]] = set()

    class Recording(ImmutableMultiDict[str, str]):
        def __getitem__(self, name: str) -> str:
            read.add((path, name))
            return super().__getitem__(name)

        def get(self, name, *more, **named):  # type: ignore[no-untyped-def, override]
            read.add((path, name))
            return super().get(name, *more, **named)

        def getlist(self, name, *more, **named):  # type: ignore[no-untyped-def, override]
            read.add((path, name))
            return super().getlist(name, *more, **named)

    monkeypatch.setattr(HeldRequest, "parameter_storage_class", Recording)
    known: dict[str, tuple[str, ...]] = {}
    for rule in rules(client):
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: ARGUMENTS.get(name[1], "1"), rule.rule)
        known[path] = declared(app.view_functions[rule.endpoint]) or ()
        for accept in ("text/html", "application/json, text/turtle;q=0.5"):
            client.get(path, headers={"Accept": accept, "Cache-Control": "no-cache"})

    assert len(read) > 40
    # The views of /code and /recode read a form, whose fields the test records, too.
    read = {(path, name) for path, name in read if path not in {"/code", "/recode"}}
    stray = {(path, name) for path, name in read if known[path] and name not in known[path]}
    assert stray == set()
