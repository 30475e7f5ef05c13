"""Counts of titles, education codes and educations over any set of occupations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.json_writer import write_json
from graph.reading.counting import COUNTABLE, SUMMARY, NamedThing, Tally, UnknownOccupation, count, names_of
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.table_writer import write_table
from graph.vocab import Iri, is_iri

from ..collation import alphabetical
from ..formats import CSV, HTML, JSON, TABLES, TSV
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, text_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..refusals import BadRequest
from ..things.query_links import counted_query
from ..things.sums import Shown, Sum, make_sum, show
from .entries import requested_occupations
from .lists import listed_by

bp = Blueprint("counts", __name__)

MOST_OCCUPATIONS = 100
_OFFERED = (HTML, JSON, CSV, TSV)


@dataclass(frozen=True, kw_only=True)
class CountPage(Page):
    """
    The variables of ``count.html``.

    ``of`` is the kind listed in ``pairs`` of (occupation, counted resource), one of ``kinds``; ``table_query``
    is the query behind them, and ``others`` are the occupations that may be added.
    """

    template: ClassVar[str] = "count.html"

    of: str
    kinds: Sequence[str]
    occupations: Sequence[Shown]
    sums: Sequence[Sum]
    pairs: Sequence[tuple[Shown, Shown]]
    table_query: str
    others: Sequence[Shown]


@bp.get("/count")
@bp.get("/count.<suffix>")
@takes("occupation", "of", several=("occupation",))
def counting(suffix: str | None = None) -> Response:
    """
    Return the safe and the naive sums over the occupations in ``?occupation=``, as HTML, JSON or a table.

    Raises ``UnknownOccupation`` and ``BadRequest``.
    """
    chosen = choose_format(_OFFERED, suffix)
    current, language = release(), requested_language()
    keys, of = _asked()
    iris = [current.names.thing("occupation", key) for key in keys]
    if unknown := next((iri for iri in iris if not is_iri(iri)), None):
        raise UnknownOccupation(unknown)
    # The page offers all other occupations, so it reads the names of all.
    every = _read_occupations(current) if chosen is HTML else names_of(current.store.rows, iris)
    for iri in iris:
        if iri not in every:
            raise UnknownOccupation(iri)
    names = {str(iri): every[iri] for iri in iris}
    tallies = list(count(current.store.rows_of_each, [Iri(iri) for iri in names]).values())
    if chosen is JSON:
        body = write_json([counted.as_data() for counted in tallies])
    elif chosen in TABLES:
        body = write_table(SUMMARY, [counted.summary() for counted in tallies], TABLES[chosen])
    else:
        others = [named for iri, named in every.items() if iri not in names]
        body = _page(current, names, others, tallies, of, language=language)
    return text_response(body, chosen, current, language)


def _asked() -> tuple[list[str], str]:
    """
    Return the distinct keys in ``?occupation=``, and the list to show on the page, from ``?of=``.

    Raises ``BadRequest`` for an unknown list and for more than ``MOST_OCCUPATIONS`` keys.
    """
    keys = requested_occupations(MOST_OCCUPATIONS)
    of = request.args.get("of", "titles")
    if of not in COUNTABLE:
        raise BadRequest(f"Nothing called {of!r} is counted; there are: {', '.join(COUNTABLE)}.")
    return keys, of


def _page(
    current: Release,
    names: dict[str, NamedThing],
    others: Iterable[NamedThing],
    tallies: list[Tally],
    of: str,
    *,
    language: ReaderLanguage,
) -> str:
    chosen = next(counted for counted in tallies if counted.of == of)
    occupations = [show(current, named, language) for named in names.values()]
    for occupation in occupations:
        occupation.count = len(chosen.members[occupation.iri]) if occupation.iri in chosen.known else None
    return CountPage(
        language=language,
        release=current,
        of=of,
        kinds=list(COUNTABLE),
        occupations=occupations,
        sums=[make_sum(current, counted, names, language) for counted in tallies],
        pairs=[
            (show(current, names[holder], language), show(current, thing, language)) for holder, thing in chosen.pairs()
        ],
        table_query=counted_query(list(names), COUNTABLE[of]),
        others=sorted(
            (show(current, named, language) for named in others), key=lambda one: alphabetical(one.name.words)
        ),
    ).render()


def _read_occupations(current: Release) -> dict[str, NamedThing]:
    """Return all occupations with their names, by IRI."""
    found: dict[str, NamedThing] = {}
    for row in current.store.rows(load_folder("pages")["list"].text, listed_by("occupation", current.names)):
        found.setdefault(row["value"].value, NamedThing(row["value"].value)).take(row)
    return found
