"""The whole site says the same on every engine as on the embedded one: pages, documents, lists, examples, results."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.errors import EngineUnwilling
from graph.kinds import BY_KEY
from graph.reading.batch import MOST_QUESTIONS
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import Names
from server.browse.lists import listed_by
from server.formats import DOCUMENTS, GRAPHS, RESULTS
from server.http.site import EXTENSION
from tests.graph.reading.test_batch import about_lege, alone
from tests.server.things.test_shown_rows import parts

from .compare import meaning

SELECT = "SELECT ?property ?value WHERE { <id/occupation/lege> ?property ?value }"
CONSTRUCT = "CONSTRUCT WHERE { <id/occupation/lege> ?property ?value }"


def assert_same(client: FlaskClient, remote: FlaskClient, address: str, accept: str = "*/*") -> None:
    """Ask both servers for *address* and compare their answers."""
    here = client.get(address, headers={"Accept": accept})
    there = remote.get(address, headers={"Accept": accept})

    assert (there.status_code, there.content_type) == (here.status_code, here.content_type)
    assert meaning(there) == meaning(here)


def sample(release: Release, kind: str) -> str | None:
    """Return the key of the thing of *kind* that has the most to say, or None where there is none."""
    names = Names(release.manifest.base)
    listed = release.store.rows(load_folder("pages")["list"].text, listed_by(kind, names))
    keys = sorted({found[1] for row in listed if (found := names.split(row["value"].value)) and found[0] == kind})
    return "lege" if "lege" in keys else next(iter(keys), None)


# A page asks the engine its own questions; all other formats are written here from the same triples.
@pytest.mark.parametrize("suffix", ["html", "ttl"])
@pytest.mark.parametrize("kind", BY_KEY)
def test_every_kind_of_document_says_the_same(
    whole: Release, client: FlaskClient, remote: FlaskClient, kind: str, suffix: str
) -> None:
    key = sample(whole, kind)

    assert key is not None
    assert_same(client, remote, f"/doc/{kind}/{key}.{suffix}")


@pytest.mark.parametrize("suffix", [format_.suffix for format_ in DOCUMENTS])
@pytest.mark.parametrize("thing", ["occupation/lege", "title/2221110"])
def test_a_document_says_the_same_in_every_format(
    client: FlaskClient, remote: FlaskClient, thing: str, suffix: str
) -> None:
    assert_same(client, remote, f"/doc/{thing}.{suffix}")


@pytest.mark.parametrize("kind", BY_KEY)
def test_every_list_says_the_same(client: FlaskClient, remote: FlaskClient, kind: str) -> None:
    assert_same(client, remote, f"/list/{kind}")


@pytest.mark.parametrize(
    "address",
    ["/", "/?lang=en", "/query", "/catalog", "/sitemap.xml", "/id/occupation/lege", "/doc/title/none"],
)
def test_every_other_page_says_the_same(client: FlaskClient, remote: FlaskClient, address: str) -> None:
    assert_same(client, remote, address, "text/html")


def test_the_page_of_terms_says_the_same_but_for_its_examples(client: FlaskClient, remote: FlaskClient) -> None:
    # An example is the first instance in the order of the engine.
    here, there = (
        re.sub(", for eksempel <a .*?</a>", "", one.get("/def.html?lang=nb").text) for one in (client, remote)
    )

    assert there == here


@pytest.mark.parametrize(
    "address",
    [
        "/def.ttl",
        "/def.jsonld",
        "/void.ttl",
        "/void.rdf",
        "/catalog.ttl",
        "/catalog.rdf",
        "/.well-known/void",
        "/sparql",
    ],
)
def test_every_description_says_the_same(client: FlaskClient, remote: FlaskClient, address: str) -> None:
    assert_same(client, remote, address, "text/turtle")


@pytest.mark.parametrize("key", load_folder("examples"))
def test_every_example_has_the_same_answer(client: FlaskClient, remote: FlaskClient, key: str) -> None:
    assert_same(client, remote, "/sparql?" + urlencode({"query": load_folder("examples")[key].text}))


@pytest.mark.parametrize("thing", ["source/utdanning-lege", "occupation/lege", "crosswalk/titles-occupations"])
def test_the_queries_behind_a_page_give_the_same_rows(client: FlaskClient, remote: FlaskClient, thing: str) -> None:
    found = [link for _, link in parts(client.get(f"/doc/{thing}.html").text)]

    assert found
    for link in found:
        assert_same(client, remote, link)


def test_queries_asked_together_keep_the_order_that_each_asks_for(whole: Release, remote_app: Flask) -> None:
    store = remote_app.extensions[EXTENSION].world.get().store
    answered = []
    for question in about_lege(whole):
        # Not each is about a thing of this kind, and Virtuoso overrates some of those without an answer.
        with suppress(EngineUnwilling):
            if "ORDER BY" in question.text:
                answered.append((question, alone(store, question)))

    assert len(answered) > MOST_QUESTIONS
    assert store.rows_of_each([question for question, _ in answered]) == [rows for _, rows in answered]


@pytest.mark.parametrize("suffix", [format_.suffix for format_ in RESULTS])
def test_rows_say_the_same_in_every_format(client: FlaskClient, remote: FlaskClient, suffix: str) -> None:
    assert_same(client, remote, "/sparql?" + urlencode({"query": SELECT, "format": suffix}))


@pytest.mark.parametrize("suffix", [format_.suffix for format_ in RESULTS])
def test_booleans_say_the_same_in_every_format(client: FlaskClient, remote: FlaskClient, suffix: str) -> None:
    assert_same(client, remote, "/sparql?" + urlencode({"query": "ASK { ?s ?p ?o }", "format": suffix}))


@pytest.mark.parametrize("suffix", [format_.suffix for format_ in GRAPHS])
def test_triples_say_the_same_in_every_format(client: FlaskClient, remote: FlaskClient, suffix: str) -> None:
    assert_same(client, remote, "/sparql?" + urlencode({"query": CONSTRUCT, "format": suffix}))


@pytest.mark.parametrize("key", load_folder("checks"))
def test_every_check_has_the_same_answer(client: FlaskClient, remote: FlaskClient, key: str) -> None:
    assert_same(client, remote, "/sparql?" + urlencode({"query": load_folder("checks")[key].text}))
