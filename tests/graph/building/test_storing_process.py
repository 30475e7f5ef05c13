"""The store and the dumps of a large release are written in a process of their own."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from rdflib import URIRef

from graph import statement_files
from graph.building import store_files, storing_process
from graph.building.store_files import StoreWriter, write_store
from graph.building.storing_process import Storing
from graph.errors import ReleaseFault
from graph.reading.store import GraphStore
from graph.statement_files import GraphFiles

LINES = [f'<http://a.example/{number}> <http://a.example/p> "{number}" .\n'.encode() for number in range(300)]
GRAPHS = ["http://a.example/one", "http://a.example/two"]
LATE = [b'<http://a.example/late> <http://a.example/p> "late" .\n']


@pytest.fixture
def files() -> GraphFiles:
    files = GraphFiles()
    files.add("http://a.example/one", LINES[:200])
    files.add("http://a.example/two", LINES[100:])
    return files


@contextmanager
def files_that_cannot_grow() -> Iterator[None]:
    """Let no file of this process and those that it starts have more than 1,000 bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def dumps(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in ("dump.ttl.gz", "dump.nq.gz")]


@pytest.mark.parametrize("settled", [[], [*GRAPHS, "http://a.example/none"]])
def test_a_process_writes_the_same_files(files: GraphFiles, tmp_path: Path, settled: list[str]) -> None:
    for name in ("here", "beside"):
        (tmp_path / name).mkdir()

    write_store(files, tmp_path / "here", "dump")
    with Storing(tmp_path / "beside", "dump", few=0) as storing:
        storing.begin(files, settled)
        storing.finish(files)

    assert dumps(tmp_path / "here") == dumps(tmp_path / "beside")
    assert len(GraphStore(tmp_path / "beside" / "store", "http://a.example/")) == 700


@pytest.mark.parametrize("settled", [[], GRAPHS])
def test_a_large_release_is_loaded_in_parts(
    files: GraphFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: list[str]
) -> None:
    monkeypatch.setattr(store_files, "_LEAST_BATCH", 10)
    monkeypatch.setattr(store_files, "_MOST_LINES", 100)
    monkeypatch.setattr(store_files, "_PART", 70)
    monkeypatch.setattr(statement_files, "_PIECE", 30)
    for name in ("at once", "in parts"):
        (tmp_path / name).mkdir()
    files.add("http://a.example/late", [LINES[0], *LATE])
    begun = GraphFiles()
    for graph in settled:
        begun.add(graph, files.lines(graph))

    StoreWriter(tmp_path / "at once").finish(files, "dump")
    writer = StoreWriter(tmp_path / "in parts")
    writer.begin(begun)
    writer.finish(files, "dump")
    del writer

    assert dumps(tmp_path / "at once") == dumps(tmp_path / "in parts")
    assert len(GraphStore(tmp_path / "in parts" / "store", "http://a.example/")) == 400 + 2 + 301


def test_what_is_added_after_the_beginning_is_written_too(files: GraphFiles, tmp_path: Path) -> None:
    with Storing(tmp_path, "dump", few=0) as storing:
        storing.begin(files, GRAPHS)
        files.add("http://a.example/two", [])
        files.add("http://a.example/late", [LINES[0], *LATE])
        storing.finish(files)

    store = GraphStore(tmp_path / "store", "http://a.example/")
    assert len(store) == 400 + 300 + 1 + 1 + 1
    assert gzip.decompress((tmp_path / "dump.nq.gz").read_bytes()).count(b"\n") == 402


def test_a_graph_that_is_being_written_cannot_change(files: GraphFiles, tmp_path: Path) -> None:
    with Storing(tmp_path, "dump", few=0) as storing:
        storing.begin(files, [URIRef(graph) for graph in GRAPHS])

        with pytest.raises(RuntimeError, match=r"a\.example/one is being written"):
            files.add("http://a.example/one", LATE)
        with pytest.raises(RuntimeError, match=r"a\.example/one is being written"):
            files.remove("http://a.example/one", [LINES[0]])


def test_a_full_disk_is_the_error_that_it_is_in_one_process(files: GraphFiles, tmp_path: Path) -> None:
    with (
        files_that_cannot_grow(),
        Storing(tmp_path, "dump", few=0) as storing,
        pytest.raises(OSError, match="File too large"),
    ):
        storing.finish(files)


def test_a_disk_that_is_full_from_the_beginning_is_the_same_error(files: GraphFiles, tmp_path: Path) -> None:
    def write() -> None:
        with Storing(tmp_path, "dump", few=0) as storing:
            storing.begin(files, GRAPHS)
            assert storing._process is not None
            storing._process.wait(20)
            storing.finish(files)

    with files_that_cannot_grow(), pytest.raises(OSError, match="File too large"):
        write()


def test_a_process_ends_with_its_build(tmp_path: Path) -> None:
    reading, writing_end = os.pipe()  # statements without an end
    order = {"folder": str(tmp_path), "name": "dump"}
    graphs = {"paths": {"http://a.example/one": f"/proc/{os.getpid()}/fd/{reading}"}, "whole": False}
    command = [sys.executable, "-m", storing_process.__name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as writing:
        assert writing.stdin is not None
        writing.stdin.writelines(msgspec.json.encode(message) + b"\n" for message in (order, graphs))
        writing.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            writing.wait(0.5)

        writing.stdin.close()
        status = writing.wait(20)
    os.close(reading)
    os.close(writing_end)

    assert status == 1


def test_no_process_starts_for_a_build_that_has_ended(files: GraphFiles, tmp_path: Path) -> None:
    with Storing(tmp_path, "dump", few=0) as storing:
        storing.stop()
        with pytest.raises(ReleaseFault, match="the store was not written, since the build has ended"):
            storing.finish(files)

    assert not list(tmp_path.iterdir())
