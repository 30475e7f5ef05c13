"""
Comparison of two releases: the statements that only one of them has, by resource.

Both sides come as sorted lines, a graph at a time. A merge finds the lines of each graph that one side lacks and spools
them to a file; a second merge over these files gathers the lines of each resource from all graphs. Memory holds the
differences of one block of resources, however large the releases are.
"""

from __future__ import annotations

import heapq
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby, islice
from typing import IO

from ..reading.result_rows import Cell
from ..vocab import PREFIXES, YG
from .sides import ComparedSide

TYPE = PREFIXES["rdf"] + "type"
RETIRED_CLASS = YG + "RetiredResource"
_LOST, _GAINED = b"-", b"+"
# The number of resources that are looked up together: one query each would take ten times as long.
_BLOCK = 200
_END = b" ."
_LITERAL = re.compile(r'"(?P<words>.*)"(?:@(?P<language>[^"]+)|\^\^<(?P<datatype>[^">]+)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement about a resource: property, value, and the IRI of the graph that has it."""

    property: str
    value: Cell
    graph: str


@dataclass(frozen=True, slots=True)
class Difference:
    """
    The statements about *subject* that only the older (``lost``) or the newer release has (``gained``), sorted.

    A resource is new or gone where the other release gives it no class, or that of retired resources.
    """

    subject: str
    lost: Sequence[Fact]
    gained: Sequence[Fact]
    is_new: bool
    is_gone: bool

    @property
    def was_retired(self) -> bool:
        """Whether the resource is retired in the older release and not in the newer."""
        return any(fact.property == TYPE and fact.value.value == RETIRED_CLASS for fact in self.lost)


def compare(
    old: ComparedSide, new: ComparedSide, *, is_left_out: Callable[[str], bool] = lambda _: False, retired: str = ""
) -> Iterator[Difference]:
    """
    Yield the difference of each named resource that has one, sorted by IRI.

    Skips graphs for whose IRI *is_left_out* is true. A statement that moves to another graph is no difference; blank
    nodes are not compared, since they have no stable name. A resource whose only lost statements stand in the graph
    *retired* of the older side, and that gains none, is not looked up on either side: it is no more alive than before.
    """
    with ExitStack() as stack:
        spools = [stack.enter_context(spool) for spool in _spool_differences(old, new, is_left_out)]
        groups = groupby(heapq.merge(*spools), _subject_of)
        found = (_Change.read(subject, lines) for subject, lines in groups if subject.startswith(b"<"))
        while block := list(islice(found, _BLOCK)):
            moved = [one for one in block if not one.stays_in(retired)]
            # A side that alone has the resource, with a class, is not asked about it.
            before = old.facts([one.subject for one in moved if one.gained or not _is_living(one.lost)])
            after = new.facts([one.subject for one in moved if one.lost or not _is_living(one.gained)])
            for one in block:
                yield from _difference(one, before.get(one.subject, set()), after.get(one.subject, set()))


def _spool_differences(old: ComparedSide, new: ComparedSide, is_left_out: Callable[[str], bool]) -> Iterator[IO[bytes]]:
    """Yield a file for each graph with the lines that one side lacks, each with its side and its graph."""
    for graph, before, after in _align(old.graphs(), new.graphs()):
        if is_left_out(graph):
            continue
        spool = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        tail = b"\t" + graph.encode() + b"\n"
        # The engine escapes a tab within a literal as \t, so a bare tab ends the statement.
        spool.writelines(line[:-1] + b"\t" + side + tail for side, line in _merge(iter(before), iter(after)))
        spool.seek(0)
        yield spool


def _align(
    old: Iterator[tuple[str, Iterable[bytes]]], new: Iterator[tuple[str, Iterable[bytes]]]
) -> Iterator[tuple[str, Iterable[bytes], Iterable[bytes]]]:
    """Yield each graph of either side, sorted, with its lines on both sides."""
    left, right = next(old, None), next(new, None)
    while left and right:
        first = min(left[0], right[0])
        yield first, left[1] if left[0] == first else (), right[1] if right[0] == first else ()
        left, right = (
            next(old, None) if left[0] == first else left,
            next(new, None) if right[0] == first else right,
        )
    while left:
        yield left[0], left[1], ()
        left = next(old, None)
    while right:
        yield right[0], (), right[1]
        right = next(new, None)


def _merge(before: Iterator[bytes], after: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """
    Yield the lines that one of two sorted streams lacks, with the side that has them.

    >>> list(_merge(iter([b"a", b"b"]), iter([b"b", b"c"])))
    [(b'-', b'a'), (b'+', b'c')]
    """
    left, right = next(before, None), next(after, None)
    while left is not None and right is not None:
        if left == right:
            left, right = next(before, None), next(after, None)
        elif left < right:
            yield _LOST, left
            left = next(before, None)
        else:
            yield _GAINED, right
            right = next(after, None)
    for side, first, rest in ((_LOST, left, before), (_GAINED, right, after)):
        if first is not None:
            yield side, first
        yield from ((side, line) for line in rest)


def _subject_of(line: bytes) -> bytes:
    return line[: line.index(b" ")]


@dataclass(frozen=True, slots=True)
class _Change:
    """The lines about *subject* that one side lacks, parsed: property and value of each, with its graph."""

    subject: str
    lost: Mapping[tuple[str, Cell], str]
    gained: Mapping[tuple[str, Cell], str]

    @classmethod
    def read(cls, subject: bytes, lines: Iterable[bytes]) -> _Change:
        graphs: dict[bytes, dict[tuple[str, Cell], str]] = {_LOST: {}, _GAINED: {}}
        for line in lines:
            triple, side, graph = line[:-1].rsplit(b"\t", 2)
            graphs[side].setdefault(_parse(triple), graph.decode())
        return cls(subject[1:-1].decode(), graphs[_LOST], graphs[_GAINED])

    def stays_in(self, retired: str) -> bool:
        return not self.gained and {*self.lost.values()} == {retired}


def _difference(change: _Change, before: set[tuple[str, Cell]], after: set[tuple[str, Cell]]) -> Iterator[Difference]:
    had, has = _is_living(before) or _is_living(change.lost), _is_living(after) or _is_living(change.gained)
    # Another graph of the other release may state the same; a retired resource keeps its name.
    lost = _facts(change.lost, after if has else set())
    gained = _facts(change.gained, before if had else set())
    if lost or gained:
        yield Difference(change.subject, lost, gained, is_new=has and not had, is_gone=had and not has)


def _facts(graphs: Mapping[tuple[str, Cell], str], others: set[tuple[str, Cell]]) -> list[Fact]:
    """Return the facts that are not among *others*, without those whose value is a blank node."""
    return [
        Fact(property_, value, graph)
        for (property_, value), graph in graphs.items()
        if value.kind != "bnode" and (property_, value) not in others
    ]


def _is_living(facts: Iterable[tuple[str, Cell]]) -> bool:
    """Return whether *facts* give a class other than that of retired resources."""
    return any(property_ == TYPE and value.value != RETIRED_CLASS for property_, value in facts)


def _parse(line: bytes) -> tuple[str, Cell]:
    """Return property and value of a line of N-Triples about a resource."""
    _, property_, value = line[: -len(_END)].decode().split(" ", 2)
    return property_[1:-1], parse_term(value)


def living(side: ComparedSide, iris: Sequence[str]) -> frozenset[str]:
    """Return those of *iris* that *side* has with a class other than that of retired resources."""
    return frozenset(iri for iri, facts in side.facts(iris).items() if _is_living(facts))


def parse_term(term: str) -> Cell:
    r"""
    Return the term that an N-Triples token stands for; raises ``ValueError`` for any other text.

    >>> parse_term('"sa \\"hei\\""@nb')
    Cell(value='sa "hei"', kind='literal', language='nb', datatype='')
    """
    if term.startswith("<"):
        return Cell(term[1:-1], "uri")
    if term.startswith("_:"):
        return Cell(term[2:], "bnode")
    found = _LITERAL.fullmatch(term)
    if found is None:
        raise ValueError(f"not a term of N-Triples: {term[:80]}")
    words = _ESCAPE.sub(_unescape, found["words"])
    return Cell(words, "literal", found["language"] or "", found["datatype"] or "")


def _unescape(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return chr(int(number, 16)) if number else _LETTERS.get(found[3], found[3])
