"""
Reads the search index of a release: names by what they begin with, contain or are near to, codes, things and links.

Nothing is opened before it is asked, and each thread has a connection of its own to the one immutable file. Python
gives the interpreter to another thread at every row that SQLite finds, and has to wait for it again: two hundred rows
took a busy server a hundred milliseconds. So all rows of an answer come as one.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

import msgspec

from ..errors import ReleaseFault
from .index_writer import INDEX_FILE, VERSION
from .lexicon import thin_out
from .records import CALLED


class IndexEntry(msgspec.Struct, frozen=True, array_like=True):
    """A name found: its number in the index and that of its thing, its text, language, role, and its words folded."""

    number: int
    thing: int
    text: str
    language: str
    role: str
    folded: str


class Indexed(msgspec.Struct, frozen=True, array_like=True):
    """A thing of the index: its number, IRI, kind, key and code ('' for none)."""

    number: int
    iri: str
    kind: str
    key: str
    code: str


class LinkStep(msgspec.Struct, frozen=True, array_like=True):
    """A link from one thing: its number, how it relates to which other, with what confidence."""

    source: int
    relation: str
    target: int
    confidence: float


_ENTRY = "SELECT n.id, n.thing, n.text, n.language, n.role, n.folded FROM name n"
_AFTER_ALL = "\U0010ffff"
_FILTER = " AND (:kinds = '' OR instr(:kinds, ' ' || t.kind || ' ')) ORDER BY {} LIMIT :limit"
_BY_NAME = _FILTER.format("n.id")
# By the words' own number of the name, in which order they come: by the name's, all there are would be sorted first.
_BY_WORDS = _FILTER.format("found.rowid")
_NAMES = {
    "same": f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE n.joined = :text{_BY_NAME}",
    "initial": f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE substr(n.joined, 1, 1) = :text{_BY_NAME}",
    "initials": f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE substr(n.joined, 1, 2) = :text{_BY_NAME}",
    "beginning": f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE n.joined >= :text AND n.joined < :end{_BY_NAME}",
    "containing": (
        f"{_ENTRY} JOIN found ON found.rowid = n.id JOIN thing t ON t.id = n.thing WHERE found MATCH :text{_BY_WORDS}"
    ),
}
_THING = "SELECT id, iri, kind, key, code FROM thing"
_THINGS = "SELECT id, iri, kind, key, code FROM thing WHERE id IN (SELECT value FROM json_each(?))"
_NAMES_OF = "SELECT id, thing, text, language, role, folded FROM name WHERE thing IN (SELECT value FROM json_each(?))"
_NEAR = "SELECT thin, word FROM near WHERE thin IN (SELECT value FROM json_each(?))"
_STEPS = "SELECT source, relation, target, confidence FROM link"
_WHOLE = "SELECT json_group_array(json_array({})) FROM ({})"
_COLUMNS = {
    IndexEntry: "id, thing, text, language, role, folded",
    Indexed: "id, iri, kind, key, code",
    LinkStep: "source, relation, target, confidence",
    tuple[str, str]: "thin, word",
}
_READ = {of: msgspec.json.Decoder(list[of]) for of in _COLUMNS}  # type: ignore[valid-type]
_Row = TypeVar("_Row")


class SearchIndex:
    """The search index at *path*; raises ``ReleaseFault`` when it is asked and is not there or of another version."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    def same(self, text: str, kinds: Collection[str], limit: int) -> list[IndexEntry]:
        """Return the names that are *text* (folded, without blanks), whatever stands between their words."""
        return self._names("same", kinds, limit, text=text)

    def beginning(self, text: str, kinds: Collection[str], limit: int) -> list[IndexEntry]:
        """Return names that begin with *text* (folded, without blanks), whatever stands between their words."""
        # Very many begin with one letter or two; these have indexes that need no sorting.
        way = {1: "initial", 2: "initials"}.get(len(text), "beginning")
        return self._names(way, kinds, limit, text=text, end=text + _AFTER_ALL)

    def containing(self, wanted: str, kinds: Collection[str], limit: int) -> list[IndexEntry]:
        """Return names that have the words *wanted*, written by ``write_wanted``."""
        return self._names("containing", kinds, limit, text=wanted)

    def near(self, words: Collection[str]) -> dict[str, list[str]]:
        """Return for each of *words* (folded) those of names that are it but for a letter, or two exchanged."""
        thinned = {word: thin_out(word) for word in words}
        known: dict[str, list[str]] = {}
        thins = json.dumps(sorted(set().union(*thinned.values())))
        for thin, word in self._ask(tuple[str, str], _NEAR, [thins]) if words else ():
            known.setdefault(thin, []).append(word)
        return {word: sorted({one for thin in thins for one in known.get(thin, ())}) for word, thins in thinned.items()}

    def with_code(self, code: str, kinds: Collection[str], limit: int) -> list[Indexed]:
        """Return the things whose code begins with *code*, that code itself first."""
        query = f"{_THING} t WHERE code >= :code AND code < :end{_FILTER.format('code, id')}"
        values = {"code": code, "end": code + _AFTER_ALL, "kinds": _join(kinds), "limit": limit}
        return sorted(self._ask(Indexed, query, values), key=attrgetter("code", "number"))

    def things(self, numbers: Iterable[int]) -> dict[int, Indexed]:
        """Return the things of these numbers."""
        return {thing.number: thing for thing in self._ask(Indexed, _THINGS, [json.dumps(list(numbers))])}

    def every_thing(self) -> dict[int, Indexed]:
        """Return every thing by its number."""
        return {thing.number: thing for thing in self._ask(Indexed, _THING)}

    def thing(self, iri: str) -> Indexed | None:
        """Return the thing of this IRI, or None where the index has none."""
        return next(iter(self._ask(Indexed, f"{_THING} WHERE iri = ?", [iri])), None)

    def names(self, numbers: Iterable[int]) -> dict[int, list[IndexEntry]]:
        """Return all names of the things of these numbers, the one to show first."""
        found: dict[int, list[IndexEntry]] = {}
        for entry in self._entries(_NAMES_OF, [json.dumps(list(numbers))]):
            found.setdefault(entry.thing, []).append(entry)
        return found

    def names_of_kinds(self, kinds: Collection[str]) -> list[IndexEntry]:
        """Return every name of things of these kinds, without what they are only called besides."""
        query = f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE instr(?, ' ' || t.kind || ' ') AND n.role <> ?"
        return self._entries(query, [_join(kinds), CALLED])

    def steps(self) -> dict[int, list[LinkStep]]:
        """Return every link, by the number of the thing it leads from."""
        found: dict[int, list[LinkStep]] = {}
        for step in self._ask(LinkStep, _STEPS):
            found.setdefault(step.source, []).append(step)
        return found

    def _names(self, way: str, kinds: Collection[str], limit: int, **values: object) -> list[IndexEntry]:
        return self._entries(_NAMES[way], {**values, "kinds": _join(kinds), "limit": limit})

    def _entries(self, query: str, values: Sequence[object] | Mapping[str, object]) -> list[IndexEntry]:
        return sorted(self._ask(IndexEntry, query, values), key=attrgetter("number"))

    def _ask(self, of: type[_Row], query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[_Row]:
        """Return the rows of *query*, each *of* one kind, in no order."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        (rows,) = connection.execute(_WHOLE.format(_COLUMNS[of], query), values).fetchone()
        return _READ[of].decode(rows)

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


def write_wanted(choices: Iterable[Iterable[str]]) -> str:
    """
    Return what to look for where a name is to have a word of each of *choices* (folded), as FTS5 has it.

    One that ends with * is the beginning of words.

    >>> write_wanted([["lege*", "legen"], ["barn"]])
    '("lege"*) AND ("barn")'
    """
    return " AND ".join(f"({' OR '.join(map(_term, _without_contained(one)))})" for one in choices)


def _term(word: str) -> str:
    """Return *word*, or the beginning of one, as FTS5 has it."""
    return f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"'


def _without_contained(words: Iterable[str]) -> Iterator[str]:
    """Yield *words*, each once, without those that begin as another does that any may begin with."""
    apart = dict.fromkeys(words)
    beginnings = tuple(word[:-1] for word in apart if word.endswith("*"))
    for word in apart:
        rest = tuple(one for one in beginnings if f"{one}*" != word)
        if not word.startswith(rest):
            yield word


def _join(kinds: Collection[str]) -> str:
    return f" {' '.join(kinds)} " if kinds else ""
