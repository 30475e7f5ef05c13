"""An engine that is unreachable, slow, refusing or malformed gives a fault, never an answer."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from flask import Flask

from graph.errors import AnswerTooLarge, EngineFault, EngineSlow, QueryFault
from graph.reading.release import CurrentRelease, Release, Releases
from graph.reading.remote import RemoteStore
from server.app import create_app
from server.executors.engines import choose_opener
from server.settings import Settings

BASE = "http://localhost:8000/"
XML = "application/sparql-results+xml"
JSON = "application/sparql-results+json"
NO_ROWS = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><results/></sparql>'

Handler = http.server.BaseHTTPRequestHandler
Script = Callable[[Handler], None]


@contextmanager
def engine(script: Script, server_name: str = "Peculiar") -> Iterator[str]:
    """Run an engine that answers every query by *script*, after the first one about its graphs."""
    asked = []

    class Peculiar(Handler):
        server_version = sys_version = server_name

        def do_POST(self) -> None:  # noqa: N802 - the library looks for this name
            self.body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(self.body)
            if len(asked) == 1:
                answer(200, XML, NO_ROWS)(self)
            else:
                script(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Peculiar)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        server.server_close()


def answer(status: int, media_type: str, body: bytes, **headers: str) -> Script:
    """Return a script that answers with *status* and *body*."""

    def script(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in ({"Content_Type": media_type, "Content_Length": str(len(body))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return script


def dribble(handler: Handler, status: int = 200) -> None:
    """Send one blank every tenth of a second until the client leaves."""
    handler.send_response(status)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.1)
    except OSError:
        return


def stall(handler: Handler, length: int | None = None) -> None:
    """Send the headers late and one blank later still, then nothing for longer than any client waits."""
    time.sleep(0.3)
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()
    time.sleep(0.1)
    handler.wfile.write(b" ")
    time.sleep(1.5)
    handler.close_connection = True


def sleep(handler: Handler) -> None:
    """Send nothing for longer than any client waits."""
    time.sleep(1.5)
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Close the connection without an answer."""
    handler.close_connection = True


def connect(address: str, seconds: float = 0.5) -> RemoteStore:
    return RemoteStore(address, BASE, seconds=seconds, answer_bytes=1000)


