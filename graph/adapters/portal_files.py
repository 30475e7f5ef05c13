"""
Adapters for the files of utdanning.no: the index of occupations and educations first, then texts and figures.

Only the index has keys; the other files are joined to it by title, so it has to be read before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from ..errors import SourceFault
from ..sources.classifications.cube_structure import read_cubes
from ..sources.portal.comparison import PortalEntry, read_main
from ..sources.portal.feed import FeedEducation, read_feed
from ..sources.portal.links import EducationLink, read_links
from ..sources.portal.pay import read_pay
from ..sources.portal.requirements import find_requirement
from ..sources.portal.roster import PortalOccupation, read_portal_occupations
from ..sources.portal.texts import EducationText, OccupationText, read_texts
from ..sources.portal.titles import PortalIndex
from ..sources.portal.unemployment import Unemployment, read_unemployment
from ..sources.statistics.statbank_pay import PayFigure
from ..statements.cubes import cube_statements
from ..statements.observations import FigureWriter
from ..statements.portal_records import PortalWriter
from ..statements.series import SeriesWriter
from ..statements.small_groups import pay_figures
from ..vocab import Statement
from .interface import Adapter, Context, Reading, known_cubes
from .requirement_facts import REQUIREMENT_ADAPTERS, require, stated_by
from .tabular import RecordAdapter, Report

Written = tuple[Iterable[Statement], Report]
_BLANKS = re.compile(r"\s+")
# The share of the occupations of an extract that a service drops within a few months at most.
_MOST_GONE = 0.1


def _cubes(path: Path, source: str, context: Context) -> Reading:
    found = read_cubes(path)
    context.cubes = found
    report = {"code lists": len(found.lists), "cubes": len(found.cubes)}
    return Reading(cube_statements(found, context.names, source), report)


def _occupations(found: list[PortalOccupation], source: str, context: Context) -> Written:
    described = context.portal.described
    older = [(context.portal.entries[one.uno_id], one) for one in found if one.uno_id in described]
    others = [one for one in found if one.uno_id not in described]
    # Without so many the service has not dropped them: its records at hand are a part.
    is_whole = context.portal.is_whole and len(others) <= _MOST_GONE * len(found)
    rest, gone = ([], others) if is_whole else (others, [])
    entries = [PortalEntry(uno_id=one.uno_id, kind="occupation", name=one.name, groups=one.groups) for one in rest]
    context.portal.add_roster(entries)
    _know(entries, context)
    writer = PortalWriter(context.names, source)
    report: Report = {"described by the service, only their pages kept": len(older)} if older else {}
    if gone:
        report["left out, occupations that the service describes no more"] = [one.name for one in gone]
    required = require(((one.key, stated_by(one)) for one in (*(one for _, one in older), *rest)), source, context)
    return chain(writer.pages(older), writer.occupations(rest), required), report


def _main(found: list[PortalEntry], source: str, context: Context) -> Written:
    index = context.portal
    today = {**index.entries, **index.taught} if index.has_roster else {}
    bare = [
        msgspec.structs.replace(entry, interests=(), codes=()) if entry.uno_id in index.described else entry
        for entry in found
    ]
    entries, gone = index.enrich(bare)
    _know((entry for entry in entries if entry.kind == "occupation"), context)
    figures = FigureWriter(context.names, source, known_cubes(source, context))
    statements = [*PortalWriter(context.names, source).entries(entries, today), *figures.head_counts(entries)]
    report = {"left out, occupations that are not in the list of today": [entry.name for entry in gone]}
    return statements, report | figures.report()


def _know(entries: Iterable[PortalEntry], context: Context) -> None:
    for entry in entries:
        context.known.setdefault(entry.name.casefold(), entry.key)


def _feed(found: list[FeedEducation], source: str, context: Context) -> Written:
    index = _known_portal(source, context)
    joined = [(index.education(one.title, {code.code for code in one.codes}), one) for one in found]
    for one in found:
        context.feed_texts.setdefault(one.title, set()).add(_bare("".join(text.value for text in one.text)))
    report = {"not joined": [one.title for entry, one in joined if entry is None]}
    kept = [(entry, one) for entry, one in joined if entry is not None]
    return PortalWriter(context.names, source).feed(kept), report


def _texts(path: Path, source: str, context: Context) -> Reading:
    index = _known_portal(str(path), context)
    occupations, educations = read_texts(path)
    joined = [(index.occupation(one.title), one) for one in occupations]
    kept = [(entry, one) for entry, one in joined if entry is not None and entry.uno_id not in index.described]
    report = {
        "occupations": len(occupations),
        "joined": len(kept),
        "not joined": [one.title for entry, one in joined if entry is None],
        **_parts(occupations),
        "texts of educations left out for those of the feed": _left_out(educations, context),
    }
    stated = ((entry.key, find_requirement(one.paragraphs, one.title)) for entry, one in kept)
    required = require(stated, source, context)
    return Reading([*PortalWriter(context.names, source).texts(kept), *required], report)


def _parts(occupations: Iterable[OccupationText]) -> dict[str, Any]:
    found = list(occupations)
    foreign = [(one.title, text) for one in found for text in one.paragraphs if text.language != "nb"]
    return {
        "paragraphs": sum(len(one.paragraphs) for one in found),
        "with common tasks": sum(bool(one.common_tasks) for one in found),
        "with text under no heading": sum(bool(one.other) for one in found),
        "link texts left out, their addresses being lost": sum(len(one.links) for one in found),
        "without the credit line": [one.title for one in found if not one.credited],
        "in another language": [f"{title} ({text.language}): {text.value}" for title, text in foreign],
    }


def _left_out(educations: Iterable[EducationText], context: Context) -> dict[str, int]:
    """Count the texts that stand under another title here than in the feed they were exported with."""
    written = [one for one in educations if one.text]
    astray = sum(_bare(one.text) not in context.feed_texts.get(one.title, ()) for one in written)
    return {"texts": len(written), "under another title than in the feed": astray}


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _links(found: list[EducationLink], source: str, context: Context) -> Written:
    index = _known_portal(source, context)
    joined = [(index.entries.get(one.education), _occupation(index, one), one) for one in found]
    kept = [
        (education, occupation)
        for education, occupation, _ in joined
        if education and occupation and occupation.uno_id not in index.described
    ]
    in_part = {occupation.key for education, occupation, _ in joined if occupation and not education}
    renamed = {f"{one.name}: {known.name}" for _, known, one in joined if known and known.name != one.name}
    report = {
        "kept": len(kept),
        "educations not known": sorted({one.education for education, _, one in joined if not education}),
        "occupations known in part, with an education that is not": sorted(in_part),
        "occupations not known": sorted({one.name for _, occupation, one in joined if not occupation}),
        "occupations known by another name": sorted(renamed),
    }
    return PortalWriter(context.names, source).links(kept, in_part), report


def _occupation(index: PortalIndex, link: EducationLink) -> PortalEntry | None:
    """Return the occupation that *link* leads to: by its name, or else by the slug of its page."""
    return index.occupation(link.name) or index.entries.get(f"y_{link.slug}")


def _read_pay(path: Path, _: Context) -> tuple[list[PayFigure], Report]:
    cells, report = read_pay(path)
    return list(pay_figures(cells)), report


def _pay(found: list[PayFigure], source: str, context: Context) -> Written:
    figures = SeriesWriter(context.names, source, known_cubes(source, context))
    statements = list(figures.pay(found))
    return statements, figures.report()


def _unemployment(found: list[Unemployment], source: str, context: Context) -> Written:
    figures = FigureWriter(context.names, source, known_cubes(source, context))
    statements = list(figures.unemployment(found))
    return statements, figures.report()


def _known_portal(source: str, context: Context) -> PortalIndex:
    if not context.portal.entries:
        words = "it has titles and no keys; read a source with the adapter 'portal-main' or 'portal-occupations' before"
        raise SourceFault(source, None, words)
    return context.portal


PORTAL_ADAPTERS: Mapping[str, Adapter] = {
    **REQUIREMENT_ADAPTERS,
    "cubes": _cubes,
    "portal-occupations": RecordAdapter(
        PortalOccupation,
        lambda path, _: read_portal_occupations(path),
        _occupations,
        texts=("tasks", "common_tasks", "education", "workplaces", "qualities"),
        filled=("groups",),
    ),
    "portal-main": RecordAdapter(
        PortalEntry, lambda path, _: read_main(path), _main, filled=("groups", "codes", "interests")
    ),
    "portal-feed": RecordAdapter(
        FeedEducation,
        lambda path, _: read_feed(path),
        _feed,
        texts=("summary", "requirements", "text"),
        filled=("codes",),
    ),
    "portal-texts": _texts,
    "portal-links": RecordAdapter(EducationLink, lambda path, _: read_links(path), _links),
    "portal-pay": RecordAdapter(PayFigure, _read_pay, _pay, filled=("average",)),
    "portal-unemployment": RecordAdapter(
        Unemployment, lambda path, _: read_unemployment(path), _unemployment, filled=("figures",)
    ),
}
