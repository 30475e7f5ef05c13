"""Fixtures for all tests: the folder beside the checkout, releases built once, and an app that serves one."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import CurrentRelease, Release, Releases
from graph.vocab import DEFAULT_BASE
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings
from tests.bench.servers import Server
from tests.editions import Editions, make_editions
from tests.paths import DATA, ROOT, SHARED, SMALL
from tests.waiting import PATIENCE

Connect = Callable[[Server, bytes], socket.socket]

WORLD = DATA / "world" / "sources.toml"
PORTAL = DATA / "portal" / "sources.toml"
CLASSES = DATA / "classes" / "sources.toml"
CROSSWALKS = DATA / "crosswalks" / "sources.toml"
WHOLE = DATA / "whole" / "sources.toml"


# A file is tested whole by one worker. The graph comes first: its tests wait for minutes, those of the server and its
# pages for seconds, and by then lint and the build of Norway leave them the processors.
ROOMS = ("graph", "ontology", "queries", "server", "engines", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files of the graph first and those that ask for all of Norway last, the longest of these first."""
    asking = {item.path for item in items if needs_norway(item)}
    norway = Counter(item.path for item in items if item.path in asking)

    def place(item: pytest.Item) -> tuple[bool, int, int]:
        parts = item.path.relative_to(ROOT).parts
        room = parts[1] if parts[0] == "tests" else parts[0]
        return item.path in norway, -norway[item.path], ROOMS.index(room) if room in ROOMS else len(ROOMS)

    items.sort(key=place)


def needs_norway(item: pytest.Item) -> bool:
    """Whether a test asks for the release of all of Norway, itself or as one of several worlds."""
    params = item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
    return "national" in getattr(item, "fixturenames", ()) or "national" in params


def built_once(factory: pytest.TempPathFactory, name: str, sources: Path = SMALL) -> Release:
    """Build the release *name* once for all workers of a run: the first builds, the others open its release."""
    with once(factory, name) as root:
        return build(Order(Releases(root / f"release-{name}"), DEFAULT_BASE, sources), Progress(quiet=True))


@contextmanager
def application(release: Release) -> Iterator[Flask]:
    """Make an application over *release* with one executor and a query deadline of five seconds."""
    settings = Settings(home=release.folder.parent, query_seconds=5.0, query_memory=512 << 20, executors=1)
    made = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield made
    made.extensions[EXTENSION].executors.close()


@contextmanager
def once(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """Hold the lock *name* of all workers of a run; the value is the folder that they share."""
    root = shared_folder(factory)
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield root


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder that all workers of a run share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Give the path of a file beside the checkout by name, or skip the test by that name where it is absent."""

    def find(name: str) -> Path:
        if not (SHARED / name).exists():
            pytest.skip(f"needs ../shared/{name}")
        return SHARED / name

    return find


@pytest.fixture(scope="session")
def seed(shared: Callable[[str], Path]) -> Path:
    """The seed document, the utdanning.no page "Lege" in nynorsk."""
    return shared("seed-lege.nn.txt")


@pytest.fixture(scope="session")
def yrkeskatalog(shared: Callable[[str], Path]) -> Path:
    """All 7,020 job titles of the Aa-register, as Statistics Norway stores them."""
    return shared("sources/ssb/yrkeskatalog.csv")


@pytest.fixture(scope="session")
def occupation_texts(shared: Callable[[str], Path]) -> Path:
    """Descriptions of 590 occupations in bokmål, as utdanning.no published them in 2018."""
    return shared("sources/utdanning.no/utdanningogyrker.xml")


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the small world: the page "Lege" as facts, and the codes and names it refers to."""
    return built_once(tmp_path_factory, "bundled")


def start_national(home: Path, lock: IO[str]) -> subprocess.Popen[bytes]:
    """Start a build of all of Norway in *home* that holds *lock* until its end; its lines are not measured."""
    command = [sys.executable, "-m", "graph", "build", "--sources", "national", "--home", str(home)]
    bare = {name: value for name, value in os.environ.items() if name != "LINES_INTO"}
    return subprocess.Popen(command, cwd=ROOT, env=bare, pass_fds=[lock.fileno()])


@pytest.fixture(scope="session", autouse=True)
def norway_ahead(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start the build of all of Norway with the first test, where a later one asks for it: no worker waits for it."""
    root = shared_folder(tmp_path_factory)
    with ExitStack() as stack:
        if any(needs_norway(item) for item in request.session.items):
            with (root / "national.lock").open("w") as lock, suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # else the other worker has started it
                if not (root / "release-national").exists():
                    stack.callback(start_national(root / "release-national", lock).wait)
        yield


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """
    The release of all of Norway from the bundled tables: minutes of work, done once for a run.

    It is built by the command, in a process whose coverage is not measured: the small worlds cover the same code.
    """
    with once(tmp_path_factory, "national") as root:
        return Releases(root / "release-national").current()


@pytest.fixture(scope="session")
def joiners(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of a small world in which three occupations share a title."""
    return built_once(tmp_path_factory, "joiners", WORLD)


@pytest.fixture(scope="session")
def europe(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of a small world in which three occupations of ESCO stand under a group of ISCO-08."""
    return built_once(tmp_path_factory, "europe", WORLD.with_name("esco.toml"))


@pytest.fixture(scope="session")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of a small world with eight crosswalks between STYRK, ISCO, ESCO and the three joiners."""
    return built_once(tmp_path_factory, "crossed", CROSSWALKS)


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of a small world of utdanning.no: two occupations, three educations and statistics about them."""
    return built_once(tmp_path_factory, "portal", PORTAL)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Three releases of a small world of occupations, each built over the one before."""
    with once(tmp_path_factory, "editions") as root:
        return make_editions(root)


@pytest.fixture(scope="session")
def editions_client(editions: Editions) -> Iterator[FlaskClient]:
    """A client of an application over the newest of the three editions."""
    settings = Settings(home=editions.newest.folder.parent, executors=1)
    made = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield made.test_client()
    made.extensions[EXTENSION].executors.close()


@pytest.fixture(scope="session")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of a small world of classifications: a few codes of each, in their levels."""
    return built_once(tmp_path_factory, "classes", CLASSES)


@pytest.fixture(scope="session")
def portal_client(portal: Release) -> Iterator[FlaskClient]:
    """A client of an application over the small world of utdanning.no."""
    with application(portal) as made:
        yield made.test_client()


@pytest.fixture(scope="session")
def app(bundled: Release) -> Iterator[Flask]:
    """The application over the bundled release, with a query deadline of five seconds."""
    with application(bundled) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application."""
    return app.test_client()


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Open a bare connection to a server and send bytes on it; all are closed after the test."""
    with ExitStack() as stack:

        def open_connection(server: Server, data: bytes) -> socket.socket:
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE))
            # It may have answered and hung up before all was sent.
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(data)
            return connection

        yield open_connection
