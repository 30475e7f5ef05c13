"""
Reading of the search index: names by prefix, word or similarity, entities by code or number, and links.

The file is opened with the first query, one connection per thread. Python releases the interpreter lock at every row
SQLite returns and must then reacquire it: two hundred rows took a busy server a hundred milliseconds. So each query
returns its rows as one JSON array.
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


class IndexEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name: its number, the number of its entity, its text, language, role and folded words."""

    number: int
    thing: int
    text: str
    language: str
    role: str
    folded: str


class Indexed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An entity: its number, IRI, kind, key and code ('' for none)."""

    number: int
    iri: str
    kind: str
    key: str
    code: str


class LinkStep(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link: the number of its source, its relation, the number of its target, and a confidence (0 to 1)."""

    source: int
    relation: str
    target: int
    confidence: float


class IndexMention(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A text about an entity: number, number of the entity, kind, language and text."""

    number: int
    thing: int
    kind: str
    language: str
    text: str


_ENTRY = "SELECT n.id, n.thing, n.text, n.language, n.role, n.folded FROM name n"
_AFTER_ALL = "\U0010ffff"
_FILTER = " AND (:kinds = '' OR instr(:kinds, ' ' || t.kind || ' ')) ORDER BY {} LIMIT :limit"
_BY_NAME = _FILTER.format("n.id")
# FTS5 returns rows in this order already; ordering by the equal ``n.id`` would sort every match first.
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
_MENTIONS = (
    "SELECT m.id, m.thing, m.kind, m.language, m.text FROM mentioned JOIN mention m ON m.id = mentioned.rowid"
    " WHERE mentioned MATCH :text LIMIT :limit"
)
_WHOLE = "SELECT json_group_array(json_array({})) FROM ({})"
_COLUMNS = {
    IndexEntry: "id, thing, text, language, role, folded",
    Indexed: "id, iri, kind, key, code",
    LinkStep: "source, relation, target, confidence",
    IndexMention: "id, thing, kind, language, text",
    tuple[str, str]: "thin, word",
}
_READ = {of: msgspec.json.Decoder(list[of]) for of in _COLUMNS}  # type: ignore[valid-type]
_Row = TypeVar("_Row")


class SearchIndex:
    """
    The search index at *path*; threads may share it.

    *kinds* limits a search to entities of these kinds (empty for all), *limit* the number of results. Every method
    raises ``ReleaseFault`` where the file is missing, unreadable or of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    def same(self, text: str, kinds: Collection[str], limit: int) -> list[IndexEntry]:
        """Return the names equal to *text* (folded, without blanks); punctuation and blanks are ignored."""
        return self._names("same", kinds, limit, text=text)

    def beginning(self, text: str, kinds: Collection[str], limit: int) -> list[IndexEntry]:
        """Return names that start with *text* (folded, without blanks); punctuation and blanks are ignored."""
        # One or two letters match very many names, so they have indexes in display order.
        way = {1: "initial", 2: "initials"}.get(len(text), "beginning")
        return self._names(way, kinds, limit, text=text, end=text + _AFTER_ALL)

    def containing(self, wanted: str, kinds: Collection[str], limit: int) -> list[IndexEntry]:
        """Return names that match *wanted*, an FTS5 expression from ``write_wanted``."""
        return self._names("containing", kinds, limit, text=wanted)

    def near(self, words: Collection[str]) -> dict[str, list[str]]:
        """Return for each of *words* (folded) the indexed words within one letter of it, or with two transposed."""
        thinned = {word: thin_out(word) for word in words}
        known: dict[str, list[str]] = {}
        thins = json.dumps(sorted(set().union(*thinned.values())))
        for thin, word in self._ask(tuple[str, str], _NEAR, [thins]) if words else ():
            known.setdefault(thin, []).append(word)
        return {word: sorted({one for thin in thins for one in known.get(thin, ())}) for word, thins in thinned.items()}

    def with_code(self, code: str, kinds: Collection[str], limit: int) -> list[Indexed]:
        """Return the entities whose code starts with *code*, the exact code first."""
        query = f"{_THING} t WHERE code >= :code AND code < :end{_FILTER.format('code, id')}"
        values = {"code": code, "end": code + _AFTER_ALL, "kinds": _join(kinds), "limit": limit}
        return sorted(self._ask(Indexed, query, values), key=attrgetter("code", "number"))

    def things(self, numbers: Iterable[int]) -> dict[int, Indexed]:
        """Return the entities with these numbers; unknown numbers are left out."""
        return {thing.number: thing for thing in self._ask(Indexed, _THINGS, [json.dumps(list(numbers))])}

    def every_thing(self) -> dict[int, Indexed]:
        """Return every entity by its number."""
        return {thing.number: thing for thing in self._ask(Indexed, _THING)}

    def thing(self, iri: str) -> Indexed | None:
        """Return the entity with this IRI, or None."""
        return next(iter(self._ask(Indexed, f"{_THING} WHERE iri = ?", [iri])), None)

    def names(self, numbers: Iterable[int]) -> dict[int, list[IndexEntry]]:
        """Return the names of the entities with these numbers, in display order."""
        found: dict[int, list[IndexEntry]] = {}
        for entry in self._entries(_NAMES_OF, [json.dumps(list(numbers))]):
            found.setdefault(entry.thing, []).append(entry)
        return found

    def names_of_kinds(self, kinds: Collection[str]) -> list[IndexEntry]:
        """Return every name of entities of these kinds, without everyday names."""
        query = f"{_ENTRY} JOIN thing t ON t.id = n.thing WHERE instr(?, ' ' || t.kind || ' ') AND n.role <> ?"
        return self._entries(query, [_join(kinds), CALLED])

    def mentioned(self, wanted: str, limit: int) -> list[IndexMention]:
        """Return texts that match *wanted*, an FTS5 expression from ``write_wanted``; none in an older index."""
        has_any = "SELECT 1 FROM sqlite_master WHERE name = 'mention'"
        if self._connected().execute(has_any).fetchone() is None:
            return []
        return self._ask(IndexMention, _MENTIONS, {"text": wanted, "limit": limit})

    def steps(self) -> dict[int, list[LinkStep]]:
        """Return every link, by the number of its source."""
        found: dict[int, list[LinkStep]] = {}
        for step in self._ask(LinkStep, _STEPS):
            found.setdefault(step.source, []).append(step)
        return found

    def model(self) -> dict[str, bytes]:
        """Return the tables that titles are coded by, by their keys; {} for an index without any."""
        return dict(self._connected().execute("SELECT key, body FROM model"))

    def _names(self, way: str, kinds: Collection[str], limit: int, **values: object) -> list[IndexEntry]:
        return self._entries(_NAMES[way], {**values, "kinds": _join(kinds), "limit": limit})

    def _entries(self, query: str, values: Sequence[object] | Mapping[str, object]) -> list[IndexEntry]:
        return sorted(self._ask(IndexEntry, query, values), key=attrgetter("number"))

    def _ask(self, of: type[_Row], query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[_Row]:
        """Return the rows of *query* as instances *of* a class, in no particular order."""
        (rows,) = self._connected().execute(_WHOLE.format(_COLUMNS[of], query), values).fetchone()
        return _READ[of].decode(rows)

    def _connected(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection

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
    """Return the search index of the release in *folder*, shared by all callers; the file is opened on first use."""
    return SearchIndex(folder / INDEX_FILE)


def write_wanted(choices: Iterable[Iterable[str]]) -> str:
    """
    Return the FTS5 expression for names with a word from each of *choices* (folded); a final * matches a prefix.

    >>> write_wanted([["lege*", "legen"], ["barn"]])
    '("lege"*) AND ("barn")'
    """
    return " AND ".join(f"({' OR '.join(map(_term, _without_contained(one)))})" for one in choices)


def _term(word: str) -> str:
    """Return *word*, or a prefix ending in *, as an FTS5 term."""
    return f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"'


def _without_contained(words: Iterable[str]) -> Iterator[str]:
    """Yield the distinct *words*, without those that a prefix among them matches already."""
    apart = dict.fromkeys(words)
    beginnings = tuple(word[:-1] for word in apart if word.endswith("*"))
    for word in apart:
        rest = tuple(one for one in beginnings if f"{one}*" != word)
        if not word.startswith(rest):
            yield word


def _join(kinds: Collection[str]) -> str:
    return f" {' '.join(kinds)} " if kinds else ""
