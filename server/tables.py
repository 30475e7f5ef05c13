"""The tables of statistics on a page: pay, unemployment and head counts, with what is withheld and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.queries import load_folder
from graph.release import Release
from graph.store import Row
from graph.vocab import YG, Iri

from .languages import Passage, choose
from .values import address, term_label

# Statistics Norway's sign for a figure that is not for publication.
WITHHELD = ":"
_THOUSANDS = {"nb": "\u202f", "nn": "\u202f", "en": ","}
_POINT = {"nb": ",", "nn": ",", "en": "."}

_PAY = ("average", "median", "lower", "upper", "employees")


@dataclass(frozen=True)
class Line:
    """A row of a table: the names of what it is of, and its figures as they are shown."""

    names: list[Passage]
    figures: list[str]


@dataclass
class Table:
    """The figures of one group; ``code`` and ``name`` are '' and None where a page has only one."""

    code: str
    href: str
    name: Passage | None
    lines: list[Line] = field(default_factory=list)


@dataclass
class Figures:
    """All tables of one cube on a page; ``period`` is a date or '', ``withheld`` the reasons for missing figures."""

    query: str
    cube: str
    period: str
    tables: list[Table]
    withheld: list[Passage]


class Names:
    """The names of the codes of statistics in one language, by list and code."""

    def __init__(self, release: Release, language: str) -> None:
        spoken: dict[str, dict[str, str]] = {}
        for row in release.store.rows(load_folder("pages")["figure-codes"].text):
            spoken.setdefault(row["code"].value, {})[row["name"].language] = row["name"].value
        self._names = {code: choose(names, language) for code, names in spoken.items()}
        self._release = release

    def __call__(self, list_: str, code: str) -> Passage:
        """Return the name of a code."""
        return self._names.get(self._release.names.thing("code", f"{list_}-{code}")) or Passage(code, "")


def figure_parts(release: Release, iri: Iri, language: str) -> dict[str, Figures]:
    """Return the statistics on the page of *iri* by the names its template knows them by, those there are."""
    names = Names(release, language)
    number = numbers(language)
    found = {}
    for key, line in (
        ("pay", lambda row: _pay_line(row, names, number)),
        ("unemployment", lambda row: _unemployment_line(row, names, number)),
        ("head-counts", lambda row: _head_count_line(row, names, number)),
    ):
        query = load_folder("pages")[key].text
        if rows := release.store.rows(query, {"this": iri}):
            found[key.replace("-", "_")] = _figures(query, rows, line, release, names)
    return found


@dataclass(frozen=True)
class Component:
    """A property of a cube's observations: its role, its name and address, and the list or unit of its values."""

    role: str
    name: Passage
    href: str
    values: Passage | None
    values_href: str


def components(release: Release, iri: Iri, language: str) -> list[Component]:
    """Return the properties that the observations of a cube, or of a structure, have."""
    found = []
    for row in release.store.rows(load_folder("pages")["components"].text, {"this": iri}):
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
        tables[group].lines.append(line(row))
    reasons = dict.fromkeys(row["status"].value for row in rows if "status" in row)
    cube = address(rows[0]["cube"].value, release.names)
    period = rows[0]["period"].value if "period" in rows[0] else ""
    withheld = [names("figure-status", reason) for reason in sorted(reasons)]
    return Figures(query, cube, period, list(tables.values()), withheld)


def _pay_line(row: Row, names: Names, number: Callable[[str], str]) -> Line:
    parts = (("sector", "sector"), ("working-time", "time"), ("sex", "sex"))
    return Line([names(list_, row[column].value) for list_, column in parts], _shown(row, _PAY, number))


def _unemployment_line(row: Row, names: Names, number: Callable[[str], str]) -> Line:
    return Line([names("years-since", row["since"].value)], _shown(row, ("percent", "unemployed"), number))


def _head_count_line(row: Row, names: Names, number: Callable[[str], str]) -> Line:
    return Line([names("labour-status", row["doing"].value)], _shown(row, ("persons",), number))


def _shown(row: Mapping[str, Any], columns: Iterable[str], number: Callable[[str], str]) -> list[str]:
    return [number(row[column].value) if column in row else WITHHELD for column in columns]


def numbers(language: str) -> Callable[[str], str]:
    """Return what writes a decimal number as readers of *language* do."""

    def written(value: str) -> str:
        whole, _, rest = value.partition(".")
        digits = f"{int(whole):,}".replace(",", _THOUSANDS[language])
        rest = rest.rstrip("0")
        return digits + (_POINT[language] + rest if rest else "")

    return written
