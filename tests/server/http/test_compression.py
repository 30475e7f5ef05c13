"""Compressed answers equal the uncompressed ones, with an entity tag of their own, for clients that accept gzip."""

from __future__ import annotations

import gzip
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from server.http.compression import accepts_gzip
from server.http.site import EXTENSION, Site
from tests.framework import behind

GZIP = {"Accept-Encoding": "gzip, deflate, br"}
LEGE = "/doc/occupation/lege"
NAMES = "SELECT * { ?thing <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
LARGE = "SELECT * { ?a ?b ?c }"
PATHS = [f"{LEGE}.html", f"{LEGE}.ttl", f"{LEGE}.jsonld", "/def.html", "/search?q=lege", "/list/title", "/missing.html"]
PATHS += ["/static/style.css", f"/sparql?{urlencode({'query': NAMES})}", "/sparql", "/"]


def address(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


def headers(response: Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in {"Date", "Server-Timing"}}


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("gzip", True),
        ("deflate, GZIP;q=0.4, br", True),
        ("*", True),
        ("gzip;q=1.0, identity;q=0.5", True),
        ("identity;q=0, *", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("gzip;q=0.5, identity", False),
        ("gzip;q=much", False),
    ],
)
def test_the_client_says_whether_it_wants_a_body_packed(header: str, wanted: bool) -> None:
    assert accepts_gzip(header) is wanted


@pytest.mark.parametrize("path", PATHS)
def test_a_packed_body_is_the_plain_one_and_says_so(client: FlaskClient, path: str) -> None:
    plain = client.get(path, headers={"Accept": "text/html, */*;q=0.5"})
    packed = client.get(path, headers={"Accept": "text/html, */*;q=0.5", **GZIP})

    assert plain.content_encoding is None
    assert packed.content_encoding == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.content_length == len(packed.data) < len(plain.data)
    assert (packed.status, packed.content_type) == (plain.status, plain.content_type)
    assert "Accept-Encoding" in plain.vary
    assert "Accept-Encoding" in packed.vary
    if plain.get_etag()[0]:
        assert packed.get_etag() == (f"{plain.get_etag()[0]}-gzip", False)


@pytest.mark.parametrize("path", [f"{LEGE}.html", f"{LEGE}.ttl", "/def.html", address(NAMES)])
def test_what_is_kept_packed_is_what_the_view_would_send(client: FlaskClient, path: str) -> None:
    path += "&packed" if "?" in path else "?lang=nn&content=nb"  # used by no other test
    first, again = client.get(path, headers=GZIP), client.get(path, headers=GZIP)

    made = behind(client).get(path, headers=GZIP)

    assert first.data == again.data == made.data
    assert {**headers(again), "Cache-Status": ""} == {**headers(made), "Cache-Status": ""}
    assert again.headers["Cache-Status"] == "yrkesgraf; hit"


def test_a_page_is_packed_once_and_kept_as_small_as_it_is_sent(app: Flask, client: FlaskClient) -> None:
    site: Site = app.extensions[EXTENSION]
    before = site.documents.size

    page = f"{LEGE}.html?lang=en&content=nn"  # used by no other test
    first = client.get(page, headers=GZIP)
    grown = site.documents.size - before
    again = client.get(page, headers=GZIP)

    assert again.data == first.data
    assert grown < len(first.data) + 6000
    assert site.documents.size - before == grown


@pytest.mark.parametrize("path", [f"{LEGE}.html", f"{LEGE}.ttl", "/def.html", address(NAMES)])
@pytest.mark.parametrize("other", [{}, {"Cache-Control": "no-cache"}, {"Cache-Control": "no-store"}])
def test_a_client_that_has_it_packed_is_told_that_it_has(client: FlaskClient, path: str, other: dict[str, str]) -> None:
    tag = client.get(path, headers=GZIP).headers["ETag"]

    for known in (tag, f'"another", {tag}'):
        answer = client.get(path, headers={**GZIP, **other, "If-None-Match": known})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("path", [f"{LEGE}.html", address(NAMES)])
def test_a_copy_is_known_by_the_tag_of_what_the_client_can_still_read(client: FlaskClient, path: str) -> None:
    plain, packed = client.get(path).headers["ETag"], client.get(path, headers=GZIP).headers["ETag"]

    kept = client.get(path, headers={**GZIP, "If-None-Match": plain})
    unreadable = client.get(path, headers={"If-None-Match": packed})

    assert (kept.status_code, kept.headers["ETag"]) == (304, plain)
    assert (unreadable.status_code, unreadable.headers["ETag"]) == (200, plain)
    assert unreadable.content_encoding is None


@pytest.mark.parametrize("path", [f"{LEGE}.html", address(NAMES), address(LARGE), "/static/style.css"])
def test_head_says_what_get_would(client: FlaskClient, path: str) -> None:
    with client.get(path, headers=GZIP) as got, client.head(path, headers=GZIP) as told:
        pass

    assert told.data == b""
    assert "Expires" not in got.headers
    assert {**headers(told), "Cache-Status": ""} == {**headers(got), "Cache-Status": ""}


def test_a_large_answer_is_packed_while_it_goes_out_and_comes_whole(app: Flask, client: FlaskClient) -> None:
    site: Site = app.extensions[EXTENSION]
    plain = client.get(address(LARGE), headers={"Accept": "text/csv"})
    assert len(plain.data) > 1 << 20

    packed = client.get(address(LARGE), headers={"Accept": "text/csv", **GZIP})

    assert packed.content_encoding == "gzip"
    assert "Content-Length" not in packed.headers
    assert gzip.decompress(packed.data) == plain.data
    packed.close()
    assert site.downloads.inside == 0


def test_a_client_that_leaves_gives_its_place_back(app: Flask, client: FlaskClient) -> None:
    site: Site = app.extensions[EXTENSION]

    with client.get(address(LARGE), headers=GZIP) as answer:
        assert site.downloads.inside == 1
        assert len(next(answer.iter_encoded())) > 0

    assert site.downloads.inside == 0


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/dumps/{release}/ontology.ttl", {"Range": "bytes=0-9999"}),
        ("/static/icon.svg", {}),
        (address("ASK {}"), {}),
        ("/dumps/{release}/{dump}", {}),
        ("/id/occupation/lege", {}),
    ],
)
def test_what_is_small_or_packed_or_a_part_goes_out_as_it_is(
    app: Flask, client: FlaskClient, path: str, more: dict[str, str]
) -> None:
    site: Site = app.extensions[EXTENSION]
    current = site.world.get()
    dump = next(file for file in current.files() if file.endswith(".gz"))
    path = path.format(release=current.id, dump=dump)

    with client.get(path, headers={**GZIP, **more}) as packed, client.get(path, headers=more) as plain:
        assert packed.content_encoding is None
        assert packed.status == plain.status != "404 NOT FOUND"
        assert packed.data == plain.data
