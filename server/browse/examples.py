"""The example queries from simple to hard, with a filter by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.query_files import QueryFile

from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import page_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..things.templating import examples

bp = Blueprint("examples", __name__)

# The constructs that make a query harder to read, each counted as often as it stands there; a pattern counts a third.
_CONSTRUCTS = re.compile(r"\b(UNION|OPTIONAL|NOT EXISTS|GROUP BY|HAVING|BIND|VALUES|CONSTRUCT|SELECT)\b")
_PATTERN = re.compile(r"[.;]\s*$", re.MULTILINE)
# From these weights on a query is harder: some twenty of each level.
_MEDIUM, _HARD = 1.9, 2.9
LEVELS = ("simple", "medium", "hard")


@dataclass(frozen=True)
class ExampleLine:
    """An example query: its key, its title, its explanation, and its keywords."""

    key: str
    title: str
    about: str
    keywords: str


@dataclass(frozen=True, kw_only=True)
class ExamplesPage(Page):
    """The variables of ``examples.html``: the examples of each level with the words *typed*, ``total`` of them."""

    template: ClassVar[str] = "examples.html"

    levels: Sequence[tuple[str, Sequence[ExampleLine]]]
    typed: str
    total: int


@bp.get("/examples")
@takes("q")
def example_queries() -> Response:
    """List the example queries that have all words in ``?q=``, from simple to hard."""
    current, language = release(), requested_language()
    typed = request.args.get("q", "").strip()
    found = [(difficulty(one), describe(one, language)) for one in examples()]
    kept = [(level, line) for level, line in found if _has(line, typed.casefold().split())]
    levels = [
        (level, sorted((line for own, line in kept if own == level), key=lambda line: line.title)) for level in LEVELS
    ]
    page = ExamplesPage(
        language=language, release=current, typed=typed, total=len(kept), levels=[one for one in levels if one[1]]
    )
    return page_response(page.render(), current, language)


def describe(query: QueryFile, language: ReaderLanguage) -> ExampleLine:
    """Return the line about *query* in *language*, with Norwegian as fallback."""
    title, about = (query.words(field, language.interface, "nb") for field in ("title", "about"))
    return ExampleLine(query.key, title, about, query.words("keywords"))


def difficulty(query: QueryFile) -> str:
    """Return one of ``LEVELS`` for *query*, by the number of its patterns and of its constructs."""
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith(("#", "PREFIX")))
    weight = len(_CONSTRUCTS.findall(body)) - 1 + len(_PATTERN.findall(body)) / 3
    return LEVELS[(weight >= _MEDIUM) + (weight >= _HARD)]


def _has(line: ExampleLine, words: Iterable[str]) -> bool:
    text = f"{line.title} {line.about} {line.keywords}".casefold()
    return all(word in text for word in words)
