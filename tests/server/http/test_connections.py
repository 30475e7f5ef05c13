"""Stalled connections are shut down, and so are those over a client's share."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from graph.reading.release import Release
from server.http import connections
from server.http.arriving_bodies import Arrivals
from server.http.connections import Seen, Watchdog, own_connections
from server.settings import Settings
from tests import plain_http
from tests.bench.servers import Server, serving
from tests.conftest import Connect
from tests.waiting import wait

HASTY = Settings(header_seconds=0.1, body_seconds=0.1, queue_seconds=0.1, query_seconds=0.1, coding_seconds=0.1)


class Pair:
    """A connection to a server of this process: both ends, with small buffers."""

    def __init__(self, stack: ExitStack) -> None:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        self.client = stack.enter_context(socket.socket())
        self.client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.client.connect(listener.getsockname())
        self.server, _ = listener.accept()
        stack.enter_context(self.server)

    def fill(self) -> None:
        """Send until the buffers are full."""
        self.server.setblocking(False)
        try:
            while True:
                self.server.send(b"x" * 65_536)
        except BlockingIOError:
            return

    def is_open(self) -> bool:
        """Return whether the client is still connected."""
        self.client.settimeout(0.05)
        try:
            return self.client.recv(1) != b""
        except TimeoutError:
            return True
        except ConnectionResetError:
            return False


@pytest.fixture
def pair() -> Iterator[Pair]:
    with ExitStack() as stack:
        yield Pair(stack)


@pytest.fixture(scope="module")
def server(bundled: Release) -> Iterator[Server]:
    with serving(bundled.folder.parent, header_seconds=6, client_connections=30, executors=1) as running:
        yield running


def test_only_connections_to_our_own_ports_are_looked_at(pair: Pair) -> None:
    found = [seen.port for _, seen in own_connections()]

    assert found == [pair.client.getsockname()[1]]


def test_a_connection_on_which_nothing_goes_is_shut_down_after_its_time(pair: Pair) -> None:
    assert Watchdog(Settings(), Arrivals()).sweep(time.monotonic()) == 0
    wait(lambda: Watchdog(HASTY, Arrivals()).sweep(time.monotonic()) == 1)
    assert not pair.is_open()


def test_a_client_that_takes_nothing_of_its_answer_is_shut_down(pair: Pair) -> None:
    watchdog, now = Watchdog(Settings(), Arrivals()), time.monotonic()
    pair.fill()

    assert [watchdog.sweep(now + seconds) for seconds in (0, 10, 20)] == [0, 0, 0]
    assert watchdog.sweep(now + 31) == 1


def test_a_client_that_takes_its_answer_slowly_is_let_be(pair: Pair) -> None:
    watchdog, now = Watchdog(Settings(slowest_reader=1000), Arrivals()), time.monotonic()
    pair.fill()
    watchdog.sweep(now)

    pair.client.recv(65_536)
    for _ in range(60):
        pair.client.recv(65_536)
        time.sleep(0.005)
    pair.fill()

    assert watchdog.sweep(now + 31) == 0
    assert pair.is_open()


def test_the_newest_connections_over_the_bound_of_a_client_are_shut_down() -> None:
    with ExitStack() as stack:
        pairs = [Pair(stack) for _ in range(5)]

        assert Watchdog(Settings(client_connections=3), Arrivals()).sweep(time.monotonic()) == 2
        assert sum(pair.is_open() for pair in pairs) == 3


def test_a_trusted_proxy_may_have_as_many_as_it_needs() -> None:
    settings = Settings(client_connections=1, trusted_proxies="127.0.0.1")

    with ExitStack() as stack:
        pairs = [Pair(stack) for _ in range(3)]

        assert Watchdog(settings, Arrivals()).sweep(time.monotonic()) == 0
        assert all(pair.is_open() for pair in pairs)


def test_headers_that_never_end_are_ended_and_hold_nobody_up(server: Server, connect: Connect) -> None:
    slow = [connect(server, b"GET / HTTP/1.1\r\nHo") for _ in range(25)]
    page = plain_http.get(f"{server.url}/doc/title/2221110.ttl")
    ended, _, _ = select.select(slow, [], [], 0)

    assert page.status_code == 200
    assert ended == [], "others are answered before the first of the slow ones is given up"
    assert [connection.recv(10) for connection in slow] == [b""] * len(slow)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", b"431"),
        (b"GET /healthz HTTP/1.1\r\n" + b"".join(b"X%d: a\r\n" % n for n in range(300)) + b"\r\n", b"431"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
    ids=["long", "many", "address", "nonsense"],
)
def test_headers_that_are_too_much_are_refused(
    server: Server, connect: Connect, request_: bytes, status: bytes
) -> None:
    assert connect(server, request_).recv(12).endswith(status)


def test_a_client_that_holds_too_many_connections_loses_the_surplus_only(bundled: Release, connect: Connect) -> None:
    with serving(bundled.folder.parent, header_seconds=60, client_connections=30, executors=1) as server:
        held = [connect(server, b"") for _ in range(60)]
        wait(lambda: len(select.select(held, [], [], 0)[0]) >= 30)

        answers = []
        for connection in held:
            try:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                answers.append(connection.recv(12))
            except OSError:
                answers.append(b"")

    assert 20 <= answers.count(b"HTTP/1.1 200") <= 30


def test_clients_that_read_slowly_hold_nobody_up(server: Server, connect: Connect) -> None:
    query = b"SELECT%20*%20%7B?s%20?p%20?o%20.%20?a%20?b%20?c%7D%20LIMIT%206000"
    request = b"GET /sparql?query=" + query + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    beginnings = [connect(server, request).recv(12) for _ in range(4)]
    statuses = [
        # A reader this slow is given up after thirty seconds.
        plain_http.get(f"{server.url}{path}", timeout=20).status_code
        for path in ("/doc/title/2221110.ttl", "/limits") * 3
    ]

    assert b"HTTP/1.1 200" in beginnings
    assert statuses == [200] * 6


def crowd(connections: int, **held: int) -> list[str]:
    """Return the addresses of the connections that are given up, of clients that hold so many."""
    watchdog = Watchdog(Settings(connections=connections), Arrivals())
    seen = [
        Seen(f"192.0.2.{place}", port, taken=0, has_more=False, quiet=float(port))
        for place, count in enumerate(held.values(), start=1)
        for port in range(count)
    ]
    given_up = watchdog.find_crowd(seen)
    names = dict(zip((f"192.0.2.{place}" for place in range(1, len(held) + 1)), held, strict=True))
    return sorted(names[address] for address, _ in given_up)


def test_while_connections_are_free_nobody_gives_one_up() -> None:
    assert crowd(100, a=70, b=5) == []


def test_who_holds_the_most_gives_up_connections_until_a_quarter_is_free() -> None:
    assert crowd(100, a=60, b=30, honest=2) == ["a"] * 17
    assert crowd(40, a=20, b=20, honest=2) == ["a"] * 6 + ["b"] * 6


def test_clients_of_few_connections_give_none_up_however_many_there_are() -> None:
    assert crowd(10, **{f"client{number}": 8 for number in range(20)}) == []


def test_the_one_longest_without_an_answer_goes_first_and_one_being_answered_last() -> None:
    watchdog = Watchdog(Settings(connections=12), Arrivals())
    seen = [Seen("192.0.2.1", port, 0, has_more=port == 9, quiet=float(port)) for port in range(10)]

    assert watchdog.find_crowd(seen) == {("192.0.2.1", 8)}


def test_half_sent_headers_keep_no_honest_client_out(bundled: Release) -> None:
    with (
        serving(bundled.folder.parent, connections=40, client_connections=20, header_seconds=60) as server,
        ExitStack() as stack,
    ):
        host, port = server.url.removeprefix("http://").split(":")
        for number in range(60):
            source = (f"127.0.0.{2 + number // 20}", 0)
            half = stack.enter_context(socket.create_connection((host, int(port)), 30, source))
            half.sendall(b"GET / HTTP/1.1\r\nHost: ")
        # Granian drops half-sent headers after a minute.
        answer = plain_http.get(f"{server.url}/healthz", timeout=30)

    assert answer.status_code == 200


def test_the_watchdog_outlives_whatever_a_look_raises(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watchdog = Watchdog(Settings(), Arrivals())
    outcomes = iter([ValueError("odd"), OSError("few files"), SystemExit()])

    def sweep(_: float) -> int:
        raise next(outcomes)

    monkeypatch.setattr(connections, "_TICK", 0.0)
    monkeypatch.setattr(watchdog, "sweep", sweep)

    with pytest.raises(SystemExit):
        watchdog._watch()

    assert [record.message for record in caplog.records] == ["connections cannot be inspected: odd"]
