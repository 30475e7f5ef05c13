"""The codes of an occupation: its classification groups and their counterparts in other editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.reading.release import Release
from graph.reading.result_rows import Row

from ...languages import Passage, ReaderLanguage
from ..crossings import fold_names
from ..values import address, edition, term_label

# The order of the editions on a page: editions that sources state come first.
_ORDER = ("STYRK-08", "STYRK-98", "ISCO-08", "ESCO")
_ESCO = "ESCO"
# The columns that distinguish one code from another.
_COLUMNS = ("code", "through", "relation", "confidence")


@dataclass(frozen=True)
class Coded:
    """
    A classification code of an occupation: its address, edition, digits and name.

    A code that a source states has ``through`` ''. A code derived by a crosswalk has the STYRK-08 code it was derived
    from in ``through``, the mapping's ``relation``, and its ``confidence`` from 0 to 1.
    """

    href: str
    edition: str
    code: str
    name: Passage
    through: str = ""
    relation: Passage | None = None
    confidence: float = 1.0


def read_codes(release: Release, rows: Iterable[Row], language: ReaderLanguage) -> list[Coded]:
    """Return the codes of an occupation by edition; within an edition by falling confidence, then by code."""
    found = []
    one_each = fold_names(rows, _COLUMNS, (language.content, "nb", "en"))
    for row in sorted(one_each, key=lambda row: row["through"].value if "through" in row else ""):
        code, notation = row["code"].value, row["notation"].value
        kind, _ = release.names.split(code) or ("", "")
        name = Passage(row["name"].value, row["name"].language) if "name" in row else Passage(notation, "")
        through = row["throughNotation"].value if "throughNotation" in row else ""
        relation = term_label(release.terms, row["relation"].value, language) if through else None
        confidence = float(row["confidence"].value) if through else 1.0
        # ESCO occupations keep their ESCO IRIs, which have none of our kinds.
        found.append(
            Coded(address(code, release.names), edition(kind) or _ESCO, notation, name, through, relation, confidence)
        )
    return sorted(found, key=lambda one: (_rank(one.edition), -one.confidence, one.code))


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
