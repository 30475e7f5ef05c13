"""The related occupations of an occupation, as a map that grows, a list, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from graph.reading.release import Release

from ..browse.entries import Entry, read_names
from ..charts.drawing import Drawing
from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..messages import message
from ..refusals import BadRequest, UnknownPage
from ..things.cards import OccupationCard, read_cards
from ..things.occupation.related import LEAST_LIKENESS, Related, read_related
from ..things.page_questions import ask_about
from ..things.templating import lower_first
from .map_ends import MapEnd, read_ends
from .neighbour_layout import HEIGHT, WIDTH, Spot, fan_out, part, place
from .svg_format import SVG, svg_response

bp = Blueprint("neighbours", __name__)

LEAST_CHOICES = ("0", "0.2", "0.4", "0.6", "0.8")
_COLUMNS = ("key", "name", "language", "strength", "stated", "reasons", "neighbours", "iri")
# The most opened occupations, those opened last, and the further ones that each adds.
MOST_OPENED, _FURTHER = 5, 6
# Weaker links between neighbours would fill the drawing.
_LEAST_CHORD = 0.2


@dataclass
class NeighbourNode:
    """
    A related occupation on the map: its position, and the others on the map that it is related to.

    ``opening`` is the query string of the map after a click on it.
    """

    other: Related
    spot: Spot
    links: list[Related] = field(default_factory=list)
    is_opened: bool = False
    opening: str = ""

    @property
    def strength(self) -> float:
        """The likeness (0 to 1) from shared features, whether or not a page lists the occupation."""
        return self.other.likeness


@dataclass(frozen=True)
class NeighbourLine:
    """A line between two occupations: their keys, their positions, and the strength of the relation (0 to 1)."""

    one: str
    other: str
    ends: tuple[Spot, Spot]
    strength: float


@dataclass(frozen=True, kw_only=True)
class NeighboursPage(Page):
    """
    The variables of ``neighbours.html``.

    ``least`` is the least likeness shown, one of ``choices``; ``opened`` are the keys of the opened occupations, at
    most ``most_opened``, and ``ends`` the titles, codes and skills of these and of the occupation in the middle.
    ``query`` is the query string of the map.
    """

    template: ClassVar[str] = "neighbours.html"

    entry: Entry
    nodes: Sequence[NeighbourNode]
    lines: Sequence[NeighbourLine]
    cards: Mapping[str, OccupationCard]
    least: str
    choices: Sequence[str]
    opened: Sequence[str]
    most_opened: int
    query: str
    ends: Sequence[MapEnd]
    width: int
    height: int


@bp.get("/neighbours/<key>")
@takes("least", "open", several=("open",))
def neighbours(key: str) -> Response:
    """
    Show the occupations related to *key* with the likeness in ``?least=`` or more, and those around each ``?open=``.

    Raises ``UnknownPage`` for a key that is no occupation and ``BadRequest`` for a strength outside the choices.
    """
    key, dot, suffix = key.partition(".")
    chosen = choose_format((*OFFERED, SVG), suffix if dot else None)
    current, language = release(), requested_language()
    entries = read_names(current, language)
    entry = entries.get(key)
    if entry is None:
        raise UnknownPage(f"There is no occupation called {key!r}.")
    least = request.args.get("least", "0")
    if least not in LEAST_CHOICES:
        raise BadRequest(f"A strength is one of {', '.join(LEAST_CHOICES)}, not {least!r}.")
    opened = [one for one in dict.fromkeys(request.args.getlist("open")) if one in entries and one != key]
    nodes, lines = draw(current, entry, float(least), opened[-MOST_OPENED:], language)
    shown = [node.other.key for node in nodes if node.is_opened]
    if chosen is SVG:
        title = message("neighbours_of", language.interface, name=lower_first(entry.name.words))
        if float(least):
            title += f". {message('least_strength', language.interface)}: {float(least):.0%}"
        return svg_response(as_drawing(title, entry, nodes, lines), current, language)
    if chosen.suffix != "html":
        return rows_response(_COLUMNS, (as_record(node, current) for node in nodes), chosen, current, language)
    cards = read_cards(current, language, [key, *(node.other.key for node in nodes)])
    page = NeighboursPage(
        language=language, release=current, entry=entry, nodes=nodes, lines=lines, least=least,
        cards=cards, choices=LEAST_CHOICES, opened=shown, most_opened=MOST_OPENED,
        query=_write_query(shown, least),
        ends=[read_ends(current, entries[one], language) for one in (key, *shown)], width=WIDTH, height=HEIGHT,
    )  # fmt: skip
    return page_response(page.render(), current, language)


def draw(
    current: Release, entry: Entry, least: float, opened: Sequence[str], language: ReaderLanguage
) -> tuple[list[NeighbourNode], list[NeighbourLine]]:
    """Return the occupations on the map and the lines between them, the most alike near the middle."""
    middle = Spot(WIDTH / 2, HEIGHT / 2, len(entry.name.words))
    related, chords = _ask(current, entry.key, language)
    found = _kept(related, least)
    nodes = {
        other.key: NeighbourNode(other, Spot(*place(order, len(found), other.likeness), len(other.name.words)))
        for order, other in enumerate(found)
    }
    lines = [NeighbourLine(entry.key, key, (middle, node.spot), node.strength) for key, node in nodes.items()]
    for key in opened:
        if node := nodes.get(key):
            node.is_opened = True
            more, further = _ask(current, key, language)
            chords = [*chords, *further]
            new = [one for one in _kept(more, least) if one.key not in nodes and one.key != entry.key][:_FURTHER]
            for order, other in enumerate(new):
                spot = Spot(*fan_out(node.spot, order, len(new)), len(other.name.words))
                nodes[other.key] = NeighbourNode(other, spot)
                lines.append(NeighbourLine(key, other.key, (node.spot, spot), other.likeness))
    part([middle, *(node.spot for node in nodes.values())])
    middle.x, middle.y = WIDTH / 2, HEIGHT / 2
    for node in nodes.values():
        node.opening = _write_query(_toggle(opened, node.other.key), f"{least:g}")
    return list(nodes.values()), [*lines, *_join(nodes, chords, lines, max(least, _LEAST_CHORD))]


def _ask(current: Release, key: str, language: ReaderLanguage) -> tuple[list[Related], list[tuple[str, str, float]]]:
    asked = ask_about(current, current.names.thing("occupation", key), language, "related", "neighbour-links")
    chords = [
        (_key(current, row["one"].value), _key(current, row["other"].value), float(row["strength"].value))
        for row in asked["neighbour-links"]
    ]
    return read_related(current, asked["related"], language), chords


def _key(current: Release, iri: str) -> str:
    return (current.names.split(iri) or ("", iri))[1]


def _kept(related: Iterable[Related], least: float) -> list[Related]:
    """Return the occupations alike enough, the most alike first; those alike by chance only where a page lists them."""
    found = [one for one in related if one.likeness >= max(least, LEAST_LIKENESS) or (one.is_stated and not least)]
    return sorted(found, key=lambda one: -one.likeness)


def _toggle(opened: Sequence[str], key: str) -> list[str]:
    """Return the keys that are open after a click on *key*."""
    return [one for one in opened if one != key] if key in opened else [*opened, key][-MOST_OPENED:]


def _write_query(opened: Iterable[str], least: str) -> str:
    query = [("open", key) for key in opened] + ([("least", least)] if least != "0" else [])
    return f"?{urlencode(query)}" if query else ""


def _join(
    nodes: Mapping[str, NeighbourNode],
    chords: Iterable[tuple[str, str, float]],
    lines: Sequence[NeighbourLine],
    least: float,
) -> Iterable[NeighbourLine]:
    """Yield a line for each pair of occupations on the map that are related, and note each with the other."""
    drawn = {frozenset((line.one, line.other)) for line in lines}
    for one, other, strength in dict.fromkeys(chords):
        if one in nodes and other in nodes and strength >= least:
            nodes[one].links.append(nodes[other].other)
            if one < other and frozenset((one, other)) not in drawn:
                yield NeighbourLine(one, other, (nodes[one].spot, nodes[other].spot), strength)


def as_drawing(title: str, entry: Entry, nodes: Iterable[NeighbourNode], lines: Iterable[NeighbourLine]) -> Drawing:
    """Return the map as a drawing of its own."""
    drawing = Drawing(title, HEIGHT, WIDTH)
    for line in lines:
        start, end = line.ends
        drawing.line("spoke", start.x, start.y, end.x, end.y, stroke_width=0.5 + 3 * line.strength)
    drawing.circle("opened", WIDTH / 2, HEIGHT / 2, 10)
    drawing.text("figure", WIDTH / 2, HEIGHT / 2 - 14, entry.name.words, anchor="middle")
    for node in nodes:
        drawing.circle("opened" if node.is_opened else "node", node.spot.x, node.spot.y, 4 + 5 * node.strength)
        drawing.text("name", node.spot.x, node.spot.y - 11, node.other.name.words, anchor="middle")
    return drawing


def as_record(node: NeighbourNode, current: Release) -> Record:
    """Return an occupation on the map as a record of the CSV and JSON answers."""
    other = node.other
    return {
        "key": other.key,
        "name": other.name.words,
        "language": other.name.language,
        "strength": round(node.strength, 2),
        "stated": other.is_stated,
        "reasons": [words for words, _ in other.reasons.values()],
        "neighbours": [one.key for one in node.links],
        "iri": str(current.names.thing("occupation", other.key)),
    }
