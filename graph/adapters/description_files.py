"""The adapter for utdanning.no's descriptions of occupations, the first source of occupations where it is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from ..model import Text
from ..sources.portal.comparison import PortalEntry
from ..sources.portal.descriptions import MISSING, Description, read_descriptions
from ..sources.portal.requirements import find_requirement
from ..statements.described_occupations import DescriptionWriter
from ..vocab import Statement
from .interface import Adapter, Context
from .requirement_facts import require
from .tabular import RecordAdapter, Report


def _read(path: Path, context: Context) -> tuple[list[Description], Report]:
    found, report = read_descriptions(path, context.organisations)
    context.portal.is_whole = bool(found) and not report[MISSING]
    return found, report


def _write(found: list[Description], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
    """Take *found* into the index as the occupations of today, and return their statements."""
    named = set(context.known.values())
    other = {one.key for one in found if one.key in named and context.known.get(one.name.casefold()) != one.key}
    entries = [PortalEntry(uno_id=one.uno_id, kind="occupation", name=one.name, groups=one.groups) for one in found]
    context.portal.add_described(entries, {uno_id: name for one in found for uno_id, name in one.educations})
    for entry in entries:
        context.known.setdefault(entry.name.casefold(), entry.key)
    report = {"known by another name": sorted(one.name for one in found if one.key in other)}
    required = require(((one.key, find_requirement(_paragraphs(one), one.name)) for one in found), source, context)
    return chain(_statements(found, other, context, source), required), report


def _paragraphs(one: Description) -> tuple[Text, ...]:
    return (*one.summary, *one.tasks, *one.common_tasks, *one.education, *one.workplaces, *one.qualities)


def _statements(found: Iterable[Description], other: set[str], context: Context, source: str) -> Iterator[Statement]:
    writer = DescriptionWriter(context.names, source)
    for one in found:
        yield from writer.statements(one, called_otherwise=one.key in other)


DESCRIPTION_ADAPTERS: Mapping[str, Adapter] = {
    "portal-descriptions": RecordAdapter(
        Description,
        _read,
        _write,
        texts=(
            *("summary", "tasks", "common_tasks", "education", "further_education", "specialising"),
            *("workplaces", "qualities", "pay_note"),
        ),
    ),
}
