"""
Reads the search index of a release: names by what they begin with, contain or are near to, codes, things and links.

Nothing is opened before it is asked, and each thread has a connection of its own to the one immutable file.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import ReleaseFault
from .lexicon import thin_out
from .writer import INDEX_FILE, VERSION


@dataclass(frozen=True, slots=True)
class Entry:
    """A name found: its number in the index and that of its thing, its text, language, role, and its words folded."""

    number: int
    thing: int
    text: str
    language: str
    role: str
    folded: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """A thing of the index: its number, IRI, kind, key and code ('' for none)."""

    number: int
    iri: str
    kind: str
    key: str
    code: str


@dataclass(frozen=True, slots=True)
class Step:
    """A link from one thing: how it relates to which other, with what confidence."""

    relation: str
    target: int
    confidence: float


_ENTRY = "SELECT n.id, n.thing, n.text, n.language, n.role, n.folded FROM name n"
_AFTER_ALL = "\U0010ffff"
_NAMES = {
    "same": f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE n.joined = :text",
    "initial": f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE substr(n.joined, 1, 1) = :text",
    "initials": f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE substr(n.joined, 1, 2) = :text",
    "beginning": f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE n.joined >= :text AND n.joined < :end",
    "containing": f"{_ENTRY} JOIN found ON found.rowid = n.id JOIN thing t ON t.id = n.thing WHERE found MATCH :text",
}
_FILTER = " AND (:kinds = '' OR instr(:kinds, ' ' || t.kind || ' ')) ORDER BY n.id LIMIT :limit"
_THING = "SELECT id, iri, kind, key, code FROM thing"
_THINGS = "SELECT id, iri, kind, key, code FROM thing WHERE id IN (SELECT value FROM json_each(?))"
_NAMES_OF = (
    "SELECT id, thing, text, language, role, folded FROM name "
    "WHERE thing IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_NEAR = "SELECT thin, word FROM near WHERE thin IN (SELECT value FROM json_each(?))"


class SearchIndex:
    """The search index at *path*; raises ``ReleaseFault`` when it is asked and is not there or of another version."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    def same(self, text: str, kinds: Collection[str], limit: int) -> list[Entry]:
        """Return the names that are *text* (folded, without blanks), whatever stands between their words."""
        return self._names("same", kinds, limit, text=text)

    def beginning(self, text: str, kinds: Collection[str], limit: int) -> list[Entry]:
        """Return names that begin with *text* (folded, without blanks), whatever stands between their words."""
        # Very many begin with one letter or two; these have indexes that need no sorting.
        way = {1: "initial", 2: "initials"}.get(len(text), "beginning")
        return self._names(way, kinds, limit, text=text, end=text + _AFTER_ALL)

    def containing(self, choices: Sequence[Collection[str]], kinds: Collection[str], limit: int) -> list[Entry]:
        """Return names that have a word of each of *choices* (folded; one that ends with * is a word's beginning)."""
        wanted = [
            " OR ".join(f'"{word.removesuffix("*")}"{"*" * word.endswith("*")}' for word in one) for one in choices
        ]
        return self._names("containing", kinds, limit, text=" AND ".join(f"({one})" for one in wanted))

    def near(self, words: Collection[str]) -> dict[str, list[str]]:
        """Return for each of *words* (folded) those of names that are it but for a letter, or two exchanged."""
        thinned = {word: thin_out(word) for word in words}
        known: dict[str, list[str]] = {}
        for thin, word in self._ask(_NEAR, [json.dumps(sorted(set().union(*thinned.values())))]) if words else ():
            known.setdefault(thin, []).append(word)
        return {word: sorted({one for thin in thins for one in known.get(thin, ())}) for word, thins in thinned.items()}

    def with_code(self, code: str, kinds: Collection[str], limit: int) -> list[Indexed]:
        """Return the things whose code begins with *code*, that code itself first."""
        query = f"{_THING} t WHERE code >= :code AND code < :end {_FILTER.replace('n.id', 'code, id')}"
        values = {"code": code, "end": code + _AFTER_ALL, "kinds": _join(kinds), "limit": limit}
        return [Indexed(*row) for row in self._ask(query, values)]

    def things(self, numbers: Iterable[int]) -> dict[int, Indexed]:
        """Return the things of these numbers."""
        return {row[0]: Indexed(*row) for row in self._ask(_THINGS, [json.dumps(list(numbers))])}

    def every_thing(self) -> dict[int, Indexed]:
        """Return every thing by its number."""
        return {row[0]: Indexed(*row) for row in self._ask(_THING)}

    def thing(self, iri: str) -> Indexed | None:
        """Return the thing of this IRI, or None where the index has none."""
        return next((Indexed(*row) for row in self._ask(f"{_THING} WHERE iri = ?", [iri])), None)

    def names(self, numbers: Iterable[int]) -> dict[int, list[Entry]]:
        """Return all names of the things of these numbers, the one to show first."""
        found: dict[int, list[Entry]] = {}
        for row in self._ask(_NAMES_OF, [json.dumps(list(numbers))]):
            found.setdefault(row[1], []).append(Entry(*row))
        return found

    def names_of_kinds(self, kinds: Collection[str]) -> list[Entry]:
        """Return every name of things of these kinds."""
        query = f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE instr(?, ' ' || t.kind || ' ') ORDER BY n.id"
        return [Entry(*row) for row in self._ask(query, [_join(kinds)])]

    def steps(self) -> dict[int, list[Step]]:
        """Return every link, by the number of the thing it leads from."""
        found: dict[int, list[Step]] = {}
        for source, *rest in self._ask("SELECT source, relation, target, confidence FROM link"):
            found.setdefault(source, []).append(Step(*rest))
        return found

    def _names(self, way: str, kinds: Collection[str], limit: int, **values: object) -> list[Entry]:
        rows = self._ask(_NAMES[way] + _FILTER, {**values, "kinds": _join(kinds), "limit": limit})
        return [Entry(*row) for row in rows]

    def _ask(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Any]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection.execute(query, values).fetchall()

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise ReleaseFault(f"{self.path}: no search index can be read here ({error}); build the release") from None
        if version != VERSION:
            raise ReleaseFault(f"{self.path}: a search index of version {version}, not {VERSION}; build the release")
        return connection


@lru_cache(maxsize=4)
def open_index(folder: Path) -> SearchIndex:
    """Return the search index of the release in *folder*, one for all who ask."""
    return SearchIndex(folder / INDEX_FILE)


def _join(kinds: Collection[str]) -> str:
    return f" {' '.join(kinds)} " if kinds else ""
