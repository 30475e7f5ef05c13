"""The ontology is a readable document: definitions of terms, their relations, alignments and examples."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.vocab import YG


@pytest.fixture
def text(client: FlaskClient) -> str:
    """The page in bokmål."""
    return client.get("/def.html?lang=nb").text


def entry(text: str, name: str) -> str:
    """The part of the page about one term."""
    return text[text.index(f'<dt id="{name}">') :].partition("</dd>")[0]


def test_every_term_stands_once_where_links_lead_to_it(text: str, bundled: Release) -> None:
    anchors = Counter(re.findall(r'<dt id="([^"]+)">', text))

    assert set(anchors.values()) == {1}
    assert set(anchors) == {iri.removeprefix(YG) for iri in bundled.terms if iri.startswith(YG)}
    assert set(re.findall(r'<a href="#(\w+)">', text)) <= set(re.findall(r' id="([^"]+)"', text))


def test_a_class_has_its_note_its_properties_its_kin_and_a_thing_of_its_kind(text: str) -> None:
    occupation = entry(text, "Occupation")

    assert "Et yrke er verken en gruppe i en klassifikasjon eller en stillingstittel" in occupation
    assert '<a href="#hasJobTitle">har stillingstittel</a>' in occupation
    assert "skos:Concept" in occupation
    assert re.search(r'</span> 13, for eksempel <a href="/doc/occupation/[^"]+">', occupation)


def test_a_property_says_what_it_is_said_of_its_value_and_its_way_back(text: str) -> None:
    found = entry(text, "jobTitleOf")

    assert re.findall(r'<span class="kind">([^<]+):</span> <a href="#(\w+)">', found) == [
        ("Gjelder for", "JobTitle"),
        ("Verdi", "Occupation"),
        ("Motsatt egenskap", "hasJobTitle"),
    ]


def test_what_is_only_compared_says_how_near_it_is(text: str) -> None:
    assert re.search(r"skos:note</a> <span class=\"note\">\(videre\)", entry(text, "summary"))


def test_the_drawing_says_the_same_as_its_table(text: str) -> None:
    drawing = text[text.index('<svg class="diagram"') :].partition("</svg>")[0]
    table = text.partition("</svg>")[2].partition("</table>")[0]
    rows = re.findall(r"<tr><td>([^<]+)</td><td>([^<]+)</td><td>([^<]+)</td></tr>", table)
    drawn = re.findall(r"<text[^>]*>([^<]+)</text>", drawing)

    assert ("yrke", "har spesialisering", "spesialisering") in rows
    assert sorted(drawn) == sorted(
        [property_ for _, property_, _ in rows] + re.findall(r'class="class"[^>]*>([^<]+)', drawing)
    )
    assert 'aria-hidden="true"' in drawing


def test_the_document_says_its_version_and_its_day(text: str) -> None:
    assert "https://w3id.org/yrkesgraf/def/0.1.0" in text
    assert re.search(r'<td>0\.1\.0</td><td><time datetime="\d{4}-\d\d-\d\d">', text)
