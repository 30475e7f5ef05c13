"""A release page shows counts by class, and its parts in order."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.collation import alphabetical
from server.languages import ReaderLanguage
from server.numbers import write_number
from server.things.page_questions import ask_about
from server.things.release_page import QUERIES, read_parts


@pytest.fixture
def text(client: FlaskClient, bundled: Release) -> str:
    return client.get(f"/doc/release/{bundled.id}.html?lang=nb").text


def test_the_statements_are_counted_with_those_about_the_release(text: str, bundled: Release) -> None:
    assert f"<p>{write_number(bundled.manifest.triples, 'nb')} utsagn. Antall ressurser" in text


def test_things_are_counted_by_class(text: str) -> None:
    assert '<a href="/def.html?lang=nb#JobTitle">stillingstittel</a></td><td class="number">46</td>' in text
    assert "Klasser fra andre vokabularer" in text


def test_its_parts_stand_by_kind_in_alphabetical_order(bundled: Release) -> None:
    iri = bundled.names.thing("release", bundled.id)

    found = read_parts(
        bundled, ask_about(bundled, iri, ReaderLanguage.of("nn"), *QUERIES)["release-parts"], ReaderLanguage.of("nn")
    )

    assert [part.kind for part in found] == ["source", "graph", "rule", "check", "query"]
    for part in found:
        names = [alphabetical(value.shown.words) for value in part.values]
        assert names == sorted(names)


def test_the_licence_has_a_name_and_every_file_a_link(text: str, client: FlaskClient) -> None:
    assert '<a href="https://data.norge.no/nlod/no/2.0">NLOD 2.0</a>' in text
    for path in re.findall(r'href="(/dumps/[^"]+\.(?:ttl|json)(?:\.gz)?)"', text):
        with client.get(path) as file:
            assert file.status_code == 200, path
    # Only the citation shows an address: it is to be written off.
    assert not re.findall(r">https?://[^<]*</a>", re.sub(r'<p class="cite">.*?</p>', "", text))
