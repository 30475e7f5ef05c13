"""
The statements of a release under construction as files, one of N-Triples for each graph.

The lines are as the engine writes them, so that equal statements are equal lines. Files save memory: the engine's
own copy of a statement takes 340 bytes, a line on disk a third of that.
"""

from __future__ import annotations

import heapq
import os
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

_END = b" .\n"
_PIECE = 200_000


class GraphFiles:
    """
    The lines of each named graph, each in a file without a name, which goes with the process however that ends.

    Raises ``OSError`` where the folder for temporary files is full.
    """

    def __init__(self) -> None:
        self._open = ExitStack()
        weakref.finalize(self, self._open.close)
        self._paths: dict[str, Path] = {}
        self._sizes: dict[str, int] = {}
        # The lines of graphs that were added to more than once: only those can repeat a line.
        self._known: dict[str, set[bytes]] = {}
        self._sealed: set[str] = set()

    def __contains__(self, graph: object) -> bool:
        return graph in self._paths

    @property
    def sizes(self) -> dict[str, int]:
        """The number of lines of each graph, by its IRI, sorted."""
        return dict(sorted(self._sizes.items()))

    @classmethod
    def of_process(cls, paths: Mapping[str, str]) -> GraphFiles:
        """Return the files that another process holds open, by the *paths* that it gives."""
        files = cls()
        files._paths = {graph: Path(path) for graph, path in paths.items()}
        for graph, path in files._paths.items():
            with path.open("rb") as file:
                files._sizes[graph] = sum(1 for _ in file)
        return files

    def paths(self, graphs: Collection[str]) -> dict[str, str]:
        """Return the path of the file of each of *graphs*, for other processes while this one lives."""
        return {graph: f"/proc/{os.getpid()}/fd/{self._paths[graph].name}" for graph in graphs}

    def seal(self, graphs: Iterable[str]) -> None:
        """Let no line be added to or removed from *graphs* any more; to try raises ``RuntimeError``."""
        self._sealed.update(graphs)

    def add(self, graph: str, lines: Iterable[bytes]) -> list[bytes]:
        """Add the *lines* that *graph* lacks, and return those."""
        known = self._lines_known(graph)
        fresh = [line for line in dict.fromkeys(lines) if line not in known]
        self._write(graph, fresh, "ab")
        if graph in self._known:
            self._known[graph].update(fresh)
        return fresh

    def forget_lines(self) -> None:
        """Forget the lines in memory; those of a graph that is added to again are read from its file."""
        self._known.clear()

    def remove(self, graph: str, lines: Iterable[bytes]) -> list[bytes]:
        """Remove *lines* from *graph*, and return those that no other graph has."""
        gone = set(lines)
        self._known.pop(graph, None)
        self._write(graph, [line for line in self.lines(graph) if line not in gone], "wb")
        for path in self._paths.values():
            with path.open("rb") as file:
                gone.difference_update(file)
        return sorted(gone)

    def lines(self, graph: str) -> list[bytes]:
        """Return the lines of *graph*, sorted; [] where there is no such graph."""
        if graph not in self._paths:
            return []
        with self._paths[graph].open("rb") as file:
            return sorted(file)

    def sort(self, graphs: Iterable[str] | None = None) -> None:
        """Sort the lines of the file of each of *graphs*, or of every file."""
        for graph in list(self._paths) if graphs is None else graphs:
            lines = self.lines(graph)
            with self._paths[graph].open("wb") as file:
                file.writelines(lines)

    def quads(self, graph: str) -> Iterator[bytes]:
        """Yield the statements of *graph* as sorted lines of N-Quads, up to 200,000 of them at once."""
        lines, end = self.lines(graph), f" <{graph}> .\n".encode()
        for start in range(0, len(lines), _PIECE):
            # A line ends here alone: a literal has its line breaks escaped. A call for each takes ten times as long.
            yield b"".join(lines[start : start + _PIECE]).replace(_END, end)

    def triples(self, graphs: Collection[str] | None = None) -> Iterator[bytes]:
        """Yield every triple of *graphs*, or of all, once as a line of N-Triples, sorted after ``sort``."""
        with ExitStack() as stack:
            paths = [path for graph, path in self._paths.items() if graphs is None or graph in graphs]
            files = [stack.enter_context(path.open("rb")) for path in paths]
            yield from merge_distinct(*files)

    def _lines_known(self, graph: str) -> set[bytes]:
        if graph not in self._paths:
            return set()
        if graph not in self._known:
            self._known[graph] = set(self.lines(graph))
        return self._known[graph]

    def _write(self, graph: str, lines: list[bytes], mode: str) -> None:
        if graph in self._sealed and (lines or mode == "wb"):
            raise RuntimeError(f"the graph {graph} is being written to the release and cannot change any more")
        if graph not in self._paths:
            unnamed = self._open.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed by the stack
            self._paths[graph] = Path(f"/proc/self/fd/{unnamed.fileno()}")
        with self._paths[graph].open(mode) as file:
            file.writelines(lines)
        self._sizes[graph] = len(lines) + (self._sizes.get(graph, 0) if mode == "ab" else 0)


def merge_distinct(*sorted_lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield each line of *sorted_lines* once, sorted."""
    return (line for line, _ in groupby(heapq.merge(*sorted_lines)))
