"""
The files that a release is queried and downloaded by: the engine's store and two dumps.

In the store every statement is held twice, in the graph of its source and in the default graph, because a union default
graph answers 1.3-1.9 times slower.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from ..statement_files import GraphFiles, merge_distinct
from ..turtle import stream
from ..vocab import PREFIXES

_GZIP_LEVEL = 4  # level 6 takes twice the time for a tenth less
_GZIP = 16 + zlib.MAX_WBITS
# Statements that the store of a release takes at once, at least: half a million take 0.7 GB. Each index gets a file for
# every load, and the fourth would make the engine join them, without compression.
_LEAST_BATCH = 100_000
_MOST_LOADS = 3
_PACKED = 5_000  # lines compressed at once


class StoreWriter:
    """
    Writes the store and the dumps of a release to a folder.

    The store is not compacted: the engine would write it again without compression, at nearly twice the size. Raises
    ``OSError`` where the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = ox.Store(str(folder / "store"))
        self._begun: frozenset[str] = frozenset()

    def begin(self, files: GraphFiles) -> None:
        """Load all of *files*, in one load: graphs that will not change, before the others are known."""
        # Their files stay as they are, since the build may read them; the engine needs no order and no distinct lines.
        self._begun = frozenset(files.sizes)
        for lines, format_ in ((files.triples(), ox.RdfFormat.N_TRIPLES), (files.quads(), ox.RdfFormat.N_QUADS)):
            self._store.bulk_load(b"".join(lines), format_)

    def finish(self, files: GraphFiles, name: str) -> None:
        """
        Load the rest of *files*, and write *name*.nq.gz (every statement with its graph) and *name*.ttl.gz (each once).

        Lines are sorted as bytes, the quads a graph at a time.
        """
        files.sort()
        late = [graph for graph in files.sizes if graph not in self._begun]
        loads = _MOST_LOADS - bool(self._begun)
        size = max(_LEAST_BATCH, sum(files.sizes[graph] for graph in late) // loads + 1)
        with ThreadPoolExecutor(1) as pool:
            loader = _Loader(self._store, size, pool)
            triples = loader.loading(files.triples(late), ox.RdfFormat.N_TRIPLES)
            every = merge_distinct(files.triples(self._begun), triples)
            _pack(stream(every, PREFIXES), self._folder / f"{name}.ttl.gz")
            quads = loader.loading(chain.from_iterable(map(files.quads, late)), ox.RdfFormat.N_QUADS)
            sizes = files.sizes
            lines = (
                line
                for graph in sizes
                for line in (files.quads(graph) if graph in self._begun else islice(quads, sizes[graph]))
            )
            _pack(lines, self._folder / f"{name}.nq.gz")
            loader.wait()
        self._store.flush()


class _Loader:
    """Loads the lines that pass through it, a batch of *size* at a time, in the thread of *pool*."""

    def __init__(self, store: ox.Store, size: int, pool: ThreadPoolExecutor) -> None:
        self._store = store
        self._size = size
        self._pool = pool
        self._waiting: Future[None] | None = None

    def loading(self, lines: Iterable[bytes], format_: ox.RdfFormat) -> Iterator[bytes]:
        """Yield *lines* of *format_*, and load them beside the interpreter."""
        rest = iter(lines)
        while batch := list(islice(rest, self._size)):
            self.wait()
            self._waiting = self._pool.submit(self._store.bulk_load, b"".join(batch), format_)
            yield from batch

    def wait(self) -> None:
        """Wait until the last batch is loaded."""
        if self._waiting is not None:
            self._waiting.result()


def write_store(files: GraphFiles, folder: Path, name: str) -> None:
    """Write the store and the dumps *name* of *files* to *folder*; raises ``OSError`` where the disk is full."""
    StoreWriter(folder).finish(files, name)


def _pack(pieces: Iterable[bytes], path: Path) -> None:
    """Write *pieces* to *path* gzipped, the same bytes every time."""
    packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP)
    rest = iter(pieces)
    with path.open("wb") as file:
        while batch := b"".join(islice(rest, _PACKED)):
            file.write(packer.compress(batch))
        file.write(packer.flush())
