"""
Adapters for the files of utdanning.no: the index of occupations and educations first, then texts and figures.

Only the index has keys; the other files are joined to it by title, so it has to be read before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import SourceFault
from ..sources.classifications.cube_structure import Cubes, read_cubes
from ..sources.portal.comparison import PortalEntry, read_main
from ..sources.portal.feed import read_feed
from ..sources.portal.links import EducationLink, read_links
from ..sources.portal.pay import read_pay
from ..sources.portal.texts import EducationText, OccupationText, read_texts
from ..sources.portal.titles import PortalIndex
from ..sources.portal.unemployment import read_unemployment
from ..statements.cubes import cube_statements
from ..statements.observations import FigureWriter
from ..statements.portal_records import PortalWriter
from .interface import Adapter, Context, Reading

_BLANKS = re.compile(r"\s+")


def _cubes(path: Path, source: str, context: Context) -> Reading:
    found = read_cubes(path)
    context.cubes = found
    report = {"code lists": len(found.lists), "cubes": len(found.cubes)}
    return Reading(cube_statements(found, context.names, source), report)


def _main(path: Path, source: str, context: Context) -> Reading:
    entries, report = read_main(path)
    context.portal.add(entries)
    for entry in entries:
        if entry.kind == "occupation":
            context.known.setdefault(entry.name.casefold(), entry.key)
    figures = FigureWriter(context.names, source, _known_cubes(path, context))
    head_counts = list(figures.head_counts(entries))
    statements = [*PortalWriter(context.names, source).entries(entries), *head_counts]
    return Reading(statements, report | figures.report())


def _feed(path: Path, source: str, context: Context) -> Reading:
    index = _known_portal(path, context)
    found, report = read_feed(path)
    joined = [(index.education(one.title, {code.code for code in one.codes}), one) for one in found]
    for one in found:
        context.feed_texts.setdefault(one.title, set()).add(_bare("".join(text.value for text in one.text)))
    report["not joined"] = [one.title for entry, one in joined if entry is None]
    kept = [(entry, one) for entry, one in joined if entry is not None]
    return Reading(PortalWriter(context.names, source).feed(kept), report)


def _texts(path: Path, source: str, context: Context) -> Reading:
    index = _known_portal(path, context)
    occupations, educations = read_texts(path)
    joined = [(index.occupation(one.title), one) for one in occupations]
    kept = [(entry, one) for entry, one in joined if entry is not None]
    report = {
        "occupations": len(occupations),
        "joined": len(kept),
        "not joined": [one.title for entry, one in joined if entry is None],
        **_parts(occupations),
        "texts of educations left out for those of the feed": _left_out(educations, context),
    }
    return Reading(PortalWriter(context.names, source).texts(kept), report)


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


def _links(path: Path, source: str, context: Context) -> Reading:
    index = _known_portal(path, context)
    found = read_links(path)
    joined = [(index.entries.get(one.education), _occupation(index, one), one) for one in found]
    kept = [(education, occupation) for education, occupation, _ in joined if education and occupation]
    renamed = {f"{one.name}: {known.name}" for _, known, one in joined if known and known.name != one.name}
    report = {
        "links": len(found),
        "kept": len(kept),
        "educations not known": sorted({one.education for education, _, one in joined if not education}),
        "occupations not known": sorted({one.name for _, occupation, one in joined if not occupation}),
        "occupations known by another name": sorted(renamed),
    }
    return Reading(PortalWriter(context.names, source).links(kept), report)


def _occupation(index: PortalIndex, link: EducationLink) -> PortalEntry | None:
    """Return the occupation that *link* leads to: by its name, or else by the slug of its page."""
    return index.occupation(link.name) or index.entries.get(f"y_{link.slug}")


def _pay(path: Path, source: str, context: Context) -> Reading:
    cells, report = read_pay(path)
    figures = FigureWriter(context.names, source, _known_cubes(path, context))
    statements = list(figures.pay(cells))
    return Reading(statements, report | figures.report())


def _unemployment(path: Path, source: str, context: Context) -> Reading:
    found, report = read_unemployment(path)
    figures = FigureWriter(context.names, source, _known_cubes(path, context))
    statements = list(figures.unemployment(found))
    return Reading(statements, report | figures.report())


def _known_cubes(path: Path, context: Context) -> Cubes:
    if context.cubes is None:
        raise SourceFault(path, None, "its figures belong to data cubes; read a source with the adapter 'cubes' before")
    return context.cubes


def _known_portal(path: Path, context: Context) -> PortalIndex:
    if not context.portal.entries:
        raise SourceFault(path, None, "it has titles and no keys; read a source with the adapter 'portal-main' before")
    return context.portal


PORTAL_ADAPTERS: Mapping[str, Adapter] = {
    "cubes": _cubes,
    "portal-main": _main,
    "portal-feed": _feed,
    "portal-texts": _texts,
    "portal-links": _links,
    "portal-pay": _pay,
    "portal-unemployment": _unemployment,
}
