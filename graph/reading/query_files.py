"""
The query files: the header of each and its text.

A file starts with comment lines ``# key@lang: words`` or ``# key: words``; a line indented by three spaces continues
the one above, and ``# key item: words`` is about one item of the query, such as a column. Three header fields declare
the query for programs, since a SPARQL parser would delay the start of the server by seconds; each build checks them
with the engine's parser, and the tests with rdflib's:

- ``form``: ``ask``, ``construct`` or ``describe``; where it is absent, ``construct`` in ``rules`` and else ``select``;
- ``choose``: the variable that ``choose`` limits to given IRIs, in the block ``VALUES ?variable { UNDEF }``;
- ``except``: the variable that ``leave_out`` excludes IRIs for, in ``FILTER (?variable NOT IN (rdf:nil))``. The list is
  not empty, since Oxigraph 0.5 drops every row for ``NOT IN ()``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import queries

from ..errors import SourceFault
from ..text_files import read_text
from ..vocab import Iri, expand
from .store import write_term

_FIELD = re.compile(r"# (?P<key>[a-z][a-z-]*)(?: (?P<item>[A-Za-z]\w*))?(?:@(?P<language>[a-z]{2}))?: (?P<words>\S.*)")
_MORE = re.compile(r"#   +(?P<words>\S.*)")


@dataclass(slots=True)
class HeaderItem:
    """The words of a header about one item of the query, and the number of their first line (from 1)."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class QueryFile:
    """
    A query: its key (the stem of the file name), its folder, its text, and its header by field and language ('').

    ``items`` has the lines about items of the query, by field and name of the item, in the order of the file.
    """

    key: str
    folder: str
    text: str
    header: Mapping[str, Mapping[str, str]]
    items: Mapping[str, Mapping[str, HeaderItem]] = field(default_factory=dict)

    def words(self, field: str, *languages: str) -> str:
        """Return the header *field* in the first of *languages* that has it, else in any; '' where it is absent."""
        spoken = self.header.get(field, {})
        return next((spoken[one] for one in languages if one in spoken), next(iter(spoken.values()), ""))

    @property
    def path(self) -> Path:
        """The path of the file."""
        return queries.FOLDER / self.folder / f"{self.key}.rq"

    @property
    def needs(self) -> tuple[Iri, ...]:
        """The classes and properties without which the query has no results; () for most queries."""
        return tuple(expand(name) for name in self.words("needs").split())

    @property
    def form(self) -> str:
        """The declared form of the query: ``select``, ``ask``, ``construct`` or ``describe``."""
        return self.words("form") or ("construct" if self.folder == "rules" else "select")

    @property
    def is_construct(self) -> bool:
        """Whether the query returns triples by CONSTRUCT."""
        return self.form == "construct"

    def choose(self, iris: Iterable[str]) -> str:
        """
        Return the text limited to *iris* for the variable declared by ``choose``; no rows for none.

        Raises ``QueryFault`` where one is not an IRI, and ``ValueError`` where the file declares no such variable.
        """
        return self._put(self._block("UNDEF"), self._block(" ".join(_terms(iris))))

    @property
    def unlimited(self) -> str:
        """The text without the block that ``choose`` fills, if it has one."""
        return self.text.replace(self._block("UNDEF"), "")

    def _block(self, values: str) -> str:
        return f"VALUES {self.words('choose')} {{ {values} }}"

    def leave_out(self, iris: Iterable[str]) -> str:
        """
        Return the text without *iris* for the variable declared by ``except``; without the clause for none.

        Raises ``QueryFault`` where one is not an IRI, and ``ValueError`` where the file declares no such variable.
        """
        head, terms = f"FILTER ({self.words('except')} NOT IN (", ", ".join(_terms(iris))
        return self._put(f"{head}rdf:nil))", f"{head}{terms}))" if terms else "")

    def _put(self, clause: str, filled: str) -> str:
        if clause not in self.text:
            raise ValueError(f"the query lacks {clause!r}")
        return self.text.replace(clause, filled)


def _terms(iris: Iterable[str]) -> list[str]:
    return [write_term(Iri(iri)) for iri in iris]


def parse_query(text: str, path: Path) -> QueryFile:
    """
    Return the query file at *path* with this *text*.

    Raises ``SourceFault``, with the line number, for a header line that is neither a field nor a continuation, and for
    an item with two lines.
    """
    header: dict[str, dict[str, str]] = {}
    items: dict[str, dict[str, HeaderItem]] = {}
    place: tuple[str, str] | HeaderItem | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if (found := _FIELD.fullmatch(line)) and (item := found["item"]):
            if item in items.setdefault(found["key"], {}):
                raise SourceFault(path, number, f"the {found['key']} {item} has a line already")
            place = items[found["key"]][item] = HeaderItem(found["words"], number)
        elif found:
            place = found["key"], found["language"] or ""
            header.setdefault(place[0], {})[place[1]] = found["words"]
        elif (more := _MORE.fullmatch(line)) and isinstance(place, HeaderItem):
            place.words += " " + more["words"]
        elif more and isinstance(place, tuple):
            header[place[0]][place[1]] += " " + more["words"]
        elif line != "#":
            raise SourceFault(path, number, f"a header line is '# key@lang: words', got {line!r}")
    return QueryFile(path.stem, path.parent.name, text, header, items)


@cache
def load_folder(folder: str) -> Mapping[str, QueryFile]:
    """
    Return the queries of *folder* by key, in alphabetical order; each folder is read once per process.

    Raises ``SourceFault`` where a file cannot be read or has a faulty header.
    """
    return {path.stem: parse_query(read_text(path), path) for path in sorted((queries.FOLDER / folder).glob("*.rq"))}
