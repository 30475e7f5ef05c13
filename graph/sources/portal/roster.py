"""
Read utdanning.no's list of occupations of today: title, page, groups of STYRK-08, and texts as HTML or plain.

The code 9999 is no group of STYRK-08; it marks an occupation that is in none, and is left out and reported.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from ...casing import even
from ...model import Record, Text, check_key
from ..files.json_document import JsonDocument
from .requirements import find_requirement
from .section_texts import split_sections, to_texts

NO_GROUP = "9999"
_GROUP = re.compile(r"[0-9]{1,4}")
_PAGE = re.compile(r"https://utdanning\.no/[^\s<>\"]+")
_FIELDS = {
    "id", "title", "slug", "url", "styrk08", "description", "description_html", "education", "education_html",
    "traits", "where_work",
}  # fmt: skip


class PortalOccupation(Record, frozen=True):
    """
    An occupation of utdanning.no: its uno_id, name, page and groups of STYRK-08, and its texts by section.

    ``tasks`` are paragraphs and ``common_tasks`` the items of the list under that heading. ``requirement`` is the kind
    of requirement that the texts state, '' for none; the next three fields are those of ``StatedRequirement``.
    """

    uno_id: str
    name: str
    page: str
    groups: tuple[str, ...] = ()
    requirement: str = ""
    profession: str = ""
    authority: str = ""
    protected: str = ""
    tasks: tuple[Text, ...] = ()
    common_tasks: tuple[Text, ...] = ()
    education: tuple[Text, ...] = ()
    workplaces: tuple[Text, ...] = ()
    qualities: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if not self.uno_id.startswith("y_"):
            raise ValueError(f"the uno_id of an occupation begins with y_, got {self.uno_id!r}")
        check_key(self.key)
        if not self.name:
            raise ValueError("an occupation has a title")
        if not _PAGE.fullmatch(self.page):
            raise ValueError(f"an occupation's page is on https://utdanning.no/, got {self.page!r}")
        for code in self.groups:
            if not _GROUP.fullmatch(code):
                raise ValueError(f"a STYRK-08 code is one to four digits, got {code!r}")

    @property
    def key(self) -> str:
        """The last part of the occupation's IRI: its uno_id without the letter that tells its kind."""
        return self.uno_id[2:]


class _Raw(Record, frozen=True):
    id: str
    title: str
    url: str
    styrk08: tuple[str, ...] = ()
    description: str | None = None
    description_html: str | None = None
    education: str | None = None
    education_html: str | None = None
    traits: str | None = None
    where_work: str | None = None


def read_portal_occupations(path: Path) -> tuple[list[PortalOccupation], dict[str, Any]]:
    """Return the occupations in the file at *path*, in order, and a report; raises ``SourceFault`` with the line."""
    document = JsonDocument(path)
    found: dict[str, PortalOccupation] = {}
    unread: Counter[str] = Counter()
    without_group: list[str] = []
    for fields in document.convert(document.data, list[dict[str, Any]], ""):
        near = str(fields.get("id", ""))
        raw = document.convert({name: fields[name] for name in _Raw.__struct_fields__ if name in fields}, _Raw, near)
        unread.update(set(fields) - _FIELDS)
        if NO_GROUP in raw.styrk08:
            without_group.append(raw.id)
        try:
            one = _occupation(raw)
        except ValueError as error:
            raise document.fault(str(error), near) from None
        if found.setdefault(one.uno_id, one) is not one:
            raise document.fault(f"the occupation {one.uno_id} stands twice", near)
    occupations = list(found.values())
    report = {
        "occupations": len(occupations),
        "with STYRK-08": sum(bool(one.groups) for one in occupations),
        "stated requirements": dict(Counter(one.requirement for one in occupations if one.requirement)),
        "STYRK-08 codes": len({code for one in occupations for code in one.groups}),
        f"left out, the code {NO_GROUP} of no group": without_group,
        "fields not read": dict(sorted(unread.items())),
    }
    return occupations, report


def _occupation(raw: _Raw) -> PortalOccupation:
    tasks, common = split_sections(raw.description_html or "", raw.description or "")
    education, listed = split_sections(raw.education_html or "", raw.education or "")
    workplaces, qualities = to_texts([raw.where_work or ""]), to_texts([raw.traits or ""])
    found = find_requirement((*tasks, *common, *education, *listed, *workplaces, *qualities), even(raw.title))
    return PortalOccupation(
        uno_id=raw.id,
        name=even(raw.title),
        page=raw.url,
        groups=tuple(dict.fromkeys(code for code in raw.styrk08 if code != NO_GROUP)),
        tasks=tasks,
        common_tasks=common,
        education=(*education, *listed),
        workplaces=workplaces,
        qualities=qualities,
        requirement=found.kind if found else "",
        profession=found.profession if found else "",
        authority=found.authority if found else "",
        protected=found.protected if found else "",
    )
