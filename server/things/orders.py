"""
The order of long lists, computed once per release, so that a page costs O(page), not O(list).

Only IRIs are kept, up to ``MOST_BYTES``; the names on a page are looked up when it is rendered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.vocab import Iri

from ..collation import alphabetical
from ..formats import CSV
from ..http.release_cache import PAGE_SIZE, ListOrder
from ..http.site import site
from ..languages import FALLBACK, ReaderLanguage
from ..refusals import UnknownPage
from .values import Value, collect, finish

MOST_BYTES = 16 << 20


class By(NamedTuple):
    """A column to order by: its variable, whether the largest comes first, and whether it is a number."""

    column: str
    falls: bool = False
    is_number: bool = False


def find_order(current: Release, query: str, values: Mapping[str, str], by: Sequence[By] = ()) -> ListOrder:
    """
    Return the order of the ``?value`` column of a page query with *values* for its variables, once per release.

    Values are ordered *by* columns of the query, an unbound one first, or last where the column falls. Without any
    columns, they are ordered by ``?notation``, then alphabetically by ``?name`` in ``language`` or its fallbacks. The
    reader orders them, since the engine looks up both terms at each comparison: 0.1 ms a row for 9,000 rows.
    """
    key = (query, *(f"{name}={value}" for name, value in sorted(values.items())))
    orders = site().orders
    if (found := orders.find(current, key)) is None:
        if by:
            iris = [row["value"] for row in order_rows(_rows(current, query, values).values(), by)]
        else:
            iris = [entry.iri for entry in read_entries(current, query, values)]
        found = ListOrder("".join(f"{iri}\n" for iri in iris).encode())
        orders.keep(current, key, found)
    return found


def order_rows(rows: Iterable[Mapping[str, str]], by: Sequence[By]) -> list[Mapping[str, str]]:
    """Return *rows* ordered *by* columns, '' before everything, or behind it where the column falls."""
    ordered = list(rows)
    for column, falls, is_number in reversed(by):
        ordered.sort(key=lambda row: _place(row[column], is_number=is_number), reverse=falls)
    return ordered


def _place(text: str, *, is_number: bool) -> tuple[bool, float | str]:
    return bool(text), float(text) if is_number and text else text


class OrderedEntry(NamedTuple):
    """An item of a list: its IRI, its code, and its name with the language of the name; each '' where it has none."""

    iri: str
    code: str
    name: str
    language: str


def read_entries(current: Release, query: str, values: Mapping[str, str]) -> list[OrderedEntry]:
    """
    Return a full list in order of code and name, in the ``language`` of *values* or its fallbacks.

    A fallback language costs one more query, made only where items have no name yet.
    """
    codes: dict[str, str] = {}
    names: dict[str, tuple[str, str]] = {}
    for language in FALLBACK[values["language"]]:
        for iri, row in _rows(current, query, {**values, "language": language}).items():
            codes[iri] = row["notation"]
            if row["name"]:
                names.setdefault(iri, (row["name"], language))
        if len(names) == len(codes):
            break
    entries = (OrderedEntry(iri, code, *names.get(iri, ("", ""))) for iri, code in codes.items())
    return sorted(entries, key=lambda entry: (entry.code, alphabetical(entry.name), entry.iri))


def _rows(current: Release, query: str, values: Mapping[str, str]) -> dict[str, dict[str, str]]:
    answer = current.store.answer(load_folder("pages")[query].text, results=CSV.media_type, bindings=values)
    rows = csv.DictReader(io.StringIO(answer.body.decode(), newline=""))
    return {row["value"]: row for row in rows}


def named(current: Release, iris: list[Iri], language: ReaderLanguage) -> list[Value]:
    """Return *iris* with their codes and their names in *language* or its fallbacks."""
    question = name_question(iris, language)
    return read_named(current, iris, current.store.rows(question.text, question.bindings), language)


def name_question(iris: list[Iri], language: ReaderLanguage) -> Question:
    """Return the question for the names of *iris* in *language* or its fallbacks."""
    return Question(load_folder("pages")["list-page"].choose(iris), {"language": language.content})


def read_named(current: Release, iris: list[Iri], rows: list[Row], language: ReaderLanguage) -> list[Value]:
    """Return *iris* with their names and codes from *rows*."""
    found = {str(iri): Value(Cell(iri, "uri")) for iri in iris}
    for row in rows:
        collect(found[row["value"].value], row)
    return [finish(value, current, language) for value in found.values()]


def page_number(asked: str, total: int) -> tuple[int, int]:
    """Return the page number *asked* for and the number of pages of *total* items; raises ``UnknownPage``."""
    pages = max(1, -(-total // PAGE_SIZE))
    number = int(asked) if asked.isascii() and asked.isdigit() else 0
    if not 1 <= number <= pages:
        raise UnknownPage(f"There is no page {asked!r} in this list; it has {pages}.")
    return number, pages
