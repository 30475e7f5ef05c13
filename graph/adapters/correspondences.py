"""Adapters for the published tables behind crosswalks: those of Statistics Norway and of the ILO."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from rdflib.term import URIRef

from ..crosswalk import (
    ISCO08,
    ISCO88,
    OFFICIAL_TABLE,
    STYRK08,
    STYRK98,
    TITLES,
    Crosswalk,
    Match,
    Side,
)
from ..crosswalk_words import ISCO, KLASS, KLASS_TITLES
from ..sources.classifications.isco_correspondence import read_isco_table
from ..sources.classifications.klass_correspondence import CorrespondenceTable, read_correspondence
from ..statements.codes import code_statements, title_statements
from ..statements.crosswalks import crosswalk_statements
from ..vocab import Names, Statement
from .interface import Adapter, Context, Reading


def _klass(path: Path, source: str, context: Context) -> Reading:
    table = read_correspondence(path)
    of_titles = official_table(KLASS_TITLES, TITLES, STYRK08, table.titles.each, "broadMatch")
    crosswalks = [one for one in (official_table(KLASS, STYRK98, STYRK08, table.groups.each), of_titles) if one.matches]
    context.crosswalks.extend(crosswalks)
    report = {
        "table": table.name,
        "from STYRK-08 to STYRK-98 at the publisher": table.is_turned,
        "pairs of groups": len(table.groups.each),
        "pairs of titles": len(table.titles.each),
        "pairs above unit groups, left out": [" ".join(pair) for pair in table.above],
        "without a STYRK-08 code": [*table.groups.without_target, *table.titles.without_target],
        "without a STYRK-98 code": list(table.without_source),
        "listed twice": [" ".join(pair) for pair in (*table.groups.repeated, *table.titles.repeated)],
    }
    alone = {STYRK98: table.groups.without_target, STYRK08: table.without_source}
    names = {STYRK98.kind: table.old_names, STYRK08.kind: table.new_names}
    statements = [
        *_with_codes(crosswalks, alone, context.names, URIRef(source), names),
        *_titles(table, context.names, URIRef(source)),
    ]
    return Reading(statements, report)


def _titles(table: CorrespondenceTable, names: Names, source: URIRef) -> Iterator[Statement]:
    """Yield the titles of *table* with their names: some may have left the catalogue."""
    for code in dict.fromkeys([*(code for code, _ in table.titles.each), *table.titles.without_target]):
        if name := table.old_names.get(code):
            yield from title_statements(names, code, name, source)


def _isco(path: Path, source: str, context: Context) -> Reading:
    pairs, report = read_isco_table(path)
    crosswalk = official_table(ISCO, ISCO88, ISCO08, pairs)
    context.crosswalks.append(crosswalk)
    return Reading(_with_codes([crosswalk], {}, context.names, URIRef(source)), report)


def official_table(
    key: str, source: Side, target: Side, pairs: Iterable[tuple[str, str]], relation: str = ""
) -> Crosswalk:
    """Return the crosswalk of a published table, which states each pair and no shares."""
    matches = tuple(Match(one, other, OFFICIAL_TABLE, 1.0, relation) for one, other in pairs)
    return Crosswalk(key, source, target, True, matches)


def _with_codes(
    crosswalks: Iterable[Crosswalk],
    alone: Mapping[Side, Iterable[str]],
    names: Names,
    source: URIRef,
    named: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Iterator[Statement]:
    """
    Yield crosswalks and the codes they use, *named* by kind and code.

    Titles are left to the catalogue of titles to describe.
    """
    used: dict[tuple[str, str], None] = {(side.kind, code): None for side, codes in alone.items() for code in codes}
    for crosswalk in crosswalks:
        yield from crosswalk_statements(crosswalk, names, source)
        used |= {(crosswalk.source.kind, match.source): None for match in crosswalk.matches}
        used |= {(crosswalk.target.kind, match.target): None for match in crosswalk.matches}
    for kind, code in used:
        if kind != TITLES.kind:
            yield from code_statements(names, kind, code, source, named.get(kind, {}).get(code, ""))


CROSSWALK_ADAPTERS: Mapping[str, Adapter] = {
    "klass-correspondence": _klass,
    "isco-correspondence": _isco,
}
