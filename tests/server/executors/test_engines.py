"""The lane of a remote engine answers for the release that the engine holds."""

from __future__ import annotations

import dataclasses

import pytest

from graph.reading.release import Release
from server.adhoc_query import Query
from server.executors.engines import RemoteRunner
from server.refusals import Refused
from server.settings import Settings


def test_a_remote_engine_has_no_old_releases(bundled: Release) -> None:
    old = dataclasses.replace(bundled, is_old=True)
    query = Query("ASK {}", "application/sparql-results+json", "text/turtle")

    with pytest.raises(Refused, match="current release only"):
        RemoteRunner(Settings()).run(old, query)
