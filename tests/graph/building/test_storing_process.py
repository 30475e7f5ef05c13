"""The store and the dumps of a large release are written in a process of their own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from graph.building import storing_process
from graph.building.store_files import write_store
from graph.building.storing_process import store_beside
from graph.reading.store import GraphStore
from graph.statement_files import GraphFiles

LINES = [f'<http://a.example/{number}> <http://a.example/p> "{number}" .\n'.encode() for number in range(300)]


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
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_process_writes_the_same_files(files: GraphFiles, tmp_path: Path) -> None:
    for name in ("here", "beside"):
        (tmp_path / name).mkdir()

    write_store(files, tmp_path / "here", "dump")
    store_beside(files, tmp_path / "beside", "dump", few=0)

    for dump in ("dump.ttl.gz", "dump.nq.gz"):
        assert (tmp_path / "here" / dump).read_bytes() == (tmp_path / "beside" / dump).read_bytes()
    assert len(GraphStore(tmp_path / "beside" / "store", "http://a.example/")) == 700


def test_a_full_disk_is_the_error_that_it_is_in_one_process(files: GraphFiles, tmp_path: Path) -> None:
    with files_that_cannot_grow(), pytest.raises(OSError, match="File too large"):
        store_beside(files, tmp_path, "dump", few=0)


def test_a_process_ends_with_its_build() -> None:
    reading, writing_end = os.pipe()  # statements without an end
    order = {"folder": "/nowhere", "name": "dump", "descriptors": {"http://a.example/one": reading}}
    command = [sys.executable, "-m", storing_process.__name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[reading]) as writing:
        assert writing.stdin is not None
        writing.stdin.write(msgspec.json.encode(order) + b"\n")
        writing.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            writing.wait(0.5)

        writing.stdin.close()
        status = writing.wait(20)
    os.close(reading)
    os.close(writing_end)

    assert status == 1
