"""What an adapter is: it reads one kind of document into statements and a report of what it could not place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..crosswalk import Crosswalk
from ..model import Language
from ..sources.classifications.cube_structure import Cubes
from ..sources.portal.titles import PortalIndex
from ..vocab import Names, Statement


@dataclass
class Reading:
    """
    What an adapter made of one document: statements, and a report as plain data.

    ``language`` is the one the document was found to be written in, where its reader can tell.
    """

    statements: Iterable[Statement]
    report: dict[str, Any]
    language: Language | None = None


@dataclass
class Context:
    """
    What adapters may use: the IRIs, and what the sources read before have told of names, titles and code lists.

    ``known`` has the key of an occupation by its name, case folded; ``feed_texts`` the texts of educations by title,
    without blanks; ``crosswalks`` are those read so far.
    """

    names: Names
    known: dict[str, str] = field(default_factory=dict)
    portal: PortalIndex = field(default_factory=PortalIndex)
    feed_texts: dict[str, set[str]] = field(default_factory=dict)
    cubes: Cubes | None = None
    with_people: bool = False
    crosswalks: list[Crosswalk] = field(default_factory=list)


Adapter = Callable[[Path, str, Context], Reading]
