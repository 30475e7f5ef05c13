"""Requirements of authorisation in texts about occupations: the newest text that speaks of them counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib.term import URIRef

from ..errors import SourceFault
from ..sources.portal.requirements import StatedRequirement, read_requirements
from ..sources.portal.roster import PortalOccupation
from ..statements.authorisations import requirement_statements
from ..vocab import Statement
from .interface import Adapter, Context
from .tabular import RecordAdapter, Report


def stated_by(record: PortalOccupation) -> StatedRequirement | None:
    """Return the requirement that *record* has, or None."""
    if not (record.requirement or record.protected):
        return None
    return StatedRequirement(
        title=record.name,
        kind=record.requirement,
        profession=record.profession,
        authority=record.authority,
        protected=record.protected,
    )


def require(found: Iterable[tuple[str, StatedRequirement | None]], source: str, context: Context) -> list[Statement]:
    """Return the requirements *found* in the texts of a *source*, by key, but those that a newer text has stated."""
    newer = set(context.portal.required)
    statements: list[Statement] = []
    for key, one in found:
        if one is not None and key not in newer:
            context.portal.required.add(key)
            if one.profession and one.profession.casefold() not in context.known:
                context.portal.professions.setdefault(one.profession.casefold(), []).append(key)
            statements += requirement_statements(context.names, URIRef(source), key, one, context.known)
    return statements


def _requirements(found: list[StatedRequirement], source: str, context: Context) -> tuple[list[Statement], Report]:
    index = context.portal
    if not index.entries:
        words = "it has titles and no keys; read a source with the adapter 'portal-occupations' before"
        raise SourceFault(source, None, words)
    joined = [(index.occupation(one.title), one) for one in found]
    report = {"no occupation of that name": [one.title for entry, one in joined if entry is None]}
    return require(((entry.key, one) for entry, one in joined if entry), source, context), report


REQUIREMENT_ADAPTERS: Mapping[str, Adapter] = {
    "portal-requirements": RecordAdapter(
        StatedRequirement, lambda path, _: read_requirements(path), _requirements, filled=("kind",)
    )
}
