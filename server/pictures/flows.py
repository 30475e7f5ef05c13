"""Flows from study programmes to occupations: by field and major group, or within a field or a programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release

from ..browse.entries import Entry
from ..browse.occupations import World, read_world
from ..charts.drawing import Drawing
from ..charts.ribbons import FlowEnd, draw_flows
from ..collation import alphabetical
from ..http.listings import OFFERED, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import NOTHING, Passage, ReaderLanguage, choose, requested_language
from ..messages import message
from ..refusals import UnknownPage
from ..things.page_questions import ask
from ..things.templating import here, lower_first
from .svg_format import SVG, svg_response

bp = Blueprint("flows", __name__)

_COLUMNS = ("from", "from_name", "to", "to_name", "links")
# The major group of managers is the last choice for an occupation in several.
_MANAGERS = "styrk08-1"
_UNKNOWN = "unknown"


@dataclass
class Programme:
    """A study programme: its name, the field that most of its codes are in, and the occupations it leads to."""

    key: str
    name: Passage = NOTHING
    field: str = _UNKNOWN
    occupations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flows:
    """The ends on both sides and the number of links by the keys of both."""

    left: Sequence[FlowEnd]
    right: Sequence[FlowEnd]
    links: Mapping[tuple[str, str], int]

    def lines(self) -> Iterable[tuple[FlowEnd, FlowEnd, int]]:
        """Yield the links as rows of a table, in the order of the ends."""
        for one in self.left:
            for other in self.right:
                if number := self.links.get((one.key, other.key), 0):
                    yield one, other, number


@dataclass(frozen=True, kw_only=True)
class FlowsPage(Page):
    """
    The variables of ``flows.html``.

    ``fields`` are the options as (key, name), ``field_chosen`` one of them or '', and ``programme`` the name of one
    programme, None for all.
    """

    template: ClassVar[str] = "flows.html"

    fields: Sequence[tuple[str, Passage]]
    field_chosen: str
    programme: Passage | None
    programme_key: str
    drawing: Drawing
    lines: Sequence[tuple[FlowEnd, FlowEnd, int]]


@bp.get("/flows")
@bp.get("/flows.<suffix>")
@takes("field", "programme")
def flows(suffix: str | None = None) -> Response:
    """
    Show the flows from fields of education to major groups, or those of one ``?field=`` or ``?programme=``.

    Raises ``UnknownPage`` for a field or programme that leads nowhere.
    """
    chosen = choose_format((*OFFERED, SVG), suffix)
    current, language = release(), requested_language()
    programmes, fields = read_programmes(current, language)
    field_chosen, key = request.args.get("field", ""), request.args.get("programme", "")
    kept = [one for one in programmes if key in ("", one.key) and field_chosen in ("", one.field)]
    if not kept and (field_chosen or key):
        raise UnknownPage("No study programme here leads to an occupation.")
    world = read_world(current, language)
    found = _within(kept, world.entries) if field_chosen or key else _overview(kept, fields, world)
    if chosen.suffix != "html" and chosen is not SVG:
        records = (
            dict(zip(_COLUMNS, (one.key, one.name, other.key, other.name, number), strict=True))
            for one, other, number in found.lines()
        )
        return rows_response(_COLUMNS, records, chosen, current, language)
    title = message("flows", language.interface)
    if key:
        title = message("flows_from", language.interface, name=lower_first(kept[0].name.words))
    elif field_chosen:
        title += f": {fields[field_chosen].words}"
    drawing = draw_flows(found.left, found.right, found.links, title)
    if chosen is SVG:
        return svg_response(drawing, current, language, message("chart_flows", language.interface))
    page = FlowsPage(
        language=language, release=current, fields=sorted(fields.items()), field_chosen=field_chosen,
        programme=kept[0].name if key else None, programme_key=key, drawing=drawing, lines=list(found.lines()),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def read_programmes(current: Release, language: ReaderLanguage) -> tuple[list[Programme], dict[str, Passage]]:
    """Return the study programmes that lead to occupations, and the names of their fields by key."""
    pages = load_folder("pages")
    found = ask(current, {key: Question(pages[key].text) for key in ("flow-links", "flow-fields")})
    programmes: dict[str, Programme] = {}
    names: dict[str, dict[str, str]] = {}
    fields: dict[str, dict[str, str]] = {_UNKNOWN: {}}
    sizes: dict[str, dict[str, int]] = {}
    for row in found["flow-fields"]:
        key = _key(current, row["programme"].value) if "programme" in row else ""
        spoken = names.setdefault(key, {}) if key else fields.setdefault(_key(current, row["field"].value), {})
        if "name" in row:
            spoken[row["name"].language] = row["name"].value
        else:
            sizes.setdefault(key, {})[_key(current, row["field"].value)] = int(row["codes"].value)
    for row in found["flow-links"]:
        key = _key(current, row["programme"].value)
        programmes.setdefault(key, Programme(key)).occupations += (_key(current, row["occupation"].value),)
    for key, one in programmes.items():
        one.name = choose(names.get(key, {}), language) or Passage(key, "")
        one.field = max(sorted(sizes[key]), key=sizes[key].__getitem__) if key in sizes else _UNKNOWN
    used = {one.field for one in programmes.values()}
    unknown = Passage(message("not_stated", language.interface), language.interface)
    named = {key: choose(spoken, language) or unknown for key, spoken in fields.items() if key in used}
    return list(programmes.values()), named


def _key(current: Release, iri: str) -> str:
    return (current.names.split(iri) or ("", iri))[1]


def _overview(programmes: Iterable[Programme], fields: Mapping[str, Passage], world: World) -> Flows:
    """Return the flows from fields to major groups: the number of pairs of a programme and an occupation."""
    groups: dict[str, str] = {}
    for group, keys in sorted(world.index.values.get("category", {}).items(), reverse=True):
        for key in keys:
            if group != _MANAGERS or key not in groups:
                groups[key] = group
    links = Counter(
        (one.field, groups.get(key, _UNKNOWN)) for one in programmes for key in one.occupations if key in world.entries
    )
    left = [FlowEnd(key, name.words, here("/flows", field=key)) for key, name in sorted(fields.items())]
    used = {group for _, group in links}
    right = [
        FlowEnd(key, world.names[key].words if key in world.names else key, here("/occupations", category=key))
        for key in sorted(used)
    ]
    return Flows(left, right, links)


def _within(programmes: Sequence[Programme], entries: Mapping[str, Entry]) -> Flows:
    """Return the flows from each programme to each occupation."""
    links = {(one.key, key): 1 for one in programmes for key in one.occupations if key in entries}
    by_name = sorted(programmes, key=lambda one: alphabetical(one.name.words))
    left = [FlowEnd(one.key, one.name.words, here(f"/doc/education/{one.key}")) for one in by_name]
    # Occupations in the order of their programmes, so that few ribbons cross.
    order = list(dict.fromkeys(key for one in by_name for key in one.occupations if key in entries))
    return Flows(left, [FlowEnd(key, entries[key].name.words, here(entries[key].href)) for key in order], links)
