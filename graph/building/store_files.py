"""
The files that a release is queried and downloaded by: the engine's store and two dumps.

In the store every statement is held twice, in the graph of its source and in the default graph, because a union default
graph answers 1.3-1.9 times slower.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ..statement_files import GraphFiles, merge_distinct
from ..turtle import stream
from ..vocab import PREFIXES
from .gzip_parts import GzipParts, pack_part

_GZIP_LEVEL = 4  # level 6 takes twice the time for a tenth less
_GZIP = 16 + zlib.MAX_WBITS
# Each index gets a file for every load, and the fourth makes the engine join them, without compression, at 1.4 times
# the size: a national release has three loads. Half a million lines take 0.7 GB meanwhile, so many more are loaded in
# parts.
_LEAST_BATCH, _PART = 100_000, 500_000
_MOST_LINES = 1_500_000
_MOST_LOADS = 3
_PACKED = 5_000  # lines compressed at once


class StoreWriter:
    """
    Writes the store and the dumps of a release to a folder.

    The store is not compacted: the engine would write it again without compression, at nearly twice the size. Of the
    490 MB of a national release the default graph takes 150 alone and the named graphs 300: their keys are hashes, and
    zlib leaves 0.6 of the files. With a load less, after which the engine does not join its table of terms, it takes
    425 MB, and queries 1.3 times as long; loads by path, which the engine divides, make it 740. Raises ``OSError``
    where the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = ox.Store(str(folder / "store"))
        self._begun: dict[str, list[bytes]] = {}  # the packed pieces of the quads of each graph that is loaded
        self._sorted = GraphFiles()  # the lines of these graphs, sorted

    def begin(self, files: GraphFiles) -> None:
        """
        Load all of *files*, and pack their quads, before the other graphs are known.

        These do not change any more. Their files stay as they are, since the build may read them.
        """
        for graph in files.sizes:
            self._sorted.add(graph, files.lines(graph))
        with ThreadPoolExecutor(1) as pool:
            loader = _Loader(self._store, _batch(sum(files.sizes.values()), 1), pool)
            for _ in loader.loading(self._sorted.triples(), ox.RdfFormat.N_TRIPLES):
                pass
            for graph in files.sizes:
                self._begun[graph] = []
                for quads in self._sorted.quads(graph):
                    loader.load(quads, ox.RdfFormat.N_QUADS)
                    self._begun[graph].append(pack_part(quads, _GZIP_LEVEL))
            loader.load_rest(ox.RdfFormat.N_QUADS)
            loader.wait()

    def finish(self, files: GraphFiles, name: str) -> None:
        """
        Load the rest of *files*, and write *name*.nq.gz (every statement with its graph) and *name*.ttl.gz (each once).

        Lines are sorted as bytes, the quads a graph at a time.
        """
        late = [graph for graph in files.sizes if graph not in self._begun]
        files.sort(late)
        size = _batch(sum(files.sizes[graph] for graph in late), _MOST_LOADS - bool(self._begun))
        with ThreadPoolExecutor(1) as pool, ThreadPoolExecutor(1) as packing:
            # Packing leaves the interpreter to the writer of Turtle.
            packed = packing.submit(self._write_quads, files, name, _Loader(self._store, size, pool))
            loader = _Loader(self._store, size, pool)
            triples = loader.loading(files.triples(late), ox.RdfFormat.N_TRIPLES)
            every = merge_distinct(self._sorted.triples(), triples)
            _pack(stream(every, PREFIXES), self._folder / f"{name}.ttl.gz")
            loader.wait()
            packed.result()
        self._store.flush()

    def _write_quads(self, files: GraphFiles, name: str, loader: _Loader) -> None:
        """Write the dump of quads, and load those of the graphs that are not loaded."""
        with (self._folder / f"{name}.nq.gz").open("wb") as file:
            dump = GzipParts(file)
            for graph in files.sizes:
                packed = iter(self._begun.get(graph, ()))
                for quads in files.quads(graph):
                    if graph not in self._begun:
                        loader.load(quads, ox.RdfFormat.N_QUADS)
                    dump.add(quads, next(packed, None) or pack_part(quads, _GZIP_LEVEL))
            dump.end()
        loader.load_rest(ox.RdfFormat.N_QUADS)
        loader.wait()


class _Loader:
    """Loads lines, a batch of at least *size* at a time, in the thread of *pool*."""

    def __init__(self, store: ox.Store, size: int, pool: ThreadPoolExecutor) -> None:
        self._store = store
        self._size = size
        self._pool = pool
        self._waiting: Future[None] | None = None
        self._gathered: list[bytes] = []
        self._lines = 0

    def loading(self, lines: Iterable[bytes], format_: ox.RdfFormat) -> Iterator[bytes]:
        """Yield *lines* of *format_*, and load them beside the interpreter."""
        rest = iter(lines)
        while batch := list(islice(rest, self._size)):
            self.load(b"".join(batch), format_)
            yield from batch
        self.load_rest(format_)

    def load(self, data: bytes, format_: ox.RdfFormat) -> None:
        """Load *data*, lines of *format_*, once they are enough for a batch."""
        self._gathered.append(data)
        self._lines += data.count(b"\n")
        if self._lines >= self._size:
            self.load_rest(format_)

    def load_rest(self, format_: ox.RdfFormat) -> None:
        """Load the lines of *format_* that wait for a batch."""
        if self._gathered:
            self.wait()
            self._waiting = self._pool.submit(self._store.bulk_load, b"".join(self._gathered), format_)
            self._gathered, self._lines = [], 0

    def wait(self) -> None:
        """Wait until the last batch is loaded."""
        if self._waiting is not None:
            self._waiting.result()


def _batch(lines: int, loads: int) -> int:
    """
    Return how many of *lines* to load at once: in as many *loads*, or in small parts where there are too many lines.

    >>> _batch(900_000, 1), _batch(900_000, 2), _batch(1_600_000, 2), _batch(50, 2)
    (900001, 450001, 500000, 100000)
    """
    return max(_LEAST_BATCH, lines // loads + 1) if lines <= _MOST_LINES else _PART


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
