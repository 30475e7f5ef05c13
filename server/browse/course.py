"""A short course in SPARQL: ten steps, each with a query that runs on the current release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response

from graph.reading.query_files import QueryFile, load_folder
from graph.reading.result_rows import Cell

from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import page_response
from ..http.site import release
from ..languages import FALLBACK, Passage, ReaderLanguage, requested_language
from ..refusals import UnknownPage
from ..things.texts import describe_texts

bp = Blueprint("course", __name__)

MOST_ROWS = 12


@dataclass(frozen=True, kw_only=True)
class CoursePage(Page):
    """The variables of ``course.html``: the titles of the steps, and a notice about their language or ''."""

    template: ClassVar[str] = "course.html"

    steps: Sequence[Passage]
    note: str


@dataclass(frozen=True, kw_only=True)
class StepPage(Page):
    """
    The variables of ``step.html``: step ``number`` of ``steps``, with the first rows of the result of its query.

    ``code`` is the query without its header; a result with more rows ``is_cut``.
    """

    template: ClassVar[str] = "step.html"

    number: int
    steps: int
    title: Passage
    about: Passage
    exercise: Passage
    note: str
    query: str
    code: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell | None]]
    is_cut: bool


def say(step: QueryFile, field: str, language: ReaderLanguage) -> Passage:
    """Return the header *field* of a step in *language*, or in the next best language."""
    spoken = step.header[field]
    chosen = next(one for one in FALLBACK[language.interface] if one in spoken)
    return Passage(spoken[chosen], chosen)


@bp.get("/course")
@takes()
def contents() -> Response:
    """List the steps."""
    current, language = release(), requested_language()
    steps = [say(step, "title", language) for step in load_folder("course").values()]
    note = describe_texts((one.language for one in steps), language).note
    page = CoursePage(language=language, release=current, steps=steps, note=note)
    return page_response(page.render(), current, language)


@bp.get("/course/<int:number>")
@takes()
def step(number: int) -> Response:
    """Show step *number*, from 1, with the first rows of its result; raises ``UnknownPage`` outside the course."""
    current, language = release(), requested_language()
    steps = list(load_folder("course").values())
    if not 1 <= number <= len(steps):
        raise UnknownPage(f"The course has the steps 1 to {len(steps)}, not {number}.")
    query = steps[number - 1]
    rows = current.store.rows(query.text)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    texts = [say(query, field, language) for field in ("title", "about", "try")]
    page = StepPage(
        language=language, release=current, number=number, steps=len(steps), query=query.text,
        columns=columns, rows=[[row.get(name) for name in columns] for row in rows[:MOST_ROWS]],
        is_cut=len(rows) > MOST_ROWS, code=without_header(query),
        title=texts[0], about=texts[1], exercise=texts[2],
        note=describe_texts((one.language for one in texts), language).note,
    )  # fmt: skip
    return page_response(page.render(), current, language)


def without_header(query: QueryFile) -> str:
    """Return the text of *query* without its header of comment lines."""
    lines = query.text.splitlines()
    return "\n".join(lines[next(place for place, line in enumerate(lines) if not line.startswith("#")) :])
