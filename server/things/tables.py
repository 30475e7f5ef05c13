"""Tables of statistics on pages: pay, unemployment and head counts, with the reasons for withheld figures."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import YG

from ..charts.ranges import Row as BarRow
from ..dates import write_date
from ..languages import Passage, ReaderLanguage, choose
from ..numbers import write_fixed, write_number
from .page_questions import Found
from .pay import ALL, DIMENSIONS, rank_pay
from .sources import AGES, overdue_warning
from .values import address, term_label

# The number of letters that fit above a bar on a telephone.
_LONGEST_NAME = 46

# Shares of the unemployed have four decimals in the source.
_PERCENT_DECIMALS = 2
# The queries of the figures of a page, and of the names of their dimension codes.
FIGURE_QUERIES = ("figure-codes", "pay", "unemployment", "head-counts")

_PAY = ("average", "median", "lower", "upper", "employees")


@dataclass(frozen=True)
class Line:
    """
    A row of a table: the names of its dimension values, and its figures in words, '' for a withheld one.

    ``reason`` explains withheld figures, ``whole`` marks a row that sums up others of its table, and ``bar`` is its
    bar in a chart, None where the figures are withheld. The line with the highest ``rank`` stands for its group.
    """

    names: list[Passage]
    figures: list[str]
    reason: Passage | None = None
    whole: bool = False
    bar: BarRow | None = None
    rank: tuple[int | bool | str | float, ...] = ()


@dataclass
class Table:
    """
    The figures of one group; ``code`` is '' and ``name`` None where a page has only one group.

    ``summary`` has the lines that sum up the rest, where the table has both.
    """

    code: str
    href: str
    name: Passage | None
    lines: list[Line] = field(default_factory=list)

    @property
    def summary(self) -> list[Line]:
        """The lines that sum up others; none where all lines do."""
        whole = [line for line in self.lines if line.whole]
        return whole if len(whole) < len(self.lines) else []

    @property
    def main_bar(self) -> BarRow | None:
        """The bar of the line with the highest rank, the first among equals; None if no line has a bar."""
        drawn = [line for line in self.lines if line.bar]
        return max(drawn, key=lambda line: line.rank).bar if drawn else None

    @property
    def chart(self) -> list[BarRow]:
        """The bars of the summary lines, or of all lines; none where fewer than two have a bar."""
        lines = [(line, line.bar) for line in self.summary or self.lines if line.bar]
        # A bar is named by the dimensions in which the lines differ.
        parts = zip(*(line.names for line, _ in lines), strict=True)
        telling = [place for place, names in enumerate(parts) if len(set(names)) > 1]
        rows = [replace(bar, name=", ".join(line.names[place].words for place in telling)) for line, bar in lines]
        return rows if len(rows) > 1 else []


@dataclass
class Figures:
    """
    All tables of one cube on a page.

    ``cube`` is its address, ``period`` its first to last period in words or '', and ``warning`` is about figures that
    are older than their rhythm, '' for none.
    """

    query: str
    cube: str
    period: str
    tables: list[Table]
    warning: str = ""

    @property
    def overview(self) -> list[BarRow]:
        """The bars of the groups side by side, one per group; none where fewer than two have a bar."""
        rows = [
            replace(bar, name=shorten(f"{table.code} {table.name.words if table.name else ''}", _LONGEST_NAME))
            for table in self.tables
            if (bar := table.main_bar)
        ]
        return rows if len(rows) > 1 else []


class Names:
    """The names of dimension codes in one language, by code list and code."""

    def __init__(self, release: Release, rows: list[Row], language: ReaderLanguage) -> None:
        self.language = language
        spoken: dict[str, dict[str, str]] = {}
        for row in rows:
            if "code" not in row:
                continue
            spoken.setdefault(row["code"].value, {})[row["name"].language] = row["name"].value
        self._names = {code: choose(names, language) for code, names in spoken.items()}
        self._release = release

    def __call__(self, list_: str, code: str) -> Passage:
        """Return the name of a *code* of the code list *list_*; the code itself where it has no name."""
        return self._names.get(self._release.names.thing("code", f"{list_}-{code}")) or Passage(code, "")


@dataclass(frozen=True)
class FigureTables:
    """The statistics of a page by cube, None for a cube without any."""

    pay: Figures | None = None
    unemployment: Figures | None = None
    head_counts: Figures | None = None


def figure_tables(release: Release, found: Found, language: ReaderLanguage, now: datetime.date) -> FigureTables:
    """Return the statistics of a page from the rows of ``FIGURE_QUERIES``; those overdue *now* have a warning."""
    names = Names(release, found["figure-codes"], language)
    number = partial(write_number, language=language.interface)

    def percent(written: str) -> str:
        return write_fixed(float(written), _PERCENT_DECIMALS, language.interface)

    def figures(key: str, line: Callable[[Row], Line]) -> Figures | None:
        if not found.get(key):
            return None
        made = _figures(load_folder("pages")[key].text, found[key], line, release, names)
        made.warning = overdue_warning(found[AGES], found[key][0]["cube"].value, now, language)
        return made

    return FigureTables(
        figures("pay", lambda row: _pay_line(row, names, number)),
        figures("unemployment", lambda row: _unemployment_line(row, names, number, percent)),
        figures("head-counts", lambda row: _head_count_line(row, names, number)),
    )


@dataclass(frozen=True)
class Component:
    """A component of a data cube: its role, its name and address, and the code list or unit of its values."""

    role: str
    name: Passage
    href: str
    values: Passage | None
    values_href: str


def read_components(release: Release, rows: list[Row], language: ReaderLanguage) -> list[Component]:
    """Return the components of a data cube or of a data structure definition."""
    found = []
    for row in rows:
        property_ = row["property"].value
        values = Passage(row["name"].value, row["name"].language) if "name" in row else None
        found.append(
            Component(
                row["role"].value.rpartition("#")[2],
                term_label(release.terms, property_, language),
                f"/def.html#{property_.rpartition('#')[2]}" if property_.startswith(YG) else property_,
                values,
                address(row["values"].value, release.names) if values else "",
            )
        )
    return found


def _figures(query: str, rows: list[Row], line: Callable[[Row], Line], release: Release, names: Names) -> Figures:
    tables: dict[str, Table] = {}
    for row in rows:
        group = row["group"].value if "group" in row else ""
        if group not in tables:
            name = Passage(row["name"].value, row["name"].language) if "name" in row else None
            code = row["code"].value if "code" in row else ""
            tables[group] = Table(code, address(group, release.names) if group else "", name)
        reason = names("figure-status", row["status"].value) if "status" in row else None
        tables[group].lines.append(replace(line(row), reason=reason))
    cube = address(rows[0]["cube"].value, release.names)
    periods = sorted({row["period"].value for row in rows if "period" in row})
    words = [write_date(period, names.language.interface) for period in (*periods[:1], *periods[1:][-1:])]
    return Figures(query, cube, " – ".join(words), list(tables.values()))


def _pay_line(row: Row, names: Names, number: Callable[[str], str]) -> Line:
    whole = row["sector"].value == row["time"].value == ALL
    year = Passage(row["period"].value[:4] if "period" in row else "", "")
    shown = _shown(row, _PAY, number)
    bar = None
    if "median" in row:
        # Without published quartiles the bar is its median alone.
        ends = (column if column in row else "median" for column in ("lower", "upper", "median"))
        bar = BarRow("", shown[1], *(float(row[column].value) for column in ends))
    parts = [names(list_, row[column].value) for column, list_ in DIMENSIONS.items()]
    return Line([year, *parts], shown, whole=whole, bar=bar, rank=rank_pay(row))


def _unemployment_line(row: Row, names: Names, number: Callable[[str], str], percent: Callable[[str], str]) -> Line:
    shown = [*_shown(row, ("percent",), percent), *_shown(row, ("unemployed",), number)]
    return _plain_line(row, names("years-since", row["since"].value), "percent", shown)


def _head_count_line(row: Row, names: Names, number: Callable[[str], str]) -> Line:
    return _plain_line(row, names("labour-status", row["doing"].value), "persons", _shown(row, ("persons",), number))


def _plain_line(row: Row, name: Passage, column: str, shown: list[str]) -> Line:
    """Return a line with *shown*, whose bar goes from zero to the figure in *column*, the first of them."""
    bar = BarRow("", shown[0], 0.0, float(row[column].value)) if column in row else None
    return Line([name], shown, bar=bar)


def shorten(words: str, most: int) -> str:
    """
    Return *words*, cut at a word with an ellipsis where they exceed *most* letters.

    >>> shorten("Ledere av helsetjenester", 12)
    'Ledere av …'
    """
    words = words.strip()
    return words if len(words) <= most else words[: most - 1].rpartition(" ")[0] + " …"


def _shown(row: Mapping[str, Any], columns: Iterable[str], number: Callable[[str], str]) -> list[str]:
    return [number(row[column].value) if column in row else "" for column in columns]
