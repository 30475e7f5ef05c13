"""
ESCO's occupations, their groups and the concept above each, from the European Commission's CSV files.

A cell may run over several lines, so the line of a record is its first. Names stand one a line within their cell.
Version 1.2.1 repeats four occupations with a later date of change, and has links as markup inside its notes. Version
1.0 has neither codes nor dates, nor the notes.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from ...model import Record
from ..files.separated_values import TableRow, read_table, sniff_header

OCCUPATION = "http://data.europa.eu/esco/occupation/"
GROUP = "http://data.europa.eu/esco/isco/C"

_OCCUPATION = re.compile(re.escape(OCCUPATION) + r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_GROUP = re.compile(re.escape(GROUP) + r"(\d{1,4})")
_CODE = re.compile(r"\d{4}(\.\d+)+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?=T)")
_REGULATED = "http://data.europa.eu/esco/regulated-professions/regulated"

_FIRST_COLUMNS = ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description")
_OCCUPATION_COLUMNS = (
    "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "modifiedDate",
    "regulatedProfessionNote", "scopeNote", "definition", "inScheme", "description", "code",
)  # fmt: skip
_GROUP_COLUMNS = ("conceptUri", "code", "preferredLabel", "description")
_BROADER_COLUMNS = ("conceptUri", "broaderUri")


class EscoOccupation(Record, frozen=True):
    """
    An occupation of ESCO: its official IRI, its code (``2654.1.7``), its ISCO-08 unit group, its texts.

    The code is '' and the day of change None in version 1.0, which does not say either whether it is ``regulated``.
    Raises ``ValueError`` for a malformed IRI, code or group, and for an empty name.
    """

    iri: str
    code: str
    group: str
    name: str
    regulated: bool | None
    modified: datetime.date | None
    other_names: tuple[str, ...] = ()
    hidden_names: tuple[str, ...] = ()
    description: str = ""
    scope_note: str = ""
    definition: str = ""
    schemes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _OCCUPATION.fullmatch(self.iri):
            raise ValueError(f"an ESCO occupation has an IRI that begins with {OCCUPATION}, got {self.iri!r}")
        if self.code and not _CODE.fullmatch(self.code):
            raise ValueError(f"an ESCO code is four digits and numbers after dots, got {self.code!r}")
        if len(self.group) != 4 or not self.group.isdigit():
            raise ValueError(f"an ISCO-08 unit group has four digits, got {self.group!r}")
        if not self.name:
            raise ValueError("an ESCO occupation has a name")


class EscoGroup(Record, frozen=True):
    """
    A group of ISCO-08 in ESCO: its official IRI, its code of one to four digits, its name and description.

    Raises ``ValueError`` for an IRI that does not end with the code.
    """

    iri: str
    code: str
    name: str
    description: str = ""

    def __post_init__(self) -> None:
        if self.iri != GROUP + self.code or not _GROUP.fullmatch(self.iri):
            raise ValueError(f"an ISCO-08 group of one to four digits has the IRI {GROUP}…, got {self.iri!r}")


class EscoStep(Record, frozen=True):
    """
    The link from an occupation or group to the one directly above it (both by ESCO's IRI).

    Raises ``ValueError`` for an IRI of another kind, and for a group below an occupation.
    """

    below: str
    above: str

    def __post_init__(self) -> None:
        if not (_is_known(self.below) and _is_known(self.above)) or _is_upside_down(self.below, self.above):
            raise ValueError(
                f"{self.below} under {self.above} does not lead from an occupation or group to the one above it"
            )

    @property
    def is_between_occupations(self) -> bool:
        """Whether both ends are occupations."""
        return self.above.startswith(OCCUPATION)


def read_occupations(path: Path) -> tuple[list[EscoOccupation], dict[str, Any]]:
    """
    Return ESCO's occupations, each once in its latest form, and a report.

    Raises ``SourceFault``, with the line, for a missing column or a malformed row.
    """
    latest: dict[str, EscoOccupation] = {}
    times: Counter[str] = Counter()
    is_first = tuple(sniff_header(path)[1]) == _FIRST_COLUMNS
    for row in read_table(path, _FIRST_COLUMNS if is_first else _OCCUPATION_COLUMNS):
        try:
            found = _first_occupation(row) if is_first else _occupation(row)
        except ValueError as error:
            raise row.fault(str(error)) from None
        times[found.iri] += 1
        if found.iri not in latest or _changed(found) >= _changed(latest[found.iri]):
            latest[found.iri] = found
    report = {
        "rows": times.total(),
        "occupations": len(latest),
        "repeated": sorted(latest[iri].name for iri, count in times.items() if count > 1),
        "codes outside their group": sorted(
            f"{one.code} {one.name}: {one.group}"
            for one in latest.values()
            if one.code and not one.code.startswith(one.group)
        ),
    }
    return list(latest.values()), report


def read_groups(path: Path) -> tuple[list[EscoGroup], dict[str, Any]]:
    """Return the groups of ISCO-08 in ESCO and a report; raises ``SourceFault``, with the line, for a malformed row."""
    groups = []
    for row in read_table(path, _GROUP_COLUMNS):
        try:
            groups.append(
                EscoGroup(
                    iri=row["conceptUri"],
                    code=row["code"],
                    name=row["preferredLabel"],
                    description=_plain(row["description"]),
                )
            )
        except ValueError as error:
            raise row.fault(str(error)) from None
    return groups, {"groups": len(groups)}


def read_steps(path: Path) -> tuple[list[EscoStep], dict[str, Any]]:
    """
    Return the link from each occupation and group to the one directly above it, and a report.

    Raises ``SourceFault``, with the line, for a missing column or a malformed row.
    """
    steps = []
    for row in read_table(path, _BROADER_COLUMNS):
        try:
            steps.append(EscoStep(below=row["conceptUri"], above=row["broaderUri"]))
        except ValueError as error:
            raise row.fault(str(error)) from None
    return steps, {"steps": len(steps)}


def _is_known(iri: str) -> bool:
    return bool(_OCCUPATION.fullmatch(iri) or _GROUP.fullmatch(iri))


def _is_upside_down(below: str, above: str) -> bool:
    return bool(_GROUP.fullmatch(below) and _OCCUPATION.fullmatch(above))


def _changed(one: EscoOccupation) -> datetime.date:
    return one.modified or datetime.date.min


def _first_occupation(row: TableRow) -> EscoOccupation:
    return EscoOccupation(
        iri=row["conceptUri"],
        code="",
        group=row["iscoGroup"],
        name=row["preferredLabel"],
        other_names=_lines(row["altLabels"]),
        description=_plain(row["description"]),
        regulated=None,
        modified=None,
    )


def _occupation(row: TableRow) -> EscoOccupation:
    if not row["code"]:
        raise ValueError("an ESCO occupation has a code")
    date = _DATE.match(row["modifiedDate"])
    if date is None:
        raise ValueError(f"a date of change is written YYYY-MM-DDThh:mm, got {row['modifiedDate']!r}")
    return EscoOccupation(
        iri=row["conceptUri"],
        code=row["code"],
        group=row["iscoGroup"],
        name=row["preferredLabel"],
        other_names=_lines(row["altLabels"]),
        hidden_names=_lines(row["hiddenLabels"]),
        description=_plain(row["description"]),
        scope_note=_plain(row["scopeNote"]),
        definition=_plain(row["definition"]),
        regulated=row["regulatedProfessionNote"] == _REGULATED,
        modified=datetime.date.fromisoformat(date[0]),
        schemes=tuple(scheme for scheme in re.split(r"[,\s]+", row["inScheme"]) if scheme),
    )


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in cell.split("\n") if line.strip()))


def _plain(cell: str) -> str:
    """Return a note without its markup, which is links to other occupations around their names."""
    if "<" not in cell:
        return cell.strip()
    return (LexborHTMLParser(cell).text() or "").strip()
