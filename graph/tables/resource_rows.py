"""
The rows of a table, read from the statements of a release.

A table takes two queries, one for the statements of its rows and one for the names of the values in them. The engine
writes CSV, which takes Python a third of the time of JSON.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from ..reading.query_definitions import LANGUAGES, ColumnType
from ..reading.query_files import load_folder
from ..reading.release import Release
from ..reading.sparql_tokens import apply_edits, bind_terms, outline_query
from ..reading.store import write_term
from ..vocab import Iri, Names
from .inventory import FOLDER
from .layout import ColumnSource, TableDefinition

Value = str | int | float | bool | list[str]
# A row by column; None for a value that no source gives.
TableRow = dict[str, Value | None]

_CSV = "text/csv"
_MANY = frozenset((ColumnType.CODES, ColumnType.TEXTS))
_READERS: Mapping[ColumnType, Callable[[str], Value]] = {
    ColumnType.INTEGER: lambda words: int(float(words)),
    ColumnType.NUMBER: float,
    ColumnType.BOOLEAN: lambda words: words in {"true", "1"},
}
# The texts of one resource by property, each with its language ('' for none).
_Facts = dict[str, list[tuple[str, str]]]


def read_rows(release: Release, table: TableDefinition) -> list[TableRow]:
    """Return all rows of *table* in its order; raises ``EngineFault`` where a remote engine fails."""
    names = _read_names(release, table) if any(source.is_named for source in table.sources) else {}
    read = _RowReader(table, names, release.names)
    facts = _read_facts(release, table, "facts", dict.fromkeys(source.predicate for source in table.sources))
    rows = [read(iri, own) for iri, own in facts.items()]
    order = [source.code_column for stem in table.order for source in table.sources if source.stem == stem]
    order += [column for column in table.order if column == "key"]
    rows.sort(key=lambda row: (*(str(row[column] or "") for column in order), str(row[table.row_name])))
    return rows


class _RowReader:
    """Makes the row of a resource from its facts, with *names* for the resources among its values."""

    def __init__(self, table: TableDefinition, names: Mapping[str, _Facts], ours: Names) -> None:
        self._table = table
        self._names = names
        self._ours = ours

    def __call__(self, iri: str, facts: _Facts) -> TableRow:
        row: TableRow = {column.name: None for column in self._table.columns}
        row[self._table.row_name] = iri
        if self._table.has_key:
            row["key"] = self._key(iri)
        for source in self._table.sources:
            if found := self._of_kind(source, facts.get(source.predicate, [])):
                row.update(self._cells(source, found))
        return row

    def _of_kind(self, source: ColumnSource, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return the values of the kind that the columns of *source* are for."""
        if not source.kind:
            return found
        return [one for one in found if (split := self._ours.split(one[0])) and split[0] == source.kind]

    def _cells(self, source: ColumnSource, found: list[tuple[str, str]]) -> Iterator[tuple[str, Value]]:
        """Yield the values of one property by column; of several for one column, the first in order."""
        if source.is_spoken:
            yield from _in_languages(source, found)
        elif source.type in _MANY:
            words = sorted({(self._word(source, text), text) for text, _ in found})
            yield source.code_column, [word for word, _ in words]
            if source.is_named:
                spoken = [dict(_in_languages(source, self._names_of(text))) for _, text in words]
                for column in map(source.name_column, LANGUAGES):
                    yield column, [names.get(column, "") for names in spoken]
        else:
            text = min(found)[0]
            named = self._names.get(text, {}) if source.is_named else {}
            code = None if source.has_kinds else next((code for code, _ in named.get(_NOTATION, ())), None)
            word = code or self._word(source, text)
            yield source.code_column, _READERS.get(source.type, str)(word)
            if source.is_named:
                yield from _in_languages(source, self._names_of(text))

    def _names_of(self, iri: str) -> list[tuple[str, str]]:
        """Return the names of a resource with their languages."""
        named = self._names.get(iri, {})
        return named.get(_LABEL) or named.get(_RDFS_LABEL) or []

    def _word(self, source: ColumnSource, text: str) -> str:
        if source.has_kinds and (split := self._ours.split(text)):
            return "/".join(split)
        return self._key(text) if source.type in {ColumnType.CODE, ColumnType.CODES} else text

    def _key(self, iri: str) -> str:
        """Return the key of a resource of ours, the end of the address of another's, and a text as it is."""
        split = self._ours.split(iri)
        return split[1] if split else iri.rpartition("#")[2].rpartition("/")[2]


_NOTATION, _LABEL, _RDFS_LABEL = (
    "http://www.w3.org/2004/02/skos/core#notation",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
)


def _in_languages(source: ColumnSource, found: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        if spoken := sorted(text for text, its_own in found if its_own == language):
            yield source.name_column(language), spoken[0]


def _read_names(release: Release, table: TableDefinition) -> Mapping[str, _Facts]:
    return _read_facts(release, table, "names", (source.predicate for source in table.sources if source.is_named))


def _read_facts(release: Release, table: TableDefinition, query: str, properties: Iterable[Iri]) -> dict[str, _Facts]:
    """Return the facts that a query finds by resource."""
    text = load_folder(FOLDER)[query].choose(properties)
    terms = {"by": write_term(table.by), "of": write_term(table.of)}
    answer = release.store.answer(apply_edits(text, bind_terms(outline_query(text), terms)), results=_CSV)
    found: dict[str, _Facts] = defaultdict(lambda: defaultdict(list))
    rows = csv.reader(io.StringIO(answer.body.decode(), newline=""))
    next(rows)
    for thing, property_, words, language in rows:
        found[thing][property_].append((words, language))
    return found
