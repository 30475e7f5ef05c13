"""
Pairs of an occupation and one of ESCO that a reader has judged, which stand in the place of computed links.

``graph/data/esco_judged.csv`` has them: 120 occupations drawn by lot, on which the computed links are measured, and a
few chosen ones. Of each, the twenty occupations of ESCO most like it by name or group were judged, by their names,
groups, ESCO's codes and the description of the Norwegian occupation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..sources.files.separated_values import read_table

TABLE = Path(__file__).parents[1] / "data" / "esco_judged.csv"
NONE = "none"
_RELATIONS = frozenset(["exactMatch", "closeMatch", "broadMatch", "narrowMatch", NONE])
_DRAWN = frozenset(["lot", "chosen"])
_COLUMNS = ("occupation", "esco", "name", "relation", "drawn")


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """
    An occupation and one of ESCO by their keys, with the relation between them, ``none`` for none.

    ``esco`` is '' for an occupation that nothing in ESCO is like. ``by_lot``: was it drawn by lot?
    """

    occupation: str
    esco: str
    relation: str
    by_lot: bool


@cache
def read_judged(path: Path = TABLE) -> tuple[JudgedPair, ...]:
    """Return the pairs in the table at *path*; raises ``SourceFault``, with the line, for an unknown relation."""
    found = []
    for row in read_table(path, _COLUMNS, ()):
        for column, known in (("relation", _RELATIONS), ("drawn", _DRAWN)):
            if row[column] not in known:
                raise row.fault(f"{column} is one of {', '.join(sorted(known))}, got {row[column]!r}")
        found.append(JudgedPair(row["occupation"], row["esco"], row["relation"], row["drawn"] == "lot"))
    return tuple(found)
