"""Starts the engines that the server is put on, loads a release into each, and stops them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph.building.void import DUMP_NAME
from graph.reading.release import Release
from tests import plain_http
from tests.bench.servers import on_free_ports, running
from tests.worlds import unpack_dump

# The values of Debian's own configuration, but for places, ports and the number of buffers.
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {dumps}
NumberOfBuffers = {buffers}
CheckpointInterval = 0
CaseMode = 2
MaxClientConnections = 10
MaxStaticCursorRows = 5000
MaxMemPoolSize = 200000000
MaxQueryMem = 2G
ThreadsPerQuery = 4
AsyncQueueMaxThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxClientConnections = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
Charset = UTF-8
EnabledGzipContent = 1
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""
_LOAD = """
ld_dir('{dumps}', '{name}.nq.gz', '{base}id/graph/everything');
ld_dir('{dumps}', '{name}.ttl.gz', '{base}id/graph/everything');
rdf_loader_run();
select concat('not loaded: ', cast(count(*) as varchar)) from DB.DBA.load_list
where ll_state <> 2 or ll_error is not null;
"""


@dataclass(frozen=True)
class Virtuoso:
    """A running Virtuoso: where its SPARQL endpoint is, and the port it takes commands at."""

    endpoint: str
    port: int
    process: subprocess.Popen[bytes]

    def load(self, release: Release, seconds: float = 60) -> None:
        """Load the dumps of *release*: each statement in its own graph, and every triple in ``id/graph/everything``."""
        commands = _LOAD.format(dumps=release.folder.resolve(), name=DUMP_NAME, base=release.manifest.base)
        done = subprocess.run(
            ["isql-vt", f"127.0.0.1:{self.port}", "dba", "dba", "ERRORS=STDOUT", "VERBOSE=OFF"],
            input=commands, capture_output=True, text=True, check=True, timeout=seconds,
        )  # fmt: skip
        if "not loaded: 0" not in done.stdout:
            raise RuntimeError(f"Virtuoso did not load {release.folder}:\n{done.stdout}")


@contextmanager
def virtuoso(folder: Path, dumps: Path, buffers: int = 10_000) -> Iterator[Virtuoso]:
    """Run Virtuoso with its database below *folder* and *buffers* of 8 KB, allowed to read the files below *dumps*."""
    with on_free_ports(2, partial(_virtuoso_on, folder, dumps, buffers)) as server:
        yield server


@contextmanager
def _virtuoso_on(folder: Path, dumps: Path, buffers: int, sql: int, http: int) -> Iterator[Virtuoso]:
    place = folder / str(http)
    place.mkdir()
    ini = place / "virtuoso.ini"
    ini.write_text(_INI.format(folder=place, dumps=dumps, sql=sql, http=http, buffers=buffers), "utf-8")
    endpoint = f"http://127.0.0.1:{http}/sparql"
    with running(["virtuoso-t", "+configfile", str(ini), "+foreground"], endpoint, patience=120) as process:
        yield Virtuoso(endpoint, sql, process)


@contextmanager
def loaded_oxigraph(release: Release, folder: Path) -> Iterator[str]:
    """Run oxigraph on an empty store in *folder*, with the dumps of *release* put there by the graph store protocol."""
    with on_free_ports(1, partial(_loaded_oxigraph_on, release, folder)) as address:
        yield address


@contextmanager
def _loaded_oxigraph_on(release: Release, folder: Path, port: int) -> Iterator[str]:
    program = Path(sys.executable).with_name("oxigraph")
    address = f"http://127.0.0.1:{port}"
    with running([str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"], f"{address}/"):
        everything = {"graph": f"{release.manifest.base}id/graph/everything"}
        for suffix, media_type, graph in (("nq", "application/n-quads", {}), ("ttl", "text/turtle", everything)):
            body = unpack_dump(release, suffix)
            plain_http.post(
                f"{address}/store", params=graph, content=body, headers={"Content-Type": media_type}
            ).raise_for_status()
        yield f"{address}/query"


@contextmanager
def oxigraph(release: Release) -> Iterator[str]:
    """Run oxigraph's own server on the store of *release*; yields the address of its SPARQL endpoint."""
    with on_free_ports(1, partial(_oxigraph_on, release)) as address:
        yield address


@contextmanager
def _oxigraph_on(release: Release, port: int) -> Iterator[str]:
    program = Path(sys.executable).with_name("oxigraph")
    place = ["--location", str(release.folder / "store"), "--bind", f"127.0.0.1:{port}"]
    with running([str(program), "serve-read-only", *place], f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}/query"
