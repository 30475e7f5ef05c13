"""
The names and codes of linked things, which descriptions and pages have beside each link.

Things have neighbours in common, and half of the time of a description went to looking up their names. So the names of
the latest neighbours are kept with the release.
"""

from __future__ import annotations

import json
import re
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cachetools import LRUCache

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.vocab import PREFIXES, Iri

from ...formats import N_TRIPLES

_DERIVED = ("names of neighbours",)
# Bytes of names, of about 5,000 neighbours.
_KEPT = 3 << 20
# What a neighbour takes beside its statements.
_OVERHEAD = 300
# IRIs of one query, so that its text stays short.
_ASKED = 500
_NOTATION = f" <{PREFIXES['skos']}notation> ".encode()
# The subject and the object of a line of N-Triples that are both IRIs.
_LINK = re.compile(rb"^<([^>]*)> <[^>]*> <([^>]*)> \.$", re.MULTILINE)
# A line of N-Triples whose object is a literal, with its text, language and datatype.
_LITERAL = re.compile(rb'^<[^>]*> <[^>]*> ("(?:[^"\\]|\\.)*")(?:@([^ ]+)|\^\^<([^>]*)>)? \.$', re.MULTILINE)
# The columns that a row has beside those of its value, for a value without a name.
_WITHOUT_NAME: tuple[Row, ...] = ({},)


class _Naming(NamedTuple):
    """The statements of the names and of the codes of a thing, in N-Triples."""

    names: bytes = b""
    codes: bytes = b""


def _size(naming: _Naming) -> int:
    return len(naming.names) + len(naming.codes) + _OVERHEAD


class _KnownNames:
    """The latest names that were asked for; safe to use from many threads."""

    def __init__(self, release: Release) -> None:
        self._store = release.store
        self._kept: LRUCache[str, _Naming] = LRUCache(_KEPT, getsizeof=_size)
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """The bytes that the names take."""
        return int(self._kept.currsize)

    def find(self, iris: Iterable[str]) -> dict[str, _Naming]:
        """Return the names of each of *iris*."""
        with self._lock:
            found = {iri: self._kept.get(iri) for iri in iris}
        missing = iter([iri for iri, naming in found.items() if naming is None])
        read: dict[str, _Naming] = {}
        while asked := list(islice(missing, _ASKED)):
            read |= self._read(asked)
        with self._lock:
            self._kept.update({iri: naming for iri, naming in read.items() if _size(naming) <= _KEPT})
        return {iri: naming for iri, naming in found.items() if naming is not None} | read

    def _read(self, iris: list[str]) -> dict[str, _Naming]:
        query = load_folder("entities")["names"].choose(map(Iri, iris))
        names: defaultdict[str, list[bytes]] = defaultdict(list)
        codes: defaultdict[str, list[bytes]] = defaultdict(list)
        for line in self._store.triples(query, N_TRIPLES.media_type).splitlines(keepends=True):
            subject = line[1 : line.index(b">")].decode()
            (codes if _NOTATION in line else names)[subject].append(line)
        return {iri: _Naming(b"".join(names[iri]), b"".join(codes[iri])) for iri in iris}


def name_neighbours(release: Release, iri: str, lines: bytes) -> bytes:
    """
    Return the names of the things that *iri* links to and that link to it in *lines* (N-Triples), with the codes of the
    former, as N-Triples.
    """
    this = iri.encode()
    links = _LINK.findall(lines)
    linked = {value.decode() for subject, value in links if subject == this}
    linking = {subject.decode() for subject, value in links if value == this}
    return b"".join(_pick(_known(release).find(linked | linking), linked))


def name_values(release: Release, rows: Sequence[Row], unnamed: Collection[str] = ()) -> list[Row]:
    """
    Return *rows* (property, value) of the query ``facts-unnamed`` as ``facts`` has them: a row for each name and code.

    Values of *unnamed* properties get no names.
    """
    links = {row["value"].value for row in rows if row["value"].kind == "uri" and row["property"].value not in unnamed}
    named = {
        iri: [*_cells("name", naming.names), *_cells("notation", naming.codes)]
        for iri, naming in _known(release).find(links).items()
    }
    # A literal with the text of an IRI has no name.
    return [
        row | more
        for row in rows
        for more in (named.get(row["value"].value) if row["value"].kind == "uri" else None) or _WITHOUT_NAME
    ]


def _cells(column: str, lines: bytes) -> list[Row]:
    """Return the literals of *lines*, each as a row with one *column*."""
    return [
        # The engine escapes N-Triples as JSON is escaped.
        {column: Cell(json.loads(words), "literal", language.decode(), datatype.decode())}
        for words, language, datatype in _LITERAL.findall(lines)
    ]


def count_kept(release: Release) -> int:
    """Return the bytes of names that are kept with *release*."""
    found: _KnownNames | None = release.derived.get(_DERIVED)
    return found.size if found else 0


def _known(release: Release) -> _KnownNames:
    return derive(release, _DERIVED, lambda: _KnownNames(release))


def _pick(found: dict[str, _Naming], linked: set[str]) -> Iterator[bytes]:
    for iri, naming in found.items():
        yield naming.names
        if iri in linked:
            yield naming.codes
