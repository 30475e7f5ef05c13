"""Large answers are sent in parts, a few at a time; small ones hold no slot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.wsgi import ClosingIterator

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.downloads import PART, Parts, regroup, take_in
from server.http.site import EXTENSION
from server.settings import Settings

LARGE = 3 * PART + 7


@pytest.fixture
def site(bundled: Release) -> Iterator[Flask]:
    settings = Settings(home=bundled.folder.parent, executors=1, downloads=2, client_downloads=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)

    @app.get("/large")
    def large() -> Response:
        return Response(b"x" * LARGE)

    @app.get("/drops")
    def drops() -> Response:
        return Response((b"ab" for _ in range(1000)), headers={"Content-Length": "2000"})

    yield app
    app.extensions[EXTENSION].executors.close()


@pytest.mark.parametrize(
    ("chunks", "parts"),
    [
        ([b"ab", b"c", b"defg"], [b"abc", b"def", b"g"]),
        ([b"abcdefg"], [b"abc", b"def", b"g"]),
        (["å", b"b"], ["åb".encode()]),
        ([b"", b"abc", b""], [b"abc"]),
        ([], []),
    ],
)
def test_chunks_of_any_size_become_parts_of_one(chunks: list[bytes | str], parts: list[bytes]) -> None:
    assert list(regroup(chunks, 3)) == parts


def test_a_large_answer_comes_whole_and_gives_its_place_back(site: Flask) -> None:
    client = site.test_client()

    for _ in range(3):
        response = client.get("/large")

        assert (len(response.data), response.content_length) == (LARGE, LARGE)


def test_a_second_large_answer_waits_for_the_first_to_be_taken(site: Flask) -> None:
    first = site.test_client().get("/large", buffered=False)
    refused = site.test_client().get("/large")
    small = site.test_client().get("/healthz")
    head = site.test_client().head("/large")
    first.close()

    assert (refused.status_code, refused.get_json()["limit"]) == (429, "client_downloads")
    assert refused.headers["Retry-After"] == "1"
    assert (small.status_code, head.status_code, head.content_length) == (200, 200, LARGE)
    assert site.test_client().get("/large").status_code == 200


def test_a_small_answer_is_one_part_whatever_it_was_made_of(site: Flask) -> None:
    response = site.test_client().get("/drops", buffered=False)

    assert [len(part) for part in response.response] == [2000]


def test_a_file_of_the_release_is_sent_whole_in_parts_and_by_range(site: Flask, bundled: Release) -> None:
    address = f"/dumps/{bundled.id}/yrkesgraf.ttl.gz"

    response = site.test_client().get(address)
    part = site.test_client().get(address, headers={"Range": "bytes=10-19"})

    assert response.data == (bundled.folder / "yrkesgraf.ttl.gz").read_bytes()
    assert (part.status_code, part.data) == (206, response.data[10:20])


def test_a_client_that_goes_away_before_the_first_part_leaves_its_place() -> None:
    left: list[int] = []
    parts = Parts([b"a"], lambda: left.append(1))

    parts.close()
    parts.close()

    assert left == [1]


@pytest.mark.parametrize(
    "path", ["/doc/occupation/lege.csv", "/api/occupations.csv", "/def.ttl", "/sparql?query=ASK{}"]
)
@pytest.mark.parametrize(
    ("range_", "part"), [("bytes=2-5", slice(2, 6)), ("bytes=-4", slice(-4, None)), ("bytes=3-", slice(3, None))]
)
def test_a_document_is_read_in_ranges(client: FlaskClient, path: str, range_: str, part: slice) -> None:
    whole = client.get(path)

    got = client.get(path, headers={"Range": range_, "Accept-Encoding": "gzip"})

    assert (got.status_code, got.data) == (206, whole.data[part])
    assert got.headers["Content-Range"].endswith(f"/{len(whole.data)}")
    assert got.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "lines=1-2"},
        {"Range": "bytes=0-1,4-5"},
        {"Range": "bytes=x"},
        {"Range": "bytes=5-2"},
        {"Range": "bytes=-99999999"},
        {"Range": "bytes=0-1", "If-Range": '"another"'},
    ],
)
def test_a_range_that_is_not_served_gives_the_whole(client: FlaskClient, headers: dict[str, str]) -> None:
    whole, got = client.get("/doc/occupation/lege.csv"), client.get("/doc/occupation/lege.csv", headers=headers)

    assert (got.status_code, got.data) == (200, whole.data)


@pytest.mark.parametrize("path", ["/tables/occupation.csv", "/dumps/latest/yrkesgraf.ttl.gz"])
def test_more_last_bytes_than_a_file_has_are_the_whole_file(client: FlaskClient, path: str) -> None:
    whole = client.get(path, follow_redirects=True)

    got = client.get(path, headers={"Range": "bytes=-99999999"}, follow_redirects=True)

    assert (got.status_code, got.data) == (200, whole.data)


@pytest.mark.parametrize("range_", ["bytes=99999999-", "bytes=-0"])
@pytest.mark.parametrize("path", ["/doc/occupation/lege.csv", "/tables/occupation.csv"])
def test_a_range_behind_the_end_is_told_the_length(client: FlaskClient, path: str, range_: str) -> None:
    length = len(client.get(path).data)

    got = client.get(path, headers={"Range": range_})

    assert (got.status_code, got.headers["Content-Range"]) == (416, f"bytes */{length}")
    assert "Content-Range states the length" in got.get_json(force=True)["detail"]


class Unclosable:
    """A body whose source cannot be closed."""

    def __iter__(self) -> Iterator[bytes]:
        yield b"part"

    def close(self) -> None:
        """Fail."""
        raise OSError("no end")


def test_a_slot_is_given_back_where_the_source_cannot_be_closed() -> None:
    left: list[bool] = []
    parts = Parts(Unclosable(), lambda: left.append(True))

    with pytest.raises(OSError, match="no end"):
        parts.close()

    assert left == [True]


def test_a_small_body_that_fails_is_closed() -> None:
    closed: list[bool] = []

    def fail() -> Iterator[bytes]:
        yield b"part"
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        take_in(Response(ClosingIterator(fail(), lambda: closed.append(True))))

    assert closed == [True]


DOCUMENTS = ("/doc/occupation/lege.ttl", "/dumps/{id}/manifest.json", "/sparql?query=ASK%7B%7D", "/static/style.css")
EARLY, LATE = "Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"


@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ({"If-Match": '"other"'}, 412),
        ({"If-Match": '"other"', "Range": "bytes=0-3"}, 412),
        ({"If-Match": '"other"', "If-Unmodified-Since": LATE}, 412),
        ({"If-Match": 'W/"{etag}"'}, 412),
        ({"If-Match": '"other", "{etag}"'}, 200),
        ({"If-Match": "*", "If-Unmodified-Since": EARLY}, 200),
        ({"If-Unmodified-Since": EARLY}, 412),
        ({"If-Unmodified-Since": EARLY, "If-None-Match": '"{etag}"'}, 412),
        ({"If-Unmodified-Since": LATE}, 200),
        ({"If-Unmodified-Since": "{modified}"}, 200),
        ({"If-Unmodified-Since": "some day"}, 200),
    ],
)  # fmt: skip
def test_a_request_for_another_version_is_refused_and_kept_by_no_cache(
    client: FlaskClient, bundled: Release, path: str, conditions: dict[str, str], status: int
) -> None:
    path = path.format(id=bundled.id)
    whole = client.get(path)
    known = {"etag": whole.get_etag()[0], "modified": whole.headers["Last-Modified"]}
    response = client.get(path, headers={name: value.format(**known) for name, value in conditions.items()})

    assert response.status_code == status
    if status == 412:
        assert (response.mimetype, response.headers["Cache-Control"]) == ("application/problem+json", "no-store")
        assert "ETag" not in response.headers
    else:
        assert response.data == whole.data
