"""Figures by county: job seekers, vacancies and shortage as a map of tiles, a table and data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import Iri

from ..charts.drawing import Drawing
from ..charts.tiles import COUNTIES, Tile, draw_tiles
from ..collation import alphabetical
from ..dates import write_date
from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, choose, requested_language
from ..messages import message
from ..numbers import write_fixed
from ..refusals import BadRequest, UnknownPage
from ..things.page_questions import ask
from ..things.sources import AGES, overdue_warning, today
from .svg_format import SVG, svg_response

bp = Blueprint("counties", __name__)

# The cubes with figures by county, and the figures of each; a ratio is derived from two.
CUBES: Mapping[str, Sequence[str]] = {
    "job-market": ("vacancies", "seekers", "seekers_per_vacancy"),
    "shortage": ("shortage",),
}
# The code of the whole country.
_WHOLE = "no"
_RATIO = "seekers_per_vacancy"
_PUBLISHED = ("vacancies", "seekers", "shortage")


@dataclass(frozen=True)
class County:
    """
    An area: its code ('no' for the whole country), its name, and its figures by name.

    A figure is None where it is withheld, and the ratio also where there are no vacancies. ``words`` has the figures in
    the notation of the reader, and says which of the two it is.
    """

    code: str
    name: str
    figures: Mapping[str, float | None]
    words: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class CountiesPage(Page):
    """
    The variables of ``counties.html``.

    ``subjects`` are the options as (key, name), ``subject`` and ``show`` those in use. ``whole`` has the figures of the
    country, None where there are none, and ``warning`` is about figures older than their rhythm ('' for none).
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
    warning: str


@bp.get("/counties/<cube>")
@bp.get("/counties/<cube>.<suffix>")
@takes("of", "show")
def counties(cube: str, suffix: str | None = None) -> Response:
    """
    Show the newest figures of *cube* by county, of the occupational field or group in ``?of=``.

    Raises ``UnknownPage`` for a cube without counties, and ``BadRequest`` for an unknown subject or figure.
    """
    chosen = choose_format((*OFFERED, SVG), suffix)
    current, language = release(), requested_language()
    subjects = _subjects(current, cube, language) if cube in CUBES else {}
    if not subjects:
        raise UnknownPage(f"No data cube called {cube!r} has figures by county.")
    subject = _pick("of", list(subjects))
    show = _pick("show", CUBES[cube])
    iri, name = subjects[subject]
    values = {"cube": current.names.thing("cube", cube), "subject": iri}
    pages = load_folder("pages")
    found = ask(current, {"rows": Question(pages["county-rows"].text, values), AGES: Question(pages[AGES].text)})
    areas, division, period = read_counties(current, found["rows"], cube, language)
    tiles = [Tile(one.code, one.name, one.figures[show], one.words[show]) for one in areas]
    drawing = draw_tiles(tiles, division, f"{_name_measure(show, language)}: {name.words}, {period}")
    if chosen is SVG:
        return svg_response(drawing, current, language, message("chart_tiles", language.interface))
    if chosen.suffix != "html":
        records = (_as_record(one) for one in areas)
        return rows_response(("code", "name", *CUBES[cube]), records, chosen, current, language)
    page = CountiesPage(
        language=language, release=current, cube=cube, subjects=[(key, one) for key, (_, one) in subjects.items()],
        subject=subject, subject_iri=iri, subject_name=name, measures=CUBES[cube], show=show, period=period,
        drawing=drawing,
        counties=[one for one in areas if one.code != _WHOLE],
        whole=next((one for one in areas if one.code == _WHOLE), None),
        warning=overdue_warning(found[AGES], values["cube"], today(), language),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _pick(parameter: str, options: Sequence[str]) -> str:
    given = request.args.get(parameter, options[0])
    if given not in options:
        raise BadRequest(f"The parameter {parameter!r} is one of {', '.join(options[:20])}, not {given[:50]!r}.")
    return given


def _subjects(current: Release, cube: str, language: ReaderLanguage) -> dict[str, tuple[Iri, Passage]]:
    """Return the subjects of *cube* by key as (IRI, name), alphabetically."""
    question = Question(load_folder("pages")["county-subjects"].text, {"cube": current.names.thing("cube", cube)})
    names: dict[str, dict[str, str]] = {}
    for row in current.store.rows(question.text, question.bindings):
        spoken = names.setdefault(row["subject"].value, {})
        if "name" in row:
            spoken[row["name"].language] = row["name"].value
    keys = {iri: (current.names.split(iri) or ("", iri))[1] for iri in names}
    found = {keys[iri]: (Iri(iri), choose(spoken, language) or Passage(keys[iri], "")) for iri, spoken in names.items()}
    return dict(sorted(found.items(), key=lambda one: alphabetical(one[1][1].words)))


def read_counties(
    current: Release, rows: Sequence[Row], cube: str, language: ReaderLanguage
) -> tuple[list[County], str, str]:
    """Return the areas in *rows* of the newest period in order of code, their division, and the period in words."""
    newest = rows[0]["period"].value
    names: dict[str, dict[str, str]] = {}
    figures: dict[str, Mapping[str, float | None]] = {}
    for row in rows:
        if row["period"].value == newest:
            names.setdefault(row["area"].value, {})[row["name"].language] = row["name"].value
            figures[row["area"].value] = _figures(row, cube)
    divisions, found = set(), []
    for iri, one in figures.items():
        key = (current.names.split(iri) or ("", iri))[1]
        divisions |= {year for year in COUNTIES if key.startswith(f"county-{year}-")}
        name = choose(names[iri], language) or Passage(key, "")
        words = {measure: _write(measure, one, language) for measure in one}
        found.append(County(key.rpartition("-")[2], name.words, one, words))
    written = newest[:4] if cube == "shortage" else write_date(newest[:7], language.interface)
    return sorted(found, key=lambda one: one.code), max(divisions, default=max(COUNTIES)), written


def _figures(row: Row, cube: str) -> dict[str, float | None]:
    found = {one: float(row[one].value) if one in row else None for one in _PUBLISHED if one in CUBES[cube]}
    if _RATIO in CUBES[cube]:
        vacancies, seekers = found["vacancies"], found["seekers"]
        found[_RATIO] = seekers / vacancies if seekers is not None and vacancies else None
    return found


def _write(measure: str, figures: Mapping[str, float | None], language: ReaderLanguage) -> str:
    """
    Return a figure in words: a ratio with one decimal, a number of persons or posts without.

    A figure that is withheld, and a ratio that divides by zero, is told as such.
    """
    number = figures[measure]
    if number is None:
        divides_by_zero = measure == _RATIO and figures["vacancies"] == 0 and figures["seekers"] is not None
        return message("no_vacancies" if divides_by_zero else "not_shown", language.interface)
    return write_fixed(number, 1 if measure == _RATIO else 0, language.interface)


def _name_measure(measure: str, language: ReaderLanguage) -> str:
    return message(f"figure_{measure}", language.interface)


def _as_record(county: County) -> Record:
    written = {one: None if value is None else round(value, 2) for one, value in county.figures.items()}
    return {"code": county.code, "name": county.name, **written}
