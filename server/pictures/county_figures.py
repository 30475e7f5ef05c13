"""Areas with their figures, from the rows of a data cube by county: the newest, in numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.reading.release import Release
from graph.reading.result_rows import Row

from ..charts.tiles import COUNTIES
from ..dates import write_date
from ..languages import Passage, ReaderLanguage, choose
from ..messages import message
from ..numbers import write_fixed

# The cubes with figures by county, and the figures of each; a ratio is derived from two.
CUBES: Mapping[str, Sequence[str]] = {
    "job-market": ("vacancies", "seekers", "seekers_per_vacancy"),
    "shortage": ("shortage",),
    "companies": ("companies", "full_time"),
}
# The code of the whole country.
WHOLE = "no"
_RATIO = "seekers_per_vacancy"
_PUBLISHED = ("vacancies", "seekers", "shortage", "companies", "full_time")
_WITH_DECIMAL = (_RATIO, "full_time")


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


def read_counties(
    current: Release, rows: Sequence[Row], cube: str, language: ReaderLanguage
) -> tuple[list[County], str, str]:
    """
    Return the areas in *rows* of the newest period in order of code, their division, and the period in words.

    Figures without a period have the day by which all of them were retrieved in its place.
    """
    newest = _text(rows[0], "period")
    names: dict[str, dict[str, str]] = {}
    figures: dict[str, Mapping[str, float | None]] = {}
    statuses: dict[str, str] = {}
    for row in rows:
        if _text(row, "period") == newest:
            names.setdefault(row["area"].value, {})[row["name"].language] = row["name"].value
            figures[row["area"].value] = _figures(row, cube)
            statuses[row["area"].value] = _text(row, "status")
    divisions, found = set(), []
    for iri, one in figures.items():
        key = (current.names.split(iri) or ("", iri))[1]
        divisions |= {year for year in COUNTIES if key.startswith(f"county-{year}-")}
        name = choose(names[iri], language) or Passage(key, "")
        words = {measure: _write(measure, one, statuses[iri], language) for measure in one}
        found.append(County(key.rpartition("-")[2], name.words, one, words))
    written = _period(rows, newest, cube, language)
    return sorted(found, key=lambda one: one.code), max(divisions, default=max(COUNTIES)), written


def _text(row: Row, column: str) -> str:
    return row[column].value if column in row else ""


def _period(rows: Sequence[Row], newest: str, cube: str, language: ReaderLanguage) -> str:
    if not newest:
        retrieved = write_date(max(_text(row, "retrieved") for row in rows), language.interface)
        return message("retrieved_by", language.interface, date=retrieved)
    return newest[:4] if cube == "shortage" else write_date(newest[:7], language.interface)


def _figures(row: Row, cube: str) -> dict[str, float | None]:
    found = {one: float(row[one].value) if one in row else None for one in _PUBLISHED if one in CUBES[cube]}
    if _RATIO in CUBES[cube]:
        vacancies, seekers = found["vacancies"], found["seekers"]
        found[_RATIO] = seekers / vacancies if seekers is not None and vacancies else None
    return found


def _write(measure: str, figures: Mapping[str, float | None], status: str, language: ReaderLanguage) -> str:
    """
    Return a figure in words: a ratio and full-time equivalents with one decimal, other numbers without.

    A figure that is withheld, and a ratio that divides by zero, is told as such.
    """
    number = figures[measure]
    if number is None and measure == "full_time" and status == "under-five":
        return message("under_five", language.interface)
    if number is None:
        divides_by_zero = measure == _RATIO and figures["vacancies"] == 0 and figures["seekers"] is not None
        return message("no_vacancies" if divides_by_zero else "not_shown", language.interface)
    return write_fixed(number, 1 if measure in _WITH_DECIMAL else 0, language.interface)
