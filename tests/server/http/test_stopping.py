"""A stopping server closes each connection after its answer."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from multiprocessing.util import Finalize
from typing import cast

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client
from werkzeug.wsgi import ClosingIterator

from server.http.stopping import Exit, Farewell, Stopping


def test_only_once_it_stops_a_connection_ends_with_its_answer(client: FlaskClient) -> None:
    stopping = Stopping()
    asked = Client(Farewell(client.application.wsgi_app, stopping))

    before = asked.get("/doc/occupation/lege.ttl")
    stopping.begin()
    after = asked.get("/doc/occupation/lege.ttl")

    assert "Connection" not in before.headers
    assert after.headers["Connection"] == "close"
    assert after.data == before.data


def test_what_one_process_says_another_knows() -> None:
    stopping = Stopping()

    if (child := os.fork()) == 0:
        stopping.begin()
        os._exit(0)
    os.waitpid(child, 0)

    assert stopping


def test_a_worker_that_does_not_end_is_ended_once_it_has_answered() -> None:
    stopping, answered = Stopping(), Stopping()

    if (child := os.fork()) == 0:
        farewell = Farewell(lambda *_: iter([b"long"]), stopping)
        body = cast(ClosingIterator, farewell({}, lambda *_: lambda _: None))
        last = Finalize(None, answered.begin, exitpriority=0)
        Exit(stopping, farewell, last).watch()
        stopping.begin()
        time.sleep(3)  # outlasts the other connections
        if answered:
            os._exit(1)
        body.close()
        time.sleep(60)
        os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert answered


def test_a_request_whose_body_cannot_be_closed_is_over() -> None:
    class Unclosable:
        """A body whose source cannot be closed."""

        def __iter__(self) -> Iterator[bytes]:
            yield b"part"

        def close(self) -> None:
            raise OSError("no end")

    farewell = Farewell(lambda *_: Unclosable(), Stopping())
    body = cast(ClosingIterator, farewell({}, lambda *_: lambda _: None))
    assert (list(body), farewell.inside) == ([b"part"], 1)

    with pytest.raises(OSError, match="no end"):
        body.close()

    assert farewell.inside == 0
