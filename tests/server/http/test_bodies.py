"""A body arrives whole, in time and within its limit, or is refused, without effect on other requests."""

from __future__ import annotations

import io
import select
import socket
import time
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from tests import plain_http
from tests.bench.servers import Server, serving
from tests.conftest import Connect

BODY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
HEAD = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {BODY}\r\n".encode()
FIFTY_MEGABYTES = 50 << 20


@pytest.fixture(scope="module")
def server(bundled: Release) -> Iterator[Server]:
    with serving(bundled.folder.parent, body_seconds=5, executors=1, bodies=8) as running:
        yield running


def read(connection: socket.socket) -> str:
    """Return all bytes from the server until it closes."""
    received = b""
    try:
        while chunk := connection.recv(65_536):
            received += chunk
    except ConnectionResetError:
        pass
    return received.decode()


@pytest.mark.parametrize("text", ["ASK {}", "ASK {} #" + "x" * 200_000])
def test_an_honest_body_is_answered(server: Server, text: str) -> None:
    sent = plain_http.post(f"{server.url}/sparql", content=text, headers={"Content-Type": BODY})
    chunked = plain_http.post(
        f"{server.url}/sparql", content=iter([text[:3].encode(), text[3:].encode()]), headers={"Content-Type": BODY}
    )

    assert (sent.status_code, chunked.status_code) == (200, 200)
    assert sent.content == chunked.content


@pytest.mark.parametrize(
    ("request_line", "media_type", "status"),
    [
        ("POST /sparql", "application/sparql-update", 403),
        ("POST /sparql", "text/plain", 415),
        ("POST /suggest", FORM, 405),
        ("POST /nosuch", BODY, 404),
        ("GET /suggest?q=lege", FORM, 200),
        ("GET /robots.txt", FORM, 200),
    ],
)
def test_an_answer_that_needs_no_body_waits_for_it_so_that_the_next_request_is_heard(
    server: Server, connect: Connect, request_line: str, media_type: str, status: int
) -> None:
    head = f"{request_line} HTTP/1.1\r\nHost: x\r\nContent-Type: {media_type}\r\nContent-Length: 8\r\n\r\n"
    connection = connect(server, head.encode())
    time.sleep(0.1)
    connection.sendall(b"update=x")

    first = connection.recv(65_536).decode()
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert first.startswith(f"HTTP/1.1 {status} ")
    assert "\r\nconnection:" not in first
    assert "HTTP/1.1 200 OK" in read(connection)


def test_an_answer_that_does_not_wait_for_a_long_body_says_that_its_connection_ends(
    server: Server, connect: Connect
) -> None:
    connection = connect(server, b"POST /nosuch HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")

    answer = read(connection)

    assert answer.startswith("HTTP/1.1 404 ")
    assert "\r\nconnection: close\r\n" in answer


def test_fifty_megabytes_announced_are_refused_before_any_is_sent(server: Server, connect: Connect) -> None:
    connection = connect(server, HEAD + b"Content-Length: %d\r\n\r\n" % FIFTY_MEGABYTES)

    answer = read(connection)

    assert answer.startswith("HTTP/1.1 413 ")
    assert '"limit": "body_bytes"' in answer


@pytest.mark.parametrize("media_type", [BODY, FORM])
def test_fifty_megabytes_in_chunks_are_refused_and_never_cut(server: Server, connect: Connect, media_type: str) -> None:
    head = HEAD.replace(BODY.encode(), media_type.encode())
    connection = connect(server, head + b"Transfer-Encoding: chunked\r\n\r\n")
    sent = 0
    try:
        while sent < FIFTY_MEGABYTES:
            connection.sendall(b"10000\r\n" + b"#" * 65_536 + b"\r\n")
            sent += 65_536
    except (BrokenPipeError, ConnectionResetError):
        pass

    answer = read(connection)

    assert sent < FIFTY_MEGABYTES / 2
    assert answer == "" or answer.startswith("HTTP/1.1 413 ")


def test_a_body_just_over_the_limit_is_refused_and_one_at_the_limit_is_read(client: FlaskClient) -> None:
    limit = 1 << 20

    read, refused = [
        client.post("/sparql", input_stream=io.BytesIO(b"ASK {}" + b" " * (size - 6)), content_type=BODY)
        for size in (limit, limit + 1)
    ]

    assert (read.status_code, refused.status_code) == (200, 413), read.data + refused.data


