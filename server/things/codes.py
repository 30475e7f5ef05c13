"""The codes of an occupation: the groups it is classified in, and what those answer to in other editions."""

from __future__ import annotations

from dataclasses import dataclass

from graph.reading.release import Release
from graph.reading.store import Row

from ..languages import Passage
from .values import address, edition, term_label

# The order of the editions on a page: what the sources state first.
_ORDER = ("STYRK-08", "STYRK-98", "ISCO-08", "ESCO")
_ESCO = "ESCO"


@dataclass(frozen=True)
class Coded:
    """
    A code: its address, edition, digits and name.

    ``through`` is the code of STYRK-08 that leads to it, '' where a source says that the occupation is classified so;
    then ``relation`` says how the two are related, and ``confidence`` (0-1) how sure that is.
    """

    href: str
    edition: str
    code: str
    name: Passage
    through: str = ""
    relation: Passage | None = None
    confidence: float = 1.0


def read_codes(release: Release, rows: list[Row], language: str) -> list[Coded]:
    """Return the codes of an occupation, by edition; those that its groups answer to the surest first."""
    found = []
    for row in rows:
        code, notation = row["code"].value, row["notation"].value
        kind, _ = release.names.split(code) or ("", "")
        name = Passage(row["name"].value, row["name"].language) if "name" in row else Passage(notation, "")
        through = row["throughNotation"].value if "throughNotation" in row else ""
        relation = term_label(release.terms, row["relation"].value, language) if through else None
        confidence = float(row["confidence"].value) if through else 1.0
        # ESCO's occupations keep ESCO's IRIs, which have no kind of ours.
        found.append(
            Coded(address(code, release.names), edition(kind) or _ESCO, notation, name, through, relation, confidence)
        )
    return sorted(found, key=lambda one: (_rank(one.edition), -one.confidence, one.code))


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
