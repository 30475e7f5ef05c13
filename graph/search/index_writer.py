"""Writing of the search index: one SQLite file, byte-identical for equal input."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import MappingProxyType

from ..kinds import SEARCHABLE
from .folding import fold, fold_words
from .lexicon import Lexicon, thin_out
from .records import ROLES, Link, Name, TextMention, Thing
from .stems import stem

INDEX_FILE = "search.sqlite"
VERSION = 2
# Marks the last part of a compound among the indexed words; no word contains it.
HEAD = "§"
_NORWEGIAN = ("nb", "nn", "")
_SHORTEST_NEAR = 4
_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, key TEXT NOT NULL,
  code TEXT NOT NULL);
CREATE INDEX thing_code ON thing (code);
CREATE TABLE name (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
  role TEXT NOT NULL, folded TEXT NOT NULL, joined TEXT NOT NULL);
CREATE TABLE link (source INTEGER NOT NULL, relation TEXT NOT NULL, target INTEGER NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY (source, relation, target)) WITHOUT ROWID;
CREATE TABLE model (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE near (thin TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (thin, word)) WITHOUT ROWID;
CREATE TABLE mention (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
  text TEXT NOT NULL);
CREATE VIRTUAL TABLE mentioned USING fts5 (words, content='', detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE found USING fts5 (words, content='', detail=none, prefix='1 2 3', tokenize='ascii');
"""
# Created last: filling tables without indexes is faster.
_INDEXES = """
CREATE INDEX name_thing ON name (thing);
CREATE INDEX name_initial ON name (substr(joined, 1, 1), id);
CREATE INDEX name_initials ON name (substr(joined, 1, 2), id);
CREATE INDEX name_joined ON name (joined, id);
INSERT INTO found (found) VALUES ('optimize');
"""


def write_index(
    path: Path,
    things: Iterable[Thing],
    links: Iterable[Link],
    model: Mapping[str, bytes | memoryview] = MappingProxyType({}),
    mentions: Iterable[TextMention] = (),
) -> int:
    """
    Write the index of *things* and the *links* among them to a new file at *path*; return the number of names.

    Names are numbered in display order, so that a search may stop at any limit. A name is indexed by its words, their
    stems, and the last parts of compounds: "lege" finds "barnelege"; *mentions* by the stems of their words. Raises
    ``OSError`` where *path* exists already or cannot be written. *model* holds the tables for the coding of
    titles, stored unchanged by key.
    """
    ordered = sorted(things, key=lambda thing: (_place(thing), thing.kind, thing.key, thing.iri))
    numbers = {thing.iri: number for number, thing in enumerate(ordered, start=1)}
    names = sorted(_rank(thing, name, numbers[thing.iri]) for thing in ordered for name in _distinct(thing))
    with _connect(path) as connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA user_version = {VERSION};{_SCHEMA}")
        connection.executemany(
            "INSERT INTO thing VALUES (?, ?, ?, ?, ?)",
            ((number, thing.iri, thing.kind, thing.key, thing.code) for number, thing in enumerate(ordered, start=1)),
        )
        words: set[str] = set()
        head_of = _find_heads(names)
        for number, (*_, thing, name) in enumerate(names, start=1):
            folded = fold_words(name.text)
            stems = [stem(word) for word in folded]
            words.update(folded, stems)
            heads = [HEAD + head for one in stems if (head := head_of(one))]
            row = (number, thing, name.text, name.language, name.role, " ".join(folded), "".join(folded))
            connection.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            connection.execute(
                "INSERT INTO found (rowid, words) VALUES (?, ?)", (number, " ".join([*folded, *stems, *heads]))
            )
        connection.executemany(
            "INSERT INTO near VALUES (?, ?)",
            sorted((thin, word) for word in words if len(word) >= _SHORTEST_NEAR for thin in thin_out(word)),
        )
        connection.executemany(
            "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?)",
            sorted(
                (numbers[link.source], link.relation, numbers[link.target], link.confidence)
                for link in links
                if link.source in numbers and link.target in numbers
            ),
        )
        write_mentions(connection, mentions, numbers)
        connection.executemany("INSERT INTO model VALUES (?, ?)", sorted(model.items()))
        connection.executescript(_INDEXES)
        connection.commit()
        connection.execute("VACUUM")
    return len(names)


@contextmanager
def _connect(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file at *path*; what SQLite cannot write in the body is raised as the ``OSError`` that it is."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            yield connection
    except sqlite3.OperationalError as error:
        raise OSError(f"{path}: {error}") from error


def write_mentions(connection: sqlite3.Connection, mentions: Iterable[TextMention], numbers: Mapping[str, int]) -> None:
    """Write *mentions* of resources, with *numbers* by IRI; raises ``sqlite3.Error`` where the disk is full."""
    kept = sorted(mention for mention in set(mentions) if mention.source in numbers)
    rows = [(place, numbers[one.source], one.kind, one.language, one.text) for place, one in enumerate(kept, start=1)]
    connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?)", rows)
    connection.executemany(
        "INSERT INTO mentioned (rowid, words) VALUES (?, ?)",
        ((place, " ".join(stem(word) for word in fold_words(text))) for place, *_, text in rows),
    )


def _find_heads(names: Iterable[tuple[int, int, int, str, str, int, Name]]) -> Callable[[str], str]:
    """Return a function from a stem to the last part of the compound it is, or '' for other stems."""
    norwegian = (name.text for *_, name in names if name.language in _NORWEGIAN)
    lexicon = Lexicon([[(word, stem(word), 1.0) for word in fold_words(text)] for text in norwegian])

    def head_of(one: str) -> str:
        parts = lexicon.parts(one)
        return parts[-1] if len(parts) > 1 else ""

    return head_of


def _distinct(thing: Thing) -> list[Name]:
    """Return the names of an entity, without registered and hidden ones that differ from another in case alone."""
    shown = {fold(name.text) for name in thing.names if name.role in ROLES[:2]}
    return [name for name in set(thing.names) if name.role in ROLES[:2] or fold(name.text) not in shown]


def _rank(thing: Thing, name: Name, number: int) -> tuple[int, int, int, str, str, int, Name]:
    return ROLES.index(name.role), _place(thing), len(name.text), name.text, name.language, number, name


def _place(thing: Thing) -> int:
    return SEARCHABLE.index(thing.kind) if thing.kind in SEARCHABLE else len(SEARCHABLE)
