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

# Queries without a resource or a language: about 10 ms of each page of an occupation of Norway.
_OF_THE_RELEASE = frozenset({"figure-codes"})


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
    """
    Return the rows of each question by key; a remote engine answers them in few requests.

    The rows of a query that has the same rows on every page are kept with the release: readers leave them unchanged.
    """
    asked = [key for key in questions if key not in _OF_THE_RELEASE or ("rows", key) not in current.derived]
    found = dict(zip(asked, current.store.rows_of_each([questions[key] for key in asked]), strict=True))
    current.derived.update({("rows", key): rows for key, rows in found.items() if key in _OF_THE_RELEASE})
    return {key: found[key] if key in found else current.derived["rows", key] for key in questions}


def ask_about(current: Release, iri: Iri, language: ReaderLanguage, *keys: str) -> dict[str, list[Row]]:
    """Return the rows of the page queries of these *keys* about *iri*."""
    return ask(current, questions_about(iri, language, *keys))
