"""A server that is told to stop ends connections with the answers they are getting."""

from __future__ import annotations

import os

from flask.testing import FlaskClient
from werkzeug.test import Client

from server.stopping import Farewell, Stopping


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
