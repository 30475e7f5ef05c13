"""The related occupations of an occupation, as a drawing, a list, CSV and JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.release import Release

from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..refusals import BadRequest, UnknownPage
from ..things.cards import OccupationCard, read_cards
from ..things.occupation.related import LEAST_LIKENESS, Related, read_related
from ..things.page_questions import ask_about
from .entries import Entry, read_names

bp = Blueprint("neighbours", __name__)

# Size of the drawing in its own units: wider than high, to fit names.
WIDTH, HEIGHT = 760, 560
LEAST_CHOICES = ("0", "0.2", "0.4", "0.6", "0.8")
_COLUMNS = ("key", "name", "language", "strength", "reasons", "neighbours", "iri")
_NEAREST, _FARTHEST = 0.42, 1.0


@dataclass
class NeighbourNode:
    """A neighbour: its position, and the other neighbours related to it with at least the chosen strength."""

    other: Related
    x: float
    y: float
    links: list[Related]


@dataclass(frozen=True)
class NeighbourLine:
    """A line between two occupations: their keys, their positions, and the strength of the relation (0 to 1)."""

    one: str
    other: str
    ends: tuple[float, float, float, float]
    strength: float


@dataclass(frozen=True, kw_only=True)
class NeighboursPage(Page):
    """The variables of ``neighbours.html``; ``least`` is the least strength shown, one of ``choices``."""

    template: ClassVar[str] = "neighbours.html"

    entry: Entry
    nodes: Sequence[NeighbourNode]
    lines: Sequence[NeighbourLine]
    cards: Mapping[str, OccupationCard]
    least: str
    choices: Sequence[str]
    width: int
    height: int


@bp.get("/neighbours/<key>")
@takes("least")
def neighbours(key: str) -> Response:
    """
    Show the occupations related to *key* with at least the strength in ``?least=``.

    Raises ``UnknownPage`` for a key that is no occupation and ``BadRequest`` for a strength outside the choices.
    """
    key, dot, suffix = key.partition(".")
    chosen = choose_format(OFFERED, suffix if dot else None)
    current, language = release(), requested_language()
    entry = read_names(current, language).get(key)
    if entry is None:
        raise UnknownPage(f"There is no occupation called {key!r}.")
    least = request.args.get("least", "0")
    if least not in LEAST_CHOICES:
        raise BadRequest(f"A strength is one of {', '.join(LEAST_CHOICES)}, not {least!r}.")
    nodes, lines = draw(current, entry, float(least), language)
    if chosen.suffix != "html":
        return rows_response(_COLUMNS, (as_record(node, current) for node in nodes), chosen, current, language)
    page = NeighboursPage(
        language=language, release=current, entry=entry, nodes=nodes, lines=lines, least=least,
        cards=read_cards(current, language),
        choices=LEAST_CHOICES, width=WIDTH, height=HEIGHT,
    )  # fmt: skip
    return page_response(page.render(), current, language)


def draw(
    current: Release, entry: Entry, least: float, language: ReaderLanguage
) -> tuple[list[NeighbourNode], list[NeighbourLine]]:
    """Return the neighbours and the lines to draw, strong relations near the centre."""
    this = current.names.thing("occupation", entry.key)
    asked = ask_about(current, this, language, "related", "neighbour-links")
    related = read_related(current, asked["related"], language)
    # Occupations that share too little are similar by chance, unless a page lists them.
    found = [one for one in related if one.strength >= least and (one.is_stated or one.likeness >= LEAST_LIKENESS)]
    nodes = {
        other.key: NeighbourNode(other, *place(order, len(found), other.strength), [])
        for order, other in enumerate(found)
    }
    lines = [
        NeighbourLine(entry.key, key, (WIDTH / 2, HEIGHT / 2, node.x, node.y), node.other.strength)
        for key, node in nodes.items()
    ]
    for row in asked["neighbour-links"]:
        one, other = (nodes.get((current.names.split(row[end].value) or ("", ""))[1]) for end in ("one", "other"))
        strength = float(row["strength"].value)
        if one is None or other is None or strength < max(least, 0.2):
            continue
        one.links.append(other.other)
        if one.other.key < other.other.key:
            lines.append(NeighbourLine(one.other.key, other.other.key, (one.x, one.y, other.x, other.y), strength))
    return list(nodes.values()), lines


def place(order: int, count: int, strength: float) -> tuple[float, float]:
    """
    Return the position of neighbour *order* of *count*; every second one is farther out, so that names do not overlap.

    >>> place(0, 4, 1.0)
    (380.0, 189.7)
    """
    angle = 2 * math.pi * order / max(count, 1) - math.pi / 2
    reach = _NEAREST + (_FARTHEST - _NEAREST) * (1 - strength)
    reach *= 0.86 if order % 2 == 0 else 1.0
    x = WIDTH / 2 + math.cos(angle) * reach * (WIDTH / 2 - 90)
    y = HEIGHT / 2 + math.sin(angle) * reach * (HEIGHT / 2 - 30)
    return round(x, 1), round(y, 1)


def as_record(node: NeighbourNode, current: Release) -> Record:
    """Return a neighbour as a record of the CSV and JSON answers."""
    other = node.other
    return {
        "key": other.key,
        "name": other.name.words,
        "language": other.name.language,
        "strength": other.strength,
        "reasons": [words for words, _ in other.reasons.values()],
        "neighbours": [one.key for one in node.links],
        "iri": str(current.names.thing("occupation", other.key)),
    }
