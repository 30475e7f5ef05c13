"""Pay by sex, sector and year: the groups of an occupation side by side, and each over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import Iri, is_iri

from ..browse.entries import read_names
from ..charts.drawing import Drawing
from ..charts.ranges import Row as BarRow
from ..charts.ranges import draw_ranges
from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, requested_language
from ..messages import message
from ..numbers import write_number
from ..refusals import BadRequest, UnknownPage
from ..things.cards import read_cards
from ..things.occupation.pay_series import draw_pay_by_sex, pay_by_sex
from ..things.page_questions import ask_about
from ..things.pay import ALL, is_managers
from ..things.tables import Names
from ..things.values import address
from .svg_format import SVG, svg_response

bp = Blueprint("pay_choice", __name__)

# The dimensions that a reader chooses, with their code lists; the year comes last.
_CHOSEN = {"sex": "sex", "sector": "sector"}
_COLUMNS = ("code", "group", "year", "sector", "sex", "median", "lower", "upper")


@dataclass(frozen=True)
class PayGroup:
    """A group with pay: its code and name, its address, and its pay by sex over the years, None for a single year."""

    code: str
    href: str
    name: Passage
    over_years: Drawing | None


@dataclass(frozen=True, kw_only=True)
class PayPage(Page):
    """
    The variables of ``pay.html``.

    ``choices`` are the options of each parameter as (code, name), ``chosen`` the code in use; ``bars`` is the drawing
    of the groups side by side, None where none has a median, and ``years`` has the years that do have one.
    """

    template: ClassVar[str] = "pay.html"

    key: str
    iri: Iri
    name: Passage
    href: str
    choices: Mapping[str, Sequence[tuple[str, str]]]
    chosen: Mapping[str, str]
    bars: Drawing | None
    years: Sequence[str]
    groups: Sequence[PayGroup]
    lines: Sequence[Record]


@bp.get("/pay/<key>")
@takes("sex", "sector", "year")
def pay(key: str) -> Response:
    """
    Show the pay in the groups of the occupation *key*, or in the STYRK-08 group with this code, as chosen.

    The drawing is of one sex, sector and year; the table, CSV and JSON are of one sector, and CSV and JSON of the sex
    and of the year that the address names.

    Raises ``UnknownPage`` for a key that is neither, and ``BadRequest`` for a choice that no figure has.
    """
    key, dot, suffix = key.partition(".")
    chosen = choose_format((*OFFERED, SVG), suffix if dot else None)
    current, language = release(), requested_language()
    name, iri, rows, names = _read(current, language, key)
    choices = _choices(rows, names)
    picked = {one: _pick(one, [code for code, _ in options]) for one, options in choices.items()}
    bars = draw_groups(rows, picked, language, _title(name, picked, names, language))
    if chosen is SVG:
        if bars is None:
            raise UnknownPage("No pay is published for this choice.")
        return svg_response(bars, current, language, message("chart_pay", language.interface))
    if chosen.suffix != "html":
        limits = {one: code for one, code in picked.items() if one == "sector" or one in request.args}
        return rows_response(_COLUMNS, _lines(rows, limits, names), chosen, current, language)
    page = PayPage(
        language=language, release=current, key=key, iri=iri, name=name, href=address(iri, current.names),
        choices=choices, chosen=picked, bars=bars, years=_years_with(rows, picked),
        lines=_lines(rows, {"sector": picked["sector"]}, names),
        groups=list(_groups(current, rows, picked["sector"], names, language)),
    )  # fmt: skip
    return page_response(page.render(), current, language)


@bp.get("/pay/<key>/<group>.svg")
@takes("sector")
def pay_over_years(key: str, group: str) -> Response:
    """Return the drawing of pay by sex over the years in a *group*; raises ``UnknownPage`` without two years."""
    current, language = release(), requested_language()
    _, _, rows, names = _read(current, language, key)
    sector = _pick("sector", [code for code, _ in _choices(rows, names)["sector"]])
    found = next((one for one in _groups(current, rows, sector, names, language) if one.code == group), None)
    if found is None or found.over_years is None:
        raise UnknownPage(f"No group {group!r} has pay over the years here.")
    return svg_response(found.over_years, current, language, message("chart_years", language.interface))


def _read(current: Release, language: ReaderLanguage, key: str) -> tuple[Passage, Iri, list[Row], Names]:
    """Return the name, the IRI, and the rows with a median of the occupation or group *key*, and names of codes."""
    entry = read_names(current, language).get(key)
    iri = current.names.thing("occupation" if entry else "styrk08", key)
    if not is_iri(iri):
        raise UnknownPage(f"There is no occupation and no group called {key!r}.")
    found = ask_about(current, iri, language, "pay", "figure-codes")
    rows = [row for row in found["pay"] if {"median", "period", "code"} <= row.keys() and row["time"].value == ALL]
    if not entry and not rows:
        raise UnknownPage(f"There is no occupation and no group with pay called {key!r}.")
    name = entry.name if entry else _name(rows[0])
    # The group of the headline leads and groups of managers come last, as on the page of the occupation.
    card = read_cards(current, language, [key]).get(key) if entry else None
    own = card.pay.code if card and card.pay else ""
    rows.sort(key=lambda row: _place(row, own))
    return name, iri, rows, Names(current, found["figure-codes"], language)


def _place(row: Row, own: str) -> tuple[bool, bool, str]:
    code = row["code"].value
    return code != own, is_managers(code), code


def _name(row: Row) -> Passage:
    return Passage(row["name"].value, row["name"].language) if "name" in row else Passage(row["code"].value, "")


def _year(row: Row) -> str:
    return row["period"].value[:4]


def _choices(rows: Sequence[Row], names: Names) -> dict[str, list[tuple[str, str]]]:
    """Return the options of each parameter as (code, name): all first, the newest year first."""
    found = {}
    for one, list_ in _CHOSEN.items():
        codes = {ALL, *(row[one].value for row in rows)}
        found[one] = [(code, names(list_, code).words) for code in sorted(codes, key=lambda code: (code != ALL, code))]
    years = sorted({_year(row) for row in rows}, reverse=True)
    return found | {"year": [(year, year) for year in years]}


def _pick(parameter: str, codes: Sequence[str]) -> str:
    given = request.args.get(parameter)
    if given is None:
        return codes[0] if codes else ""
    if given not in codes:
        raise BadRequest(f"The parameter {parameter!r} is one of {', '.join(codes)}, not {given!r}.")
    return given


def draw_groups(rows: Iterable[Row], picked: Mapping[str, str], language: ReaderLanguage, title: str) -> Drawing | None:
    """
    Return the drawing of the groups in *rows* that suit the codes in *picked*, None where none does.

    A group is its quartiles with the median, or the median alone where no quartiles are published.
    """
    bars = [
        BarRow(
            f"{row['code'].value} {_name(row).words}",
            write_number(row["median"].value, language.interface) + " kr",
            *(float(row[end if end in row else "median"].value) for end in ("lower", "upper", "median")),
        )
        for row in rows
        if _suits(row, picked)
    ]
    return draw_ranges(bars, language.interface, title) if bars else None


def _title(of: Passage, limits: Mapping[str, str], names: Names, language: ReaderLanguage) -> str:
    """Return the title of a drawing of pay that is limited to the codes in *limits*, and is of all working hours."""
    parts = [names(_CHOSEN[one], code).words for one, code in limits.items() if one in _CHOSEN]
    parts += [names("working-time", ALL).words, *(code for one, code in limits.items() if one == "year")]
    return ", ".join([message("pay_of", language.interface, name=of.words), *parts])


def _suits(row: Row, limits: Mapping[str, str]) -> bool:
    return all((_year(row) if one == "year" else row[one].value) == code for one, code in limits.items())


def _years_with(rows: Iterable[Row], picked: Mapping[str, str]) -> list[str]:
    return sorted({_year(row) for row in rows if _suits(row, {**picked, "year": _year(row)})}, reverse=True)


def _lines(rows: Sequence[Row], limits: Mapping[str, str], names: Names) -> list[Record]:
    """Return the figures that suit the codes in *limits* by column, as codes and names, newest year first."""
    found = [row for row in rows if _suits(row, limits)]
    found.sort(key=lambda row: (row["sex"].value != ALL, row["sex"].value))
    found.sort(key=_year, reverse=True)
    order = list(dict.fromkeys(row["code"].value for row in rows))
    found.sort(key=lambda row: order.index(row["code"].value))
    return [
        {
            "code": row["code"].value, "group": _name(row).words, "year": _year(row),
            "sector": names("sector", row["sector"].value).words, "sex": names("sex", row["sex"].value).words,
            **{one: row[one].value if one in row else "" for one in ("median", "lower", "upper")},
        }
        for row in found
    ]  # fmt: skip


def _groups(
    current: Release, rows: Sequence[Row], sector: str, names: Names, language: ReaderLanguage
) -> Iterable[PayGroup]:
    for group, row in {row["group"].value: row for row in rows}.items():
        title = _title(_name(row), {"sector": sector}, names, language)
        drawn = draw_pay_by_sex(pay_by_sex(rows, group, names, sector), language, title)
        yield PayGroup(row["code"].value, address(group, current.names), _name(row), drawn)
