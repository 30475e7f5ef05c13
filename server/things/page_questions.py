"""The queries of a page about one resource, from ``queries/pages``."""

from __future__ import annotations

from collections.abc import Mapping

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import Iri

from ..languages import ReaderLanguage

Found = Mapping[str, list[Row]]

# Queries whose words are of the interface language rather than the content language.
_OF_THE_PAGE = frozenset({"related", "crossings"})


def questions_about(iri: Iri, language: ReaderLanguage, *keys: str) -> dict[str, Question]:
    """Return the page queries of these *keys* about *iri*, with names in *language*."""
    found = {}
    for key in keys:
        text = load_folder("pages")[key].text
        spoken = language.interface if key in _OF_THE_PAGE else language.content
        bindings = {"this": iri, "language": spoken}
        found[key] = Question(text, {name: value for name, value in bindings.items() if f"?{name}" in text})
    return found


def ask(current: Release, questions: Mapping[str, Question]) -> dict[str, list[Row]]:
    """Return the rows of each question by key; a remote engine answers them in few requests."""
    return dict(zip(questions, current.store.rows_of_each(list(questions.values())), strict=True))


def ask_about(current: Release, iri: Iri, language: ReaderLanguage, *keys: str) -> dict[str, list[Row]]:
    """Return the rows of the page queries of these *keys* about *iri*."""
    return ask(current, questions_about(iri, language, *keys))
