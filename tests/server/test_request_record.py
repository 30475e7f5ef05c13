"""The record of a request separates queue, engine and rendering."""

from __future__ import annotations

import time

from flask import Flask

from server.request_record import Trace, trace


def test_the_rest_of_the_time_is_what_neither_queue_nor_engine_took() -> None:
    found = Trace(queue=0.01, engine=0.005)
    time.sleep(0.03)
    found.finish()

    assert found.seconds >= 0.03
    assert abs(found.render - (found.seconds - 0.015)) < 1e-6
    assert found.processor < found.seconds


def test_the_rest_is_never_less_than_nothing() -> None:
    found = Trace(engine=60)
    found.finish()

    assert found.render == 0


def test_one_request_has_one_record() -> None:
    with Flask(__name__).test_request_context():
        assert trace() is trace()
