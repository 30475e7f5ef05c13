"""
Reads the query files: what each asks, the words that introduce it, and its text.

A file opens with comment lines ``# key@lang: words`` or ``# key: words``; a line indented by three spaces goes on with
the one above. Folders: build, checks, course, engine, entities, examples, pages, rules, search, shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import queries

from ..errors import SourceFault
from ..text_files import read_text
from ..vocab import Iri, expand
from .store import write_term

_FIELD = re.compile(r"# (?P<key>[a-z][a-z-]*)(?:@(?P<language>[a-z]{2}))?: (?P<words>\S.*)")
_CHOSEN = re.compile(r"# chosen (?P<variable>\?\w+)\n")
_WITHOUT = re.compile(r"# without (?P<variable>\?\w+)\n")
_MORE = re.compile(r"#   +(?P<words>\S.*)")


@dataclass(frozen=True, slots=True)
class QueryFile:
    """One query: its key (the file's name), its folder, its text, and its header by field and language ('')."""

    key: str
    folder: str
    text: str
    header: Mapping[str, Mapping[str, str]]

    def words(self, field: str, *languages: str) -> str:
        """Return the header *field* in the first of *languages* that has it, or in any."""
        spoken = self.header.get(field, {})
        return next((spoken[one] for one in languages if one in spoken), next(iter(spoken.values()), ""))

    @property
    def path(self) -> Path:
        """The file itself."""
        return queries.FOLDER / self.folder / f"{self.key}.rq"

    @property
    def needs(self) -> tuple[Iri, ...]:
        """The classes and properties without which the query has nothing to ask of; none for most."""
        return tuple(expand(name) for name in self.words("needs").split())

    @property
    def is_construct(self) -> bool:
        """Whether the query makes triples rather than rows."""
        return bool(re.search(r"^\s*CONSTRUCT\b", self.text, re.MULTILINE))


def paged(text: str, size: int, number: int) -> str:
    """Return the SELECT query *text* with the page *number* (from 1) of *size* rows."""
    return f"{text}\nLIMIT {size:d} OFFSET {(number - 1) * size:d}\n"


def chosen(text: str, iris: Iterable[str]) -> str:
    """
    Return the query *text* asked of *iris* alone, which its comment ``# chosen ?variable`` makes place for.

    Raises ``QueryFault`` for what is no IRI.
    """
    values = " ".join(write_term(Iri(iri)) for iri in iris)
    return _CHOSEN.sub(lambda found: f"VALUES {found['variable']} {{ {values} }}\n", text)


def without(text: str, iris: Iterable[str]) -> str:
    """Return the query *text* without *iris*, which its comment ``# without ?variable`` makes place for."""
    left_out = ", ".join(write_term(Iri(iri)) for iri in iris)
    return _WITHOUT.sub(lambda found: f"FILTER ({found['variable']} NOT IN ({left_out}))\n", text)


def parse_query(text: str, path: Path) -> QueryFile:
    """Read a query file's *text*; a header line that says nothing is a fault with its line number."""
    header: dict[str, dict[str, str]] = {}
    place: tuple[str, str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if field := _FIELD.fullmatch(line):
            place = field["key"], field["language"] or ""
            header.setdefault(place[0], {})[place[1]] = field["words"]
        elif (more := _MORE.fullmatch(line)) and place:
            header[place[0]][place[1]] += " " + more["words"]
        elif line != "#":
            raise SourceFault(path, number, f"a header line is '# key@lang: words', got {line!r}")
    return QueryFile(path.stem, path.parent.name, text, header)


@cache
def load_folder(folder: str) -> Mapping[str, QueryFile]:
    """Return every query of *folder* by key, in the order of their names."""
    return {path.stem: parse_query(read_text(path), path) for path in sorted((queries.FOLDER / folder).glob("*.rq"))}
