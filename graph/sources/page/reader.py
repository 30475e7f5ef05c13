"""
The reader of an occupation page of utdanning.no, as text or HTML, into a record.

A page is read in steps: its lines, their division into sections, the people in it, its codes, its language, and then
each section by itself. The report lists every line without a place in the record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from msgspec import structs

from ...errors import SourceFault
from ...model import Authorisation, OccupationRecord, Text
from .authorisation import Requirement, read_requirement
from .completeness import check_whole, doubts
from .document import Document, read_document
from .identity import Identity, find_key
from .interviewees import Presence, hide, meet
from .listed_codes import Codes, read_codes, read_specialisations
from .outline import Outline, divide
from .people import find_roles, without_name_runs
from .report import (
    OutsideTitle,
    PageReading,
    ReadingReport,
    Role,
    UnplacedLine,
    count_record,
    main_group,
    missing_parts,
    repeated_codes,
)
from .sections import Findings, page_language
from .training import read_path

_NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})


def read_page(path: Path, *, with_people: bool = False, known: Mapping[str, str] = _NOTHING_KNOWN) -> PageReading:
    """
    Return the record of the occupation page at *path*, and the role of each of its lines.

    *known* maps names of occupations, case folded, to their keys. Names of interviewed people are in the record only
    *with_people*, and without it nowhere. Raises ``SourceFault``, with the line where there is one, for a file that is
    no occupation page, is truncated, is not UTF-8, or has a code of the wrong length.
    """
    document = read_document(path)
    outline = divide(document, known)
    check_whole(document, outline)
    people = meet(document, outline, known)
    if not with_people:
        document = hide(document, outline, people)
        outline = divide(document, known)
    codes = read_codes(path, outline.blocks)
    findings = _find(document, outline, codes, known, people.lines)
    page = _Page(document, outline, codes, findings, people, with_people)
    record = page.record()
    return PageReading(record=record, report=page.report(record))


def _find(
    document: Document, outline: Outline, codes: Codes, known: Mapping[str, str], interviews: Collection[int]
) -> Findings:
    name = outline.title.text
    try:
        key = find_key(name, document.identity, known)
    except ValueError as error:
        raise SourceFault(document.path, outline.title.number, str(error)) from None
    findings = Findings(key, page_language(outline, document.language), known)
    findings.read(outline, codes, interviews)
    return findings


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with everything found in it."""

    document: Document
    outline: Outline
    codes: Codes
    findings: Findings
    people: Presence
    with_people: bool

    def record(self) -> OccupationRecord:
        """Return the facts of the page."""
        found, texts = self.findings, self.findings.texts
        title = Text(value=self.outline.title.text, language=found.language)
        members = tuple(education for _, education in self.codes.educations)
        parts = ("summary", "tasks", "workplaces", "education", "qualities")
        required = read_requirement((text.value for part in parts for text in texts[part]), title.value)
        return OccupationRecord(
            key=found.key,
            names=(title,),
            page_language=found.language,
            summary=tuple(texts["summary"]),
            review=found.review,
            tasks=tuple(texts["tasks"]),
            common_tasks=tuple(texts["common_tasks"]),
            workplaces=tuple(texts["workplaces"]),
            qualities=tuple(texts["qualities"]),
            authorisation=self._authorisation(required),
            authorisation_for_part=required is not None and required.kind == "part",
            protected_title=required.protected if required else None,
            education=tuple(texts["education"]),
            path=read_path(texts["education"]),
            specialisations=read_specialisations(members),
            statistics=tuple(found.statistics),
            education_group=found.education_group(members, title),
            titles=tuple(entry for _, entry in self.codes.titles),
            related=tuple(found.related),
            pictures=tuple(found.pictures),
            video=found.video,
            interview_roles=tuple(self._roles()),
            interviews=self.people.interviews,
            people=self.people.names if self.with_people else (),
        )

    def _authorisation(self, required: Requirement | None) -> Authorisation | None:
        if required is None or required.kind != "authorisation":
            return None
        if required.profession is None:
            return Authorisation(key=self.findings.key, authority=required.authority)
        key = find_key(required.profession, Identity(), self.findings.known)
        return Authorisation(key=key, authority=required.authority, profession=required.profession)

    def _roles(self) -> Iterator[Text]:
        lines = [line for line in self.document.lines if self.findings.roles.get(line.position) is Role.INTERVIEW]
        for role in find_roles(lines, self.people.names, self.people.kept):
            yield Text(value=role, language=self.findings.language)

    def report(self, record: OccupationRecord) -> ReadingReport:
        """Return the role of each line of the page, and the anomalies of its *record*."""
        roles = Counter(self.findings.roles.values())
        lines = self.document.lines
        group = main_group(record.titles)
        foreign = sorted(self.findings.foreign, key=lambda text: text.number)
        return ReadingReport(
            source=str(self.document.path),
            lines=len(lines),
            placed=len(self.findings.roles),
            roles={role.value: roles[role] for role in Role if roles[role]},
            counts=count_record(record),
            unplaced=tuple(
                UnplacedLine(number=line.number, text=self._shown(line.text))
                for line in lines
                if line.position not in self.findings.roles
            ),
            repeated=repeated_codes(self.codes.titles, self.codes.educations),
            main_group=group,
            outside=tuple(
                OutsideTitle(number=line.number, code=entry.code, name=entry.name)
                for line, entry in self.codes.titles
                if entry.group != group
            ),
            foreign=tuple(structs.replace(text, text=self._shown(text.text)) for text in foreign),
            people_left_out=0 if self.with_people else len(self.people.names),
            missing=missing_parts(record),
            notes=(*self.findings.notes, *doubts(self.document, self.outline)),
        )

    def _shown(self, text: str) -> str:
        return text if self.with_people else without_name_runs(text)
