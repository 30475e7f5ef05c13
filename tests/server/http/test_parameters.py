"""Query strings keep the parameters that a view reads, and no others."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict

from server.http.bodies import HeldRequest
from server.http.parameters import PARAMETERS, reduce_query
from server.languages import LANGUAGE_CHOICES

ARGUMENTS = {"kind": "title", "key": "lege", "scheme": "styrk08", "suffix": "json", "way": "to", "name": "title"}


@pytest.mark.parametrize(
    ("path", "query", "reduced"),
    [
        ("/def", "u=1", ""),
        ("/def.ttl", "u=1&lang=nn", "lang=nn"),
        ("/", "lang=xx", ""),
        ("/.well-known/void", "u=1", ""),
        ("/sitemap-1.xml", "u=1", ""),
        ("/list/title", "page=2&u=1", "page=2"),
        ("/doc/occupation/lege", "content=nn&lang=en&content=nb", "lang=en&content=nn"),
        ("/count", "occupation=s%C3%B8mann&occupation=b&u=", "occupation=s%C3%B8mann&occupation=b"),
        ("/count", "occupation=%FF", "occupation=%FF"),
        ("/search", "u=1&q=a", "u=1&q=a"),
        ("/sparql", "query=ASK{}&u=1", "query=ASK{}&u=1"),
    ],
)
def test_unknown_parameters_are_dropped(path: str, query: str, reduced: str) -> None:
    assert reduce_query(path, query) == reduced


def test_no_view_reads_a_parameter_that_is_dropped(app: Flask, client: FlaskClient, monkeypatch) -> None:  # type: ignore[no-untyped-def]
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
    rules = [rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    for rule in rules:
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: ARGUMENTS.get(name[1], "1"), rule)
        for accept in ("text/html", "application/json, text/turtle;q=0.5"):
            client.get(path, headers={"Accept": accept, "Cache-Control": "no-cache"})
    letters = {path: re.match(r"/([a-z]*)", path)[1] for path, _ in read}  # type: ignore[index]

    assert len(read) > 40
    assert {
        (path, name)
        for path, name in read
        if letters[path] in PARAMETERS and name not in (*PARAMETERS[letters[path]], *LANGUAGE_CHOICES)
    } == set()
