"""
The files that a release is queried and downloaded by: the engine's store and two dumps.

In the store every statement is held twice, in the graph of its source and in the default graph, because a union default
graph answers 1.3-1.9 times slower.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ..statement_files import GraphFiles
from ..turtle import stream
from ..vocab import PREFIXES

_GZIP_LEVEL = 4  # level 6 takes twice the time for a tenth less
_GZIP = 16 + zlib.MAX_WBITS
# Statements that the store of a release takes at once, at least: half a million take 0.7 GB. Each index gets a file for
# every load, and the fourth would make the engine join them, without compression.
_LEAST_BATCH = 100_000
_MOST_LOADS = 3
_PACKED = 5_000  # lines compressed at once


def write_store(files: GraphFiles, folder: Path, name: str) -> None:
    """
    Write the store to *folder*, and *name*.nq.gz (every statement with its graph) and *name*.ttl.gz (each once).

    Lines are sorted as bytes, the quads a graph at a time. The store is not compacted: the engine would write it again
    without compression, at nearly twice the size. Raises ``OSError`` where the disk is full.
    """
    size = max(_LEAST_BATCH, sum(files.sizes.values()) // _MOST_LOADS + 1)
    store = ox.Store(str(folder / "store"))
    with ExitStack() as stack:
        loader = stack.enter_context(ThreadPoolExecutor(1))
        waiting: list[Future[None]] = []

        def load(lines: Iterable[bytes], format_: ox.RdfFormat) -> Iterator[bytes]:
            """Yield *lines* and load them, a batch at a time, beside the interpreter."""
            rest = iter(lines)
            while batch := list(islice(rest, size)):
                while waiting:
                    waiting.pop().result()
                waiting.append(loader.submit(store.bulk_load, b"".join(batch), format_))
                yield from batch

        triples = stream(load(files.triples(), ox.RdfFormat.N_TRIPLES), PREFIXES)
        _pack(triples, folder / f"{name}.ttl.gz")
        _pack(load(files.quads(), ox.RdfFormat.N_QUADS), folder / f"{name}.nq.gz")
        while waiting:
            waiting.pop().result()
    store.flush()


def _pack(pieces: Iterable[bytes], path: Path) -> None:
    """Write *pieces* to *path* gzipped, the same bytes every time."""
    packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP)
    rest = iter(pieces)
    with path.open("wb") as file:
        while batch := b"".join(islice(rest, _PACKED)):
            file.write(packer.compress(batch))
        file.write(packer.flush())
