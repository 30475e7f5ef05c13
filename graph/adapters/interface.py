"""The adapter interface: a function from one document to statements and a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..crosswalk import Crosswalk
from ..errors import SourceFault
from ..model import Language
from ..sources.classifications.cube_structure import Cubes
from ..sources.portal.titles import PortalIndex
from ..vocab import Names, Statement


@dataclass
class Reading:
    """
    The result of reading one document: statements, and a report as plain data.

    The report counts the records and lists the passages without a place in the model. ``language`` is the language the
    document is written in, where its reader detects one.
    """

    statements: Iterable[Statement]
    report: dict[str, Any]
    language: Language | None = None


@dataclass
class Context:
    """
    The state that adapters share: IRIs, and the names, titles and code lists of the sources read so far.

    ``known`` maps the name of an occupation, case folded, to its key; ``feed_texts`` maps the title of an education to
    its texts without blanks; ``crosswalks`` are those read so far; ``skills`` maps the IRIs of ESCO's skills to their
    names, in the order of their list, which is in ``other_order`` where relations that count by the bundled list would
    reach other skills; ``organisations`` are names of organisations, case folded. ``language`` is that of the source
    being read, where the sources file has it. An adapter that needs an earlier source raises ``SourceFault`` where it
    has not been read.
    """

    names: Names
    known: dict[str, str] = field(default_factory=dict)
    portal: PortalIndex = field(default_factory=PortalIndex)
    feed_texts: dict[str, set[str]] = field(default_factory=dict)
    cubes: Cubes | None = None
    with_people: bool = False
    crosswalks: list[Crosswalk] = field(default_factory=list)
    skills: dict[str, str] = field(default_factory=dict)
    other_order: bool = False
    organisations: set[str] = field(default_factory=set)
    language: str | None = None


Adapter = Callable[[Path, str, Context], Reading]


def known_cubes(source: str, context: Context) -> Cubes:
    """Return the cubes that figures belong to; raises ``SourceFault`` where no source before *source* has told them."""
    if context.cubes is None:
        words = "its figures belong to data cubes; read a source with the adapter 'cubes' before"
        raise SourceFault(source, None, words)
    return context.cubes
