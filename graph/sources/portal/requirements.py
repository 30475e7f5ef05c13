"""Requirements of authorisation in utdanning.no's texts about occupations, as facts without the sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...model import Record, Text
from ..page.authorisation import Requirement, read_requirement
from .texts import read_texts

_PROTECTED = {True: "yes", False: "no", None: ""}


class StatedRequirement(Record, frozen=True):
    """
    The requirement in the text about the occupation called ``title``; fields as those of ``Requirement``, '' for None.

    ``protected`` is ``yes`` or ``no`` where the text says whether the title is protected.
    """

    title: str
    kind: str = ""
    profession: str = ""
    authority: str = ""
    protected: str = ""


def find_requirement(texts: Iterable[Text], title: str) -> StatedRequirement | None:
    """Return the requirement that *texts* state for the occupation called *title*, or None."""
    return _stated(title, read_requirement((text.value for text in texts), title))


def read_requirements(path: Path) -> tuple[list[StatedRequirement], dict[str, Any]]:
    """
    Return the requirements in the export of texts at *path*, in its order, and a report.

    Raises ``SourceFault``, with the line, for a file of another shape.
    """
    occupations, _ = read_texts(path)
    found = [one for text in occupations if (one := find_requirement(text.paragraphs, text.title))]
    return found, {"texts": len(occupations), **Counter(one.kind for one in found if one.kind)}


def _stated(title: str, found: Requirement | None) -> StatedRequirement | None:
    if found is None:
        return None
    return StatedRequirement(
        title=title,
        kind=found.kind or "",
        profession=found.profession or "",
        authority=found.authority or "",
        protected=_PROTECTED[found.protected],
    )