@pytest.fixture
def nowhere() -> Iterator[str]:
    """An address that is taken, and on which nobody listens."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"


def test_an_engine_that_is_away_is_said_to_be_so(nowhere: str) -> None:
    with pytest.raises(EngineFault, match=r"cannot be reached \(ConnectionRefusedError\)") as caught:
        connect(nowhere).ask("ASK {}")

    assert caught.value.status == 502


@pytest.mark.parametrize("script", [sleep, dribble], ids=["silent", "dribbling"])
def test_a_slow_engine_is_not_waited_for(script: Script) -> None:
    with engine(script) as address:
        started = time.monotonic()
        with pytest.raises(EngineSlow, match=r"within 0\.5 seconds") as caught:
            connect(address).ask("ASK {}")
        took = time.monotonic() - started

    assert caught.value.status == 504
    assert took < 8, "the other engine answers for ten seconds"


@pytest.mark.parametrize("script", [stall, partial(stall, length=400)], ids=["to its end", "of a length"])
def test_headers_and_body_have_one_limit(script: Script) -> None:
    with engine(script) as address:
        store = connect(address, seconds=0.5)
        store._meet()
        started = time.monotonic()
        with pytest.raises(EngineSlow, match=r"within 0\.5 seconds"):
            store.ask("ASK {}")
        took = time.monotonic() - started

    assert took < 0.8


@pytest.mark.parametrize(
    "script",
    [
        answer(200, "text/html", b"<html>Welcome</html>"),
        answer(200, JSON, b"<html>Welcome</html>"),
        answer(200, JSON, b"{}"),
        answer(200, JSON, b""),
        answer(200, JSON, b'{"boolean": tr'),
        answer(200, JSON, b'{"boolean": true}', Content_Length="4000"),
        answer(204, JSON, b""),
        answer(500, "text/plain", b"Virtuoso 37000 Error TR...: transitive start not given\n\nSPARQL query:\nsecret"),
        answer(503, "text/plain", b"busy"),
        answer(401, "text/plain", b""),
        answer(403, "text/plain", b""),
        answer(404, "text/plain", b"nothing here"),
        hang_up,
    ],
)
def test_what_is_no_answer_is_a_fault_of_the_engine(script: Script) -> None:
    with engine(script) as address, pytest.raises(EngineFault) as caught:
        connect(address).ask("ASK {}")

    assert caught.value.status == 502
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("body", [b"<a> <b> <c> . <d>", b"<html>", b"\xff\xfe"])
def test_triples_that_are_none_are_a_fault_of_the_engine(body: bytes) -> None:
    with engine(answer(200, "application/n-triples", body)) as address, pytest.raises(EngineFault):
        connect(address).triples("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (504, b"upstream"),
        (408, b""),
        (500, b"Virtuoso S1T00 Error SR171: Transaction timed out"),
        (500, b"Virtuoso 42000 Error The estimated execution time 4000 (sec) exceeds the limit of 400 (sec)."),
    ],
)
def test_an_engine_that_stopped_the_query_was_slow(status: int, body: bytes) -> None:
    with engine(answer(status, "text/plain", body)) as address, pytest.raises(EngineSlow):
        connect(address).ask("ASK {}")


def test_a_query_refused_for_its_estimate_is_said_to_be_so() -> None:
    body = b"Virtuoso 42000 Error The estimated execution time 4000 (sec) exceeds the limit of 400 (sec)."
    with engine(answer(500, "text/plain", body)) as address, pytest.raises(EngineSlow, match="without running it"):
        connect(address).ask("ASK {}")


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        (b'error at 3:5: expected one of "}"', 2, 5),
        (b"Virtuoso 37000 Error SP030: SPARQL compiler, line 3: syntax error at '}'", 2, None),
        (b"no", None, None),
    ],
)
def test_a_query_that_the_engine_does_not_take_is_told_with_its_own_line(
    body: bytes, line: int | None, column: int | None
) -> None:
    with engine(answer(400, "text/plain", body)) as address, pytest.raises(QueryFault) as caught:
        connect(address).ask("ASK {\n ?s }")

    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        (partial(dribble, status=403), EngineSlow),
        (answer(403, "text/plain", b"x" * 5000), AnswerTooLarge),
        (answer(403, "text/plain", b"no", Content_Length="4000"), EngineFault),
    ],
)
def test_a_refusal_is_read_within_the_same_limits(script: Script, fault: type[Exception]) -> None:
    with engine(script) as address, pytest.raises(fault):
        connect(address).ask("ASK {}")


def test_an_answer_that_is_too_large_is_not_read_to_its_end() -> None:
    with engine(answer(200, JSON, b" " * 5000)) as address, pytest.raises(AnswerTooLarge, match="1000 bytes"):
        connect(address).ask("ASK {}")


@pytest.mark.parametrize("headers", [{"X_SPARQL_MaxRows": "100"}, {"X_SQL_State": "S1TAT"}])
def test_an_answer_that_virtuoso_cut_is_not_passed_on(headers: dict[str, str]) -> None:
    script = answer(200, XML, NO_ROWS, **headers)
    with engine(script, "Virtuoso/07") as address, pytest.raises(EngineFault, match=r"cuts its answers|before its end"):
        connect(address).rows("SELECT ?s { ?s ?p ?o }")


def test_a_user_and_password_in_the_address_are_sent_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    seen = []

    def script(handler: Handler) -> None:
        seen.append(handler.headers["Authorization"])
        answer(500, "text/plain", b"no")(handler)

    with engine(script) as address, pytest.raises(EngineFault):
        connect(address.replace("//", "//reader:p%40ss@")).ask("ASK {}")

    assert seen == ["Basic cmVhZGVyOnBAc3M="]
    assert "p@ss" not in caplog.text
    assert "p%40ss" not in caplog.text


def test_the_engine_gets_the_query_with_its_base_and_its_values() -> None:
    seen: list[bytes] = []

    def script(handler: Handler) -> None:
        seen.append(handler.body)  # type: ignore[attr-defined]
        answer(200, JSON, b'{"head":{},"boolean":true}')(handler)

    with engine(script) as address:
        assert connect(address).ask("ASK { <id/x> ?p ?text }", {"text": 'a"b'})

    assert seen == [b"query=BASE+%3Chttp%3A//localhost%3A8000/%3E%0AASK+%7B+%3Cid/x%3E+%3Fp+%22a%5C%22b%22+%7D"]


@pytest.fixture
def site(bundled: Release) -> Callable[[str], Flask]:
    """Return the application over the bundled release on the engine at an address."""

    def make(address: str) -> Flask:
        settings = Settings(home=bundled.folder.parent, engine=address, query_seconds=0.5, answer_bytes=1000)
        return create_app(CurrentRelease(Releases(settings.home, choose_opener(settings))), settings)

    return make


@pytest.mark.parametrize("path", ["/doc/occupation/lege.html", "/doc/occupation/lege.ttl", "/sparql?query=ASK{}", "/"])
def test_pages_say_that_the_engine_is_away(site: Callable[[str], Flask], path: str, nowhere: str) -> None:
    response = site(nowhere).test_client().get(path)

    assert response.status_code == 502
    assert "cannot be reached" in response.text


def test_the_health_page_says_that_the_engine_is_away(site: Callable[[str], Flask], nowhere: str) -> None:
    response = site(nowhere).test_client().get("/readyz")

    assert response.status_code == 503
    assert "cannot be reached" in response.text


def test_the_health_page_says_that_the_engine_holds_another_release(site: Callable[[str], Flask]) -> None:
    with engine(answer(200, JSON, b'{"head":{},"boolean":false}')) as address:
        response = site(address).test_client().get("/readyz")

    assert response.status_code == 503
    assert "does not hold the release" in response.text


def test_a_slow_engine_is_a_gateway_timeout(site: Callable[[str], Flask]) -> None:
    with engine(sleep) as address:
        response = site(address).test_client().get("/sparql?query=ASK{}")

    assert response.status_code == 504
    assert response.content_type == "application/problem+json"


def test_an_answer_that_is_too_large_meets_the_limit_of_that_name(site: Callable[[str], Flask]) -> None:
    with engine(answer(200, JSON, b" " * 5000)) as address:
        response = site(address).test_client().get("/sparql?query=ASK{}")

    assert (response.status_code, response.json["limit"]) == (503, "answer_bytes")  # type: ignore[index]
    assert "Retry-After" in response.headers


def test_service_and_updates_are_refused_before_the_engine_hears_of_them(
    site: Callable[[str], Flask], nowhere: str
) -> None:
    client = site(nowhere).test_client()

    assert (
        client.get("/sparql", query_string={"query": "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }"}).status_code
        == 403
    )
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    assert client.get("/sparql", query_string={"query": "CLEAR ALL"}).status_code == 400
