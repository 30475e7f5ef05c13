"""
Read ESCO's skills: their names, groups and hierarchy, thematic collections, green shares, and who needs which.

The official download has one file for each in every language. Where the labels of skills were gathered apart
(``skill_labels.csv`` beside ``occupation_skills.csv``), a skill has a running number that its relations refer to.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from ...model import Record
from ..files.separated_values import TableRow, read_table, sniff_header
from .esco_tables import OCCUPATION

SKILL = "http://data.europa.eu/esco/skill/"
FIELD = "http://data.europa.eu/esco/isced-f/"
_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SKILL = re.compile(rf"{re.escape(SKILL)}({_UUID}|[A-Z]\d+(\.\d+)*)")
_SKILL_OR_FIELD = re.compile(rf"{re.escape(SKILL)}({_UUID}|[A-Z]\d+(\.\d+)*|[A-Z])|{re.escape(FIELD)}\d{{2,4}}")
_BARE = re.compile(_UUID)
_GATHERED = ("n", "label_en", "skill_uuid")
_OFFICIAL = ("conceptUri", "preferredLabel")
_RELATIONS = ("occupationUri", "relationType", "skillUri")
_BY_NUMBER = ("occupation", "essential", "optional")
_HIERARCHY = tuple(f"Level {level} URI" for level in range(4))
_STEPS = ("conceptUri", "broaderUri")
_GROUPS = ("conceptUri", "preferredLabel", "altLabels", "code")
_COLLECTION = ("conceptUri", "preferredLabel", "skillType", "reuseLevel", "altLabels", "broaderConceptUri")
_SHARES = ("conceptUri", "greenShare")
_KINDS = {"knowledge": "knowledge", "skill/competence": "skill", "": ""}
_LINES = re.compile(r"\s*\n\s*|\s+\|\s+")

Kind = Literal["", "knowledge", "skill"]
Reuse = Literal["", "transversal", "cross-sector", "sector-specific", "occupation-specific"]


class EscoSkill(Record, frozen=True):
    """
    A skill, a piece of knowledge or a group of them by ESCO's IRI, with its names in the language of the file.

    ``broader`` are the IRIs directly above it; ``code`` is that of a group.
    """

    iri: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: Kind = ""
    reuse: Reuse = ""
    broader: tuple[str, ...] = ()
    code: str = ""

    def __post_init__(self) -> None:
        for iri in (self.iri, *self.broader):
            if not _SKILL_OR_FIELD.fullmatch(iri):
                raise ValueError(f"a skill of ESCO has an IRI that begins with {SKILL}, got {iri!r}")
        if not self.name:
            raise ValueError("a skill has a name")


class OccupationSkills(Record, frozen=True):
    """The skills that an occupation of ESCO needs, and those it may need, as places (from 0) in the list of skills."""

    occupation: str
    essential: tuple[int, ...] = ()
    optional: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.occupation.startswith(OCCUPATION):
            raise ValueError(f"an ESCO occupation has an IRI that begins with {OCCUPATION}, got {self.occupation!r}")


class SkillStep(Record, frozen=True):
    """That a group of skills stands directly under another (both by ESCO's IRI)."""

    below: str
    above: str


class GreenShare(Record, frozen=True):
    """The share (0-1) of the skills of an occupation or a group of ISCO-08 (by ESCO's IRI) that are green."""

    iri: str
    share: float

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError(f"a share is from 0 to 1, got {self.share}")


def read_skills(path: Path) -> tuple[list[EscoSkill], dict[str, Any]]:
    """Return the skills at *path*, in its order, official or gathered; raises ``SourceFault`` with the line."""
    separator, header = sniff_header(path)
    is_gathered = set(_GATHERED) <= set(header)
    found: dict[str, EscoSkill] = {}
    for row in read_table(path, _GATHERED if is_gathered else _OFFICIAL, separator=separator):
        if is_gathered and row["n"] != str(len(found)):
            raise row.fault(f"the skills are numbered from 0 without gaps, got {row['n']!r} after {len(found) - 1}")
        one = _gathered(row) if is_gathered else _skill(row)
        if found.setdefault(one.iri, one) is not one:
            raise row.fault(f"the skill {one.iri} stands here twice")
    return list(found.values()), {"skills": len(found), "numbered": is_gathered}


def read_skill_groups(path: Path) -> tuple[list[EscoSkill], dict[str, Any]]:
    """Return the groups of skills at *path*, in its order; raises ``SourceFault`` with the line."""
    found = [_skill(row) for row in read_table(path, _GROUPS)]
    return found, {"groups": len(found)}


def read_collection(path: Path) -> tuple[list[EscoSkill], dict[str, Any]]:
    """Return the skills of a thematic collection at *path*, in its order; raises ``SourceFault`` with the line."""
    found = [_skill(row) for row in read_table(path, _COLLECTION)]
    return found, {"skills": len(found)}


def read_skill_steps(path: Path) -> tuple[list[SkillStep], dict[str, Any]]:
    """Return the broader group of each group of skills at *path*, a hierarchy or a list; raises ``SourceFault``."""
    _, header = sniff_header(path)
    is_tree = _HIERARCHY[0] in header
    steps: dict[SkillStep, None] = {}
    for row in read_table(path, _HIERARCHY if is_tree else _STEPS, may_be_short=is_tree):
        line = [row[column] for column in (_HIERARCHY if is_tree else reversed(_STEPS)) if row[column]]
        for above, below in itertools.pairwise(line):
            if not (_SKILL_OR_FIELD.fullmatch(above) and _SKILL_OR_FIELD.fullmatch(below)):
                raise row.fault(f"{below} under {above} is no step between groups of skills")
            steps[SkillStep(below=below, above=above)] = None
    return list(steps), {"steps": len(steps)}


def read_green_shares(path: Path) -> tuple[list[GreenShare], dict[str, Any]]:
    """Return the green share of each occupation and group at *path*; raises ``SourceFault`` with the line."""
    found = []
    for row in read_table(path, _SHARES):
        try:
            found.append(GreenShare(iri=row["conceptUri"], share=round(float(row["greenShare"]), 4)))
        except ValueError as error:
            raise row.fault(str(error)) from None
    return found, {"shares": len(found)}


def read_relations(path: Path, skills: Sequence[str]) -> tuple[list[OccupationSkills], dict[str, Any]]:
    """
    Return the skills of each occupation at *path* as places in *skills*, a list of IRIs, and a report.

    Raises ``SourceFault`` with the line, also for a skill that is not in the list.
    """
    separator, header = sniff_header(path)
    by_number = set(_BY_NUMBER) <= set(header)
    found = _by_number(path, separator, len(skills)) if by_number else _by_iri(path, separator, skills)
    report = {
        "by number": by_number,
        "occupations": len(found),
        "essential": sum(len(one.essential) for one in found),
        "optional": sum(len(one.optional) for one in found),
        "skills": len({number for one in found for number in (*one.essential, *one.optional)}),
    }
    return found, report


def _by_number(path: Path, separator: str, count: int) -> list[OccupationSkills]:
    found = []
    for row in read_table(path, _BY_NUMBER, separator=separator):
        try:
            essential, optional = (tuple(map(int, row[column].split())) for column in _BY_NUMBER[1:])
        except ValueError:
            raise row.fault("the skills of an occupation are numbers with blanks between") from None
        if any(not 0 <= number < count for number in (*essential, *optional)):
            raise row.fault(f"a skill has a number from 0 to {count - 1}, its place in the list of skills")
        if not _BARE.fullmatch(row["occupation"]):
            raise row.fault(f"an occupation is told by its uuid here, got {row['occupation']!r}")
        found.append(
            OccupationSkills(occupation=OCCUPATION + row["occupation"], essential=essential, optional=optional)
        )
    return found


def _by_iri(path: Path, separator: str, skills: Sequence[str]) -> list[OccupationSkills]:
    numbers = {iri: number for number, iri in enumerate(skills)}
    found: dict[str, dict[str, list[int]]] = {}
    for row in read_table(path, _RELATIONS, separator=separator):
        relation = row["relationType"]
        if relation not in {"essential", "optional"}:
            raise row.fault(f"a skill is essential or optional, got {relation!r}")
        if row["skillUri"] not in numbers:
            raise row.fault(f"the skill {row['skillUri']} is in no list of skills read before")
        sides = found.setdefault(row["occupationUri"], {"essential": [], "optional": []})
        sides[relation].append(numbers[row["skillUri"]])
    return [
        OccupationSkills(occupation=iri, essential=tuple(sides["essential"]), optional=tuple(sides["optional"]))
        for iri, sides in found.items()
    ]


def _gathered(row: TableRow) -> EscoSkill:
    try:
        return EscoSkill(iri=SKILL + row["skill_uuid"], name=row["label_en"].strip())
    except ValueError as error:
        raise row.fault(str(error)) from None


def _skill(row: TableRow) -> EscoSkill:
    kind = row.cells.get("skillType", "")
    if kind not in _KINDS:
        raise row.fault(f"a skillType is knowledge or skill/competence, got {kind!r}")
    name = row["preferredLabel"].strip()
    try:
        return EscoSkill(
            iri=row["conceptUri"],
            name=name,
            other_names=tuple(other for other in _split(row.cells.get("altLabels", "")) if other != name),
            kind=_KINDS[kind],  # type: ignore[arg-type]
            reuse=row.cells.get("reuseLevel", ""),  # type: ignore[arg-type]
            broader=_split(row.cells.get("broaderConceptUri", "")),
            code=row.cells.get("code", ""),
        )
    except ValueError as error:
        raise row.fault(str(error)) from None


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _LINES.split(cell.strip()) if part))
