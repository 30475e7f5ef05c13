"""Figures by county: job seekers, vacancies, shortage and companies as a map of tiles, a table and data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.vocab import Iri

from ..charts.drawing import Drawing
from ..charts.tiles import COUNTIES, Tile, draw_tiles
from ..collation import alphabetical
from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, choose, requested_language
from ..messages import message
from ..refusals import BadRequest, UnknownPage
from ..things.page_questions import ask
from ..things.sources import AGES, overdue_warning, today
from .county_figures import CUBES, WHOLE, County, read_counties
from .svg_format import SVG, svg_response

bp = Blueprint("counties", __name__)


@dataclass(frozen=True, kw_only=True)
class CountiesPage(Page):
    """
    The variables of ``counties.html``.

    ``subjects`` are the options as (key, name), ``subject`` and ``show`` those in use. ``whole`` has the figures of the
    country, None where there are none, and ``warning`` is about figures older than their rhythm ('' for none).
    ``is_partial`` is whether some county has no figures, and ``others`` are the other cubes by county of the release.
    """

    template: ClassVar[str] = "counties.html"

    cube: str
    subjects: Sequence[tuple[str, Passage]]
    subject: str
    subject_iri: Iri
    subject_name: Passage
    measures: Sequence[str]
    show: str
    period: str
    drawing: Drawing
    counties: Sequence[County]
    whole: County | None
    is_partial: bool
    others: Sequence[str]
    warning: str


@bp.get("/counties/<cube>")
@bp.get("/counties/<cube>.<suffix>")
@takes("of", "show")
def counties(cube: str, suffix: str | None = None) -> Response:
    """
    Show the newest figures of *cube* by county, of the field, group or occupation in ``?of=``, else of the largest.

    Raises ``UnknownPage`` for a cube without counties, and ``BadRequest`` for an unknown subject or figure.
    """
    chosen = choose_format((*OFFERED, SVG), suffix)
    current, language = release(), requested_language()
    subjects, largest = _subjects(current, cube, language) if cube in CUBES else ({}, "")
    if not subjects:
        raise UnknownPage(f"No data cube called {cube!r} has figures by county.")
    subject = _pick("of", list(subjects), largest)
    show = _pick("show", CUBES[cube], CUBES[cube][0])
    iri, name = subjects[subject]
    cube_iri, pages = current.names.thing("cube", cube), load_folder("pages")
    questions = {key: Question(pages[key].text) for key in (AGES, "county-cubes")}
    found = ask(current, {"rows": _rows_question(cube, cube_iri, iri), **questions})
    areas, division, period = read_counties(current, found["rows"], cube, language)
    tiles = [Tile(one.code, one.name, one.figures[show], one.words[show]) for one in areas]
    drawing = draw_tiles(tiles, division, f"{_name_measure(show, language)}: {name.words}, {period}")
    if chosen is SVG:
        return svg_response(drawing, current, language, message("chart_tiles", language.interface))
    if chosen.suffix != "html":
        records = (_as_record(one) for one in areas)
        return rows_response(("code", "name", *CUBES[cube]), records, chosen, current, language)
    there = {row["cube"].value for row in found["county-cubes"]}
    page = CountiesPage(
        language=language, release=current, cube=cube, subjects=[(key, one) for key, (_, one) in subjects.items()],
        subject=subject, subject_iri=iri, subject_name=name, measures=CUBES[cube], show=show, period=period,
        drawing=drawing,
        counties=[one for one in areas if one.code != WHOLE],
        whole=next((one for one in areas if one.code == WHOLE), None),
        is_partial=not {one.code for one in areas} >= COUNTIES[division].keys(),
        others=[one for one in CUBES if one != cube and current.names.thing("cube", one) in there],
        warning=overdue_warning(found[AGES], cube_iri, today(), language),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _rows_question(cube: str, cube_iri: Iri, subject: Iri) -> Question:
    """Return the question of the figures of *subject*; companies have a query of their own, with their own columns."""
    pages = load_folder("pages")
    if cube == "companies":
        return Question(pages["county-company-rows"].text, {"subject": subject})
    return Question(pages["county-rows"].text, {"cube": cube_iri, "subject": subject})


def _pick(parameter: str, options: Sequence[str], default: str) -> str:
    given = request.args.get(parameter, default)
    if given not in options:
        raise BadRequest(f"The parameter {parameter!r} is one of {', '.join(options[:20])}, not {given[:50]!r}.")
    return given


def _subjects(current: Release, cube: str, language: ReaderLanguage) -> tuple[dict[str, tuple[Iri, Passage]], str]:
    """
    Return the subjects of *cube* by key as (IRI, name), alphabetically, and the key of the largest.

    That one has the largest figure of all in the newest period.
    """
    question = Question(load_folder("pages")["county-subjects"].text, {"cube": current.names.thing("cube", cube)})
    names: dict[str, dict[str, str]] = {}
    sizes: dict[str, tuple[str, float]] = {}
    # Half a second for the 9,000 figures of companies.
    key = ("county-subjects", cube)
    for row in derive(current, key, lambda: current.store.rows(question.text, question.bindings)):
        spoken = names.setdefault(row["subject"].value, {})
        if "name" in row:
            spoken[row["name"].language] = row["name"].value
        size = row["period"].value if "period" in row else "", float(row["largest"].value) if "largest" in row else -1
        sizes[row["subject"].value] = max(size, sizes.get(row["subject"].value, size))
    keys = {iri: (current.names.split(iri) or ("", iri))[1] for iri in names}
    found = {keys[iri]: (Iri(iri), choose(spoken, language) or Passage(keys[iri], "")) for iri, spoken in names.items()}
    largest = keys[max(sizes, key=lambda iri: (sizes[iri], iri))] if sizes else ""
    return dict(sorted(found.items(), key=lambda one: alphabetical(one[1][1].words))), largest


def _name_measure(measure: str, language: ReaderLanguage) -> str:
    return message(f"figure_{measure}", language.interface)


def _as_record(county: County) -> Record:
    return {
        "code": county.code,
        "name": county.name,
        **{one: _as_number(value) for one, value in county.figures.items()},
    }


def _as_number(figure: float | None) -> float | int | None:
    """Return *figure* with two decimals, or as a whole number where it is one."""
    return figure if figure is None else int(figure) if figure.is_integer() else round(figure, 2)
