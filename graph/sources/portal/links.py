"""utdanning.no's links from educations to occupations."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ...casing import even
from ...model import Record
from ..files.json_document import JsonDocument

_EDUCATION = "main_"
_PAGE = re.compile(r"/yrker/beskrivelse/(?P<slug>[^/?#]+)")


class EducationLink(Record, frozen=True):
    """
    A link from an education to an occupation: the education's uno_id, the occupation's name and its page's slug.

    The slug is derived from the name and is often, not always, the occupation's key.
    """

    education: str
    name: str
    slug: str


class _Raw(Record, frozen=True):
    name: str
    url: str
    education_id: str


def read_links(path: Path) -> tuple[list[EducationLink], dict[str, Any]]:
    """
    Return the links in the file at *path*, in its order, and a report.

    Raises ``SourceFault``, with the line, for another shape.
    """
    document = JsonDocument(path)
    links = []
    for value in document.convert(document.data, list[dict[str, object]], ""):
        near = str(value.get("url", ""))
        raw = document.convert(value, _Raw, near)
        page = _PAGE.fullmatch(raw.url)
        if page is None:
            raise document.fault(f"an occupation's page is /yrker/beskrivelse/…, got {raw.url!r}", near)
        if not raw.education_id.startswith(f"{_EDUCATION}u_"):
            raise document.fault(f"an education's id begins with main_u_, got {raw.education_id!r}", raw.education_id)
        education = raw.education_id.removeprefix(_EDUCATION)
        links.append(EducationLink(education=education, name=even(raw.name), slug=page["slug"]))
    return links, {"links": len(links)}
