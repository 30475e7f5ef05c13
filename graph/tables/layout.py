"""
The definition of a table: the resources that are its rows, and the properties that are its columns.

Columns come in groups of one to four, one group for each property: a number or text is one column, a text in several
languages three, and a value with a code of its own a column for the code and one for its name in each language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ..reading.query_definitions import LANGUAGES, ColumnType, OutputColumn
from ..vocab import Iri

# The endings of column names for the languages, and the words for them in labels.
ENDINGS = {language: language.title() for language in LANGUAGES}
_LANGUAGE_NAMES = {
    "nb": {"nb": "bokmål", "nn": "bokmål", "en": "bokmål"},
    "nn": {"nb": "nynorsk", "nn": "nynorsk", "en": "nynorsk"},
    "en": {"nb": "engelsk", "nn": "engelsk", "en": "English"},
}
_CODE_WORDS = {"nb": "kode", "nn": "kode", "en": "code"}


class TableGroup(StrEnum):
    """The groups of tables."""

    KIND = "kind"
    CROSSWALK = "crosswalk"
    CUBE = "cube"


@dataclass(frozen=True, slots=True)
class ColumnSource:
    """
    A property with its columns: the beginning of their names, their type, their labels by language, and their unit.

    A property that ``is_spoken`` has texts in several languages, one that ``is_named`` has resources with codes and
    names as values, in lists of one order for codes; where these are of several kinds, with ``has_kinds``, the code is
    ``KIND/KEY``. Values of another kind than ``kind`` are left out, '' for none. ``role`` is the component of a data
    cube that the property is, '' in other tables.
    """

    predicate: Iri
    stem: str
    type: ColumnType
    labels: Mapping[str, str]
    unit: str = ""
    role: str = ""
    is_spoken: bool = False
    is_named: bool = False
    has_kinds: bool = False
    kind: str = ""

    @property
    def code_column(self) -> str:
        """The name of the column with the value, or with the code of a value that has names."""
        return f"{self.stem}Code" if self.is_named else self.stem

    def name_column(self, language: str) -> str:
        """Return the name of the column with texts in *language*."""
        return f"{self.stem}{'Name' if self.is_named else ''}{ENDINGS[language]}"

    def columns(self) -> Iterator[OutputColumn]:
        """Yield the columns of this property, in order."""
        if not self.is_spoken:
            labels = {one: f"{words}, {_CODE_WORDS[one]}" for one, words in self.labels.items()}
            shown = labels if self.is_named else self.labels
            yield OutputColumn(self.code_column, self.type, shown, self.unit)
        if self.is_spoken or self.is_named:
            for language, words in _LANGUAGE_NAMES.items():
                labels = {one: f"{label} ({words[one]})" for one, label in self.labels.items()}
                type_ = ColumnType.TEXTS if self.type is ColumnType.CODES else ColumnType.TEXT
                yield OutputColumn(self.name_column(language), type_, labels)


@dataclass(frozen=True)
class TableDefinition:
    """
    A table: its key, its group, its titles by language, and its columns.

    The rows are the resources with the object ``of`` for the property ``by``. ``has_key`` adds columns with the IRI and
    key of each row before the others, and the IRI alone stands last without it. ``order`` has the stems of the columns
    that the rows are sorted by.
    """

    key: str
    group: TableGroup
    titles: Mapping[str, str]
    by: Iri
    of: Iri
    sources: tuple[ColumnSource, ...]
    row_name: str = "iri"
    has_key: bool = True
    order: tuple[str, ...] = field(default=())

    @cached_property
    def columns(self) -> tuple[OutputColumn, ...]:
        """All columns, in order."""
        own = OutputColumn(self.row_name, ColumnType.IRI, {"nb": "IRI", "nn": "IRI", "en": "IRI"})
        key = OutputColumn("key", ColumnType.CODE, {"nb": "Nøkkel", "nn": "Nøkkel", "en": "Key"})
        others = tuple(column for source in self.sources for column in source.columns())
        return (own, key, *others) if self.has_key else (*others, own)
