"""The licences of the sources of a table, and the sentences of credit that they require."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..reading.derived_facts import derive
from ..reading.query_files import load_folder
from ..reading.release import Release
from ..reading.result_rows import parse_rows
from ..reading.sparql_tokens import apply_edits, bind_terms, outline_query
from ..reading.store import write_term
from ..vocab import LICENCE, Iri
from .layout import TableDefinition

_QUERY = "credits"
_FOLDER = "tables"


@dataclass(frozen=True)
class TableCredits:
    """The licences of a table, and sentences of credit, each with its language."""

    licences: tuple[Iri, ...]
    sentences: tuple[tuple[str, str], ...]

    def in_english(self) -> tuple[str, ...]:
        """Return the sentences in English, or all where none is."""
        found = tuple(words for language, words in self.sentences if language == "en")
        return found or tuple(words for _, words in self.sentences)


def read_credits(release: Release, table: TableDefinition) -> TableCredits:
    """
    Return the credits of *table*: those of the sources of its rows, and of the resources that its columns name.

    A table without sources has the licence of the data that are derived here. They are queried once per release; raises
    ``EngineFault`` where a remote engine fails.
    """
    return derive(release, (_FOLDER, _QUERY, table.key), lambda: _query_credits(release, table))


def _query_credits(release: Release, table: TableDefinition) -> TableCredits:
    text = load_folder(_FOLDER)[_QUERY].choose(source.predicate for source in table.sources if source.is_named)
    terms = {"by": write_term(table.by), "of": write_term(table.of)}
    rows = parse_rows(release.store.answer(apply_edits(text, bind_terms(outline_query(text), terms))).body)
    licences = dict.fromkeys(Iri(row["licence"].value) for row in rows)
    sentences = dict.fromkeys((row["credit"].language, row["credit"].value) for row in rows if "credit" in row)
    return TableCredits(tuple(licences) or (Iri(LICENCE),), tuple(sentences))


def join_credits(found: Iterable[TableCredits]) -> TableCredits:
    """Return the credits of several tables, each licence and sentence once."""
    every = list(found)
    return TableCredits(
        tuple(dict.fromkeys(licence for one in every for licence in one.licences)),
        tuple(dict.fromkeys(sentence for one in every for sentence in one.sentences)),
    )
