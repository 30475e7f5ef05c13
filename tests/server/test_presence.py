"""Every worker knows whether clients other than one have sent a request a moment ago."""

from __future__ import annotations

import os
import time

import pytest
from flask.testing import FlaskClient

from server.presence import Presence


def test_a_client_is_no_other_of_itself() -> None:
    presence = Presence()
    assert not presence.has_others("a")

    presence.note("a")

    assert (presence.has_others("a"), presence.has_others("b")) == (False, True)


def test_the_latest_other_counts_however_often_one_asks() -> None:
    presence = Presence()
    for client in ("b", "a", "a", "a"):
        presence.note(client)

    assert (presence.has_others("a"), presence.has_others("b")) == (True, True)


def test_who_has_left_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    presence = Presence()
    presence.note("b")
    later = time.monotonic() + 11
    monkeypatch.setattr(time, "monotonic", lambda: later)
    presence.note("a")

    assert (presence.has_others("a"), presence.has_others("b")) == (False, True)


def test_a_request_to_another_worker_counts() -> None:
    presence = Presence()
    if (worker := os.fork()) == 0:
        presence.note("b")
        os._exit(0)
    os.waitpid(worker, 0)

    assert presence.has_others("a")


@pytest.mark.parametrize(
    ("path", "is_noted"), [("/", True), ("/search?q=lege", True), ("/sparql?query=ASK{}", True), ("/readyz", False)]
)
def test_visitors_of_pages_are_present_and_probes_are_not(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str, *, is_noted: bool
) -> None:
    noted: set[str] = set()
    monkeypatch.setattr(Presence, "note", lambda _, client: noted.add(client))

    client.get(path, environ_base={"REMOTE_ADDR": "192.0.2.77"})

    assert noted == ({"192.0.2.77"} if is_noted else set())
