"""The same server twice over one release: on the embedded engine, and on an engine of another process."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import CurrentRelease, Release, Releases
from graph.reading.remote import RemoteStore
from graph.vocab import DEFAULT_BASE
from server.app import create_app
from server.executors.engines import choose_opener
from server.http.site import EXTENSION
from server.settings import Settings
from tests.conftest import WHOLE, once
from tests.paths import SMALL
from tests.worlds import make_release

from .servers import Virtuoso, loaded_oxigraph, oxigraph, virtuoso

AWKWARD = Path(__file__).parent / "awkward.ttl"
AWKWARD_BASE = "http://awkward.example/"


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A small release of statements that engines are known to disagree about."""
    files = {f"{AWKWARD_BASE}id/graph/{name}": AWKWARD.with_name(f"{name}.ttl") for name in ("awkward", "diamond")}
    return make_release(tmp_path_factory.mktemp("awkward"), "awkward", AWKWARD_BASE, files)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release with a resource of every kind, and the changes since an earlier one among them."""
    with once(tmp_path_factory, "whole") as root:
        releases = Releases(root / "release-whole")
        if not releases.home.exists():
            # Not again for another worker: the older one would be current for a while, under the tests of this one.
            for sources in (SMALL, WHOLE):
                build(Order(releases, DEFAULT_BASE, sources), Progress(quiet=True))
        return releases.current()


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """Debian's Virtuoso, or a skip by name where the machine has none."""
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        pytest.skip("needs Debian's virtuoso-opensource-7-bin")
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), tmp_path_factory.getbasetemp()) as server:
        yield server


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def endpoint(request: pytest.FixtureRequest, whole: Release) -> Iterator[str]:
    """The address of an engine that holds the release with every kind."""
    if request.param == "virtuoso":
        server: Virtuoso = request.getfixturevalue("virtuoso_server")
        server.load(whole)
        yield server.endpoint
    else:
        with oxigraph(whole) as address:
            yield address


@pytest.fixture(scope="session", params=["oxigraph", "oxigraph, loaded", "virtuoso"])
def awkward_store(
    request: pytest.FixtureRequest, awkward: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RemoteStore]:
    """The awkward release on an engine."""
    if request.param == "virtuoso":
        server: Virtuoso = request.getfixturevalue("virtuoso_server")
        server.load(awkward)
        yield RemoteStore(server.endpoint, AWKWARD_BASE, seconds=10, answer_bytes=1 << 20)
    else:
        here = oxigraph(awkward)
        there = loaded_oxigraph(awkward, tmp_path_factory.mktemp("loaded"))
        with there if "loaded" in request.param else here as address:
            yield RemoteStore(address, AWKWARD_BASE, seconds=10, answer_bytes=1 << 20)


@pytest.fixture(scope="session")
def app(whole: Release) -> Iterator[Flask]:
    """The application on the embedded engine, with the limits that it has on the others: pages tell them."""
    # Virtuoso plans a long query in seconds, in many where the machine has other things to do.
    settings = Settings(home=whole.folder.parent, query_seconds=60.0, query_memory=512 << 20, executors=1)
    made = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield made
    made.extensions[EXTENSION].executors.close()


@pytest.fixture(scope="session")
def remote_app(app: Flask, endpoint: str) -> Iterator[Flask]:
    """The same application, put on an engine."""
    settings = dataclasses.replace(app.extensions[EXTENSION].settings, engine=endpoint)
    made = create_app(CurrentRelease(Releases(settings.home, choose_opener(settings))), settings)
    yield made
    made.extensions[EXTENSION].executors.close()


@pytest.fixture
def remote(remote_app: Flask) -> FlaskClient:
    """A client of the application that is put on an engine."""
    return remote_app.test_client()
