"""The two sides of a comparison: a release on disk, and the release under construction."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Protocol

from ..errors import ReleaseFault
from ..reading.query_files import load_folder
from ..reading.release import Release
from ..reading.result_rows import Cell, Row
from ..workbench import Workbench

_QUADS = ".nq.gz"


class ComparedSide(Protocol):
    """One side of a comparison: its statements as sorted lines, and those of some resources."""

    def graphs(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield the IRI of each named graph, sorted, with its lines of N-Triples, sorted as bytes."""

    def facts(self, iris: Sequence[str]) -> Mapping[str, set[tuple[str, Cell]]]:
        """Return the properties and values in all graphs of each of *iris* that has any."""


class ReleaseSide:
    """
    A release on disk: its dump read as a stream, its store for look-ups.

    Raises ``ReleaseFault`` where the release has no dump of quads.
    """

    def __init__(self, release: Release) -> None:
        dumps = [entry.path for entry in release.manifest.files if entry.path.endswith(_QUADS)]
        if not dumps:
            raise ReleaseFault(f"{release.folder}: no dump of quads to compare; build the release again")
        self._dump = release.folder / dumps[0]
        self._release = release

    def graphs(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield the graphs of the dump; raises ``OSError`` where it cannot be read."""
        with gzip.open(self._dump) as file:
            for graph, pairs in groupby(map(_split, file), lambda pair: pair[0]):
                yield graph.decode(), (line for _, line in pairs)

    def lines(self, graph: str) -> Iterator[bytes]:
        """Yield the sorted lines of *graph*, none where there is none; raises ``OSError`` as ``graphs`` does."""
        for found, lines in self.graphs():
            if found >= graph:
                yield from lines if found == graph else ()
                return

    def facts(self, iris: Sequence[str]) -> Mapping[str, set[tuple[str, Cell]]]:
        """Return the properties and values of each of *iris* in the store."""
        return _facts(self._release.store.rows(_facts_query(iris)))


class DraftSide:
    """The release under construction on a workbench."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    def graphs(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield the graphs of the workbench."""
        for graph in self._bench.graph_sizes():
            yield graph, self._bench.files.lines(graph)

    def facts(self, iris: Sequence[str]) -> Mapping[str, set[tuple[str, Cell]]]:
        """Return the properties and values of each of *iris* on the workbench."""
        return _facts(self._bench.rows(_facts_query(iris)))


def _facts_query(iris: Sequence[str]) -> str:
    return load_folder("build")["facts-of"].choose(iris)


def _facts(rows: Iterable[Row]) -> Mapping[str, set[tuple[str, Cell]]]:
    found: dict[str, set[tuple[str, Cell]]] = {}
    for row in rows:
        found.setdefault(row["this"].value, set()).add((row["property"].value, row["value"]))
    return found


def _split(quad: bytes) -> tuple[bytes, bytes]:
    """Return the graph of a line of N-Quads, and its triple as a line of N-Triples."""
    cut = quad.rindex(b" <")
    return quad[cut + 2 : -4], quad[:cut] + b" .\n"
