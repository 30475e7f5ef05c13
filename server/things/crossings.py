"""Crosswalks on pages: the coverage and evidence of each, and the mappings of one code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph import kinds
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row

from ..languages import NOTHING, Passage, ReaderLanguage
from .values import address, edition, term_label

MOST_SHOWN = 30
# The kinds of resources that crosswalks map.
MAPPED = frozenset(kind.key for kind in kinds.KINDS if kind.is_mapped)
# The kinds of resources that are suggested for each other because their names are equal.
SUGGESTED = frozenset(kind.key for kind in kinds.KINDS if kind.has_suggestions)


@dataclass(frozen=True)
class End:
    """One end of a mapping: its address, its edition ('' for none), its code and its name."""

    href: str
    edition: str
    code: str
    name: Passage


@dataclass(frozen=True)
class CrossingLine:
    """A mapping on a page; ``confidence`` is from 0 to 1, and on the page of a code ``target`` is the other end."""

    href: str
    source: End | None
    target: End
    relation: Passage
    evidence: Passage
    cardinality: str
    confidence: float


@dataclass(frozen=True)
class Crossing:
    """The mappings of one code in one crosswalk; ``better`` is the address of the crosswalk that replaces it, or ''."""

    href: str
    title: Passage
    official: bool
    better: str
    lines: list[CrossingLine]


def crossings(current: Release, rows: list[Row], language: ReaderLanguage) -> list[Crossing]:
    """Return the mappings of a code by crosswalk, official ones first; mappings to this code are inverted."""
    found: dict[str, Crossing] = {}
    for row in rows:
        crosswalk = row["crosswalk"].value
        if crosswalk not in found:
            better = address(row["better"].value, current.names) if "better" in row else ""
            official = row["official"].value == "true"
            href = address(crosswalk, current.names)
            found[crosswalk] = Crossing(href, make_passage(row, "title"), official, better, [])
        other = make_end(current, row, "other", "code", "name")
        found[crosswalk].lines.append(make_line(current, row, None, other, language))
    return list(found.values())


def suggestions(current: Release, rows: Iterable[Row], language: ReaderLanguage) -> list[CrossingLine]:
    """Return the mappings that equal names suggest for a title or an occupation, by falling confidence."""
    return make_lines(current, fold_names(rows, ("mapping",), (language.content, "nb", "en")), language, "code")


def make_lines(current: Release, rows: Iterable[Row], language: ReaderLanguage, then: str) -> list[CrossingLine]:
    """Return the mappings in *rows* to other resources, by falling confidence, and *then* by this column."""

    def place(row: Row) -> tuple[float, str, str]:
        return -float(row["confidence"].value), row[then].value if then in row else "", row["other"].value

    ends = ((row, make_end(current, row, "other", "code", "name")) for row in sorted(rows, key=place))
    return [make_line(current, row, None, end, language) for row, end in ends]


def fold_names(rows: Iterable[Row], by: Sequence[str], languages: Sequence[str]) -> list[Row]:
    """
    Return a row for each combination of values in the columns *by*, with all that its rows have.

    Its ``name`` is in the first of *languages* in which it has one, and absent where it has none.
    """
    folded: dict[tuple[str, ...], Row] = {}
    names: dict[tuple[str, ...], dict[str, Cell]] = {}
    for row in rows:
        place = tuple(row[column].value if column in row else "" for column in by)
        if "name" in row:
            names.setdefault(place, {})[row["name"].language] = row["name"]
        folded.setdefault(place, {}).update(row)
    for place, row in folded.items():
        row.pop("name", None)
        if best := next((names[place][tag] for tag in languages if tag in names.get(place, {})), None):
            row["name"] = best
    return list(folded.values())


def make_line(current: Release, row: Row, source: End | None, target: End, language: ReaderLanguage) -> CrossingLine:
    """Return the mapping in *row* between the ends *source* and *target*."""
    return CrossingLine(
        address(row["mapping"].value, current.names),
        source,
        target,
        term_label(current.terms, row["relation"].value, language),
        term_label(current.terms, row["evidence"].value, language),
        row["cardinality"].value,
        float(row["confidence"].value),
    )


def make_end(current: Release, row: Row, thing: str, code: str, name: str) -> End:
    """Return one end of a mapping; *thing*, *code* and *name* are the columns of its IRI, code and name in *row*."""
    iri = row[thing].value
    kind, key = current.names.split(iri) or ("", "")
    shown = make_passage(row, name) if name in row else Passage(row[code].value if code in row else key, "")
    return End(address(iri, current.names), edition(kind), row[code].value if code in row else "", shown)


def make_passage(row: Row, name: str) -> Passage:
    """Return the literal in the column *name* of *row*, ``NOTHING`` where it is unbound."""
    return Passage(row[name].value, row[name].language) if name in row else NOTHING