def test_a_body_that_ends_before_its_announced_length_is_not_run(client: FlaskClient) -> None:
    answer = client.post(
        "/sparql",
        input_stream=io.BytesIO(b"ASK {}"),
        content_type=BODY,
        environ_overrides={"CONTENT_LENGTH": "100"},
    )

    assert answer.status_code == 400
    assert "6 of 100 bytes" in answer.get_json(force=True)["detail"]


def test_bodies_that_never_end_are_ended_and_hold_nobody_up(server: Server, connect: Connect) -> None:
    silent = [connect(server, HEAD + b"Content-Length: 500\r\n\r\nASK") for _ in range(40)]
    page = plain_http.get(f"{server.url}/doc/title/2221110.ttl")
    query = plain_http.get(f"{server.url}/sparql", params={"query": "ASK {}"})
    given_up, _, _ = select.select(silent, [], [], 0)

    answers = [read(connection) for connection in silent]

    assert (page.status_code, query.status_code) == (200, 200)
    assert len(silent) - len(given_up) >= 8, "others are answered before the first of the slow ones is given up"
    statuses = [answer[9:12] for answer in answers]
    assert set(statuses) == {"408", "429"}
    assert '"limit": "body_seconds"' in answers[statuses.index("408")]
    assert '"limit": "bodies"' in answers[statuses.index("429")]


def trickle(connection: socket.socket) -> None:
    """Send 499 bytes within fifty seconds."""
    for _ in range(499):
        connection.sendall(b" ")
        time.sleep(0.1)


def test_a_body_that_trickles_is_ended_too(server: Server, connect: Connect) -> None:
    connection = connect(server, HEAD + b"Content-Length: 500\r\n\r\n")

    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        trickle(connection)

    assert plain_http.post(f"{server.url}/sparql", content="ASK {}", headers={"Content-Type": BODY}).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [("/sparql", BODY, b"ASK {}"), ("/code", FORM, b"titles=Lege"), ("/sparql", FORM, b"query=ASK{}")],
)
@pytest.mark.parametrize("size", [0, 30])
def test_a_chunked_body_that_is_cut_off_is_refused(
    server: Server, connect: Connect, sent: tuple[str, str, bytes], size: int
) -> None:
    path, media_type, body = sent
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
    end = b"" if size else b"\r\n"
    connection = connect(server, head.encode() + f"{size or len(body):x}\r\n".encode() + body + end)
    connection.shutdown(socket.SHUT_WR)

    answer = read(connection)

    assert answer.startswith("HTTP/1.1 400")
    assert "before the last chunk" in answer


@pytest.mark.parametrize("path", ["/limits", "/doc/occupation/lege.ttl", "/sparql?query=ASK{}", "/nosuch"])
@pytest.mark.parametrize(
    ("headers", "answered"),
    [
        (b"Host: x\r\nHost: y\r\n", (400, "two Host headers")),
        (b"Host: x\r\nX-Long: " + b"a" * 66_000 + b"\r\n", (431, "65536 bytes")),
    ],
)
def test_two_hosts_and_large_headers_are_refused_for_cached_answers_too(
    server: Server, connect: Connect, path: str, headers: bytes, answered: tuple[int, str]
) -> None:
    status, said = answered
    plain_http.get(server.url + path)
    request = f"GET {path} HTTP/1.1\r\n".encode() + headers + b"Connection: close\r\n\r\n"

    answer = read(connect(server, request))

    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert said in answer


def test_headers_up_to_the_published_limit_are_accepted(server: Server) -> None:
    limits = {limit["name"]: limit["value"] for limit in plain_http.get(f"{server.url}/limits").json()["limits"]}
    headers = {"X-Long": "a" * (limits["header_bytes"] - 2_000)}

    assert plain_http.get(f"{server.url}/limits", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/sparql", "/code", "/reconcile"])
def test_a_body_with_a_content_coding_is_refused_by_its_name(client: FlaskClient, path: str) -> None:
    response = client.post(path, data=b"\x1f\x8b", content_type=FORM, headers={"Content-Encoding": "gzip"})

    assert response.status_code == 415
    assert response.get_json(force=True)["detail"] == "The body has the content coding 'gzip'; send it without one."
