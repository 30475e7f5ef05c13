"""Those who are measured, each running on the same release: ours, the raw engine, Virtuoso, rdflib-endpoint."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlencode

from rich.console import Console

from graph.reading.dialects import Dialect, adapt
from graph.reading.release import Release
from graph.reading.sparql_tokens import outline_query
from graph.vocab import Iri
from server.executors.held_release import STATEMENT_BYTES, WORTH_HOLDING
from server.settings import Settings
from tests.engines.servers import virtuoso
from tests.processes import family, held
from tests.worlds import unpack_dump

from .load import Failing, Target
from .servers import free_port, running, serving

WORKERS = os.cpu_count() or 1
TURTLE = "text/turtle"
# rdflib holds a triple in over a kilobyte, and is minutes in reading a million.
MOST_FOR_RDFLIB = 2_000_000
console = Console(width=160, highlight=False)
# What a document of ours has, as one query.
DESCRIBED = Path(__file__).parent / "queries" / "entities" / "described.rq"
_LOADING = 1200.0
_HOLDING = 600.0
_VIRTUOSO_BUFFERS = 200_000


@dataclass(frozen=True)
class Peer:
    """A running server: its name, the address of its endpoint, further parameters it needs, and its first process."""

    name: str
    endpoint: str
    base: str
    process: int
    extra: tuple[tuple[str, str], ...] = ()

    def ask(self, query: str, accept: str, **headers: str) -> Target:
        """Return the target that asks *query*."""
        return self._send(f"BASE <{self.base}>\n{query}", accept, headers)

    def entity(self, iri: Iri) -> Target:
        """Return the target that asks for all there is to say of a thing, as a document of ours does."""
        outline = outline_query(DESCRIBED.read_text("utf-8"))
        dialect = Dialect(virtuoso=self.name == "Virtuoso")
        return self._send(adapt(outline, self.base, dialect, {"this": iri}, (None, None)).text, TURTLE, {})

    def _send(self, query: str, accept: str, headers: dict[str, str]) -> Target:
        return Target(f"{self.endpoint}?{urlencode([('query', query), *self.extra])}", accept, headers)

    def memory(self) -> int:
        """Return the bytes that its processes hold for themselves, and their share of the memory they hold together."""
        return held(family(self.process))


@contextmanager
def only(name: str, peers: Sequence[Peer]) -> Iterator[None]:
    """
    Have all *peers* but the one called *name* stand still while the body runs.

    One that was asked too much goes on working when nobody waits any more, and those who leave the processor to others
    then hardly get any.
    """
    others = [peer.process for peer in peers if peer.name != name]
    try:
        _signal(others, signal.SIGSTOP)
        yield
    finally:
        _signal(others, signal.SIGCONT)


def _signal(roots: Sequence[int], number: signal.Signals) -> None:
    for pid in (one for root in roots for one in family(root)):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


@contextmanager
def ours(release: Release) -> Iterator[Peer]:
    """Serve *release* but for the limits on one client; yields once each worker holds it, where it fits."""
    limits = {"client_seconds": 1e9, "client_downloads": 64, "downloads": 64}
    with (
        tempfile.NamedTemporaryFile() as log,
        serving(release.folder.parent, WORKERS, Path(log.name), **limits) as server,
    ):
        most = Settings.from_environment(os.environ).held_bytes // STATEMENT_BYTES
        if WORTH_HOLDING <= release.manifest.triples <= most:
            _wait_until_held(Path(log.name))
        yield Peer("ours", f"{server.url}/sparql", release.manifest.base, server.process.pid)


def _wait_until_held(log: Path) -> None:
    until = time.monotonic() + _HOLDING
    while (words := log.read_text("utf-8")).count("is held in memory") < WORKERS:
        if time.monotonic() > until or "is not held" in words:
            console.print("not every worker of ours holds the release in memory; queries are answered from its files")
            return
        time.sleep(0.1)


@contextmanager
def oxigraph(release: Release) -> Iterator[Peer]:
    """Serve the store of *release* with oxigraph itself, read only."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    store = ["--location", str(release.folder / "store"), "--bind", f"127.0.0.1:{port}"]
    with running([str(program), "serve-read-only", *store], f"http://127.0.0.1:{port}/") as process:
        yield Peer("oxigraph", f"http://127.0.0.1:{port}/query", release.manifest.base, process.pid)


@contextmanager
def virtuoso_loaded(release: Release) -> Iterator[Peer]:
    """Load the dumps of *release* into Debian's Virtuoso."""
    if shutil.which("virtuoso-t") is None:
        raise Failing("Virtuoso is not installed")
    base = release.manifest.base
    with (
        tempfile.TemporaryDirectory() as folder,
        virtuoso(Path(folder), release.folder.resolve(), _VIRTUOSO_BUFFERS) as server,
    ):
        server.load(release, _LOADING)
        whole = (("default-graph-uri", f"{base}id/graph/everything"),)
        yield Peer("Virtuoso", server.endpoint, base, server.process.pid, whole)


@contextmanager
def rdflib_endpoint(release: Release) -> Iterator[Peer]:
    """Load the triples of *release* into rdflib's memory, behind PyPI's rdflib-endpoint."""
    if release.manifest.triples > MOST_FOR_RDFLIB:
        raise Failing(f"rdflib is not asked to hold {release.manifest.triples:,} triples")
    port = free_port()
    program = str(Path(sys.executable).with_name("rdflib-endpoint"))
    with tempfile.NamedTemporaryFile(suffix=".ttl") as dump:
        dump.write(unpack_dump(release, "ttl"))
        dump.flush()
        command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), dump.name]
        with running(command, f"http://127.0.0.1:{port}/", patience=_LOADING) as process:
            yield Peer("rdflib", f"http://127.0.0.1:{port}/", release.manifest.base, process.pid)


@contextmanager
def fixed_page(size: int) -> Iterator[str]:
    """Serve a page of *size* bytes with the web server that ours has; yields its address."""
    port = free_port()
    program = str(Path(sys.executable).with_name("granian"))
    command = [program, "--interface", "wsgi", "--port", str(port), "--workers", str(WORKERS), "--http", "1"]
    url = f"http://127.0.0.1:{port}/"
    with running([*command, "tests.bench.fixed:app"], url, {"FIXED_BYTES": str(size)}):
        yield url


PEERS: Mapping[str, Callable[[Release], AbstractContextManager[Peer]]] = {
    "oxigraph": oxigraph,
    "virtuoso": virtuoso_loaded,
    "rdflib": rdflib_endpoint,
}


def program_versions() -> str:
    """Return which peers of which version are measured."""
    return ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "oxigraph", "granian", "rdflib-endpoint"))
