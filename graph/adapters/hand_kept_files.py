"""Adapters for hand-kept files and occupation pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rdflib.term import URIRef

from ..casing import slug
from ..model import OccupationRecord
from ..sources.classifications.hand_kept import read_classifications, read_organisations
from ..sources.classifications.occupation_names import name_index, read_names
from ..sources.classifications.regulated_professions import read_professions
from ..sources.classifications.search_words import read_search_words
from ..sources.classifications.specialists import read_specialists
from ..sources.page.facts import read_facts
from ..sources.page.reader import read_page
from ..statements.authorisations import authorisation_statements
from ..statements.hidden_labels import search_word_statements
from ..statements.occupations import OccupationWriter
from ..statements.schemes import name_statements, organisation_statements, scheme_statements
from ..statements.specialist_links import specialist_statements
from .interface import Adapter, Context, Reading


def _names(path: Path, source: str, context: Context) -> Reading:
    found = read_names(path)
    context.known.update(name_index(found))
    return Reading(name_statements(found, context.names, source), {"occupations": len(found)})


def _organisations(path: Path, source: str, context: Context) -> Reading:
    found = read_organisations(path)
    context.organisations.update(name.casefold() for one in found for name in one.names.values())
    return Reading(organisation_statements(found, context.names, source), {"organisations": len(found)})


def _classifications(path: Path, source: str, context: Context) -> Reading:
    schemes = read_classifications(path)
    statements = (one for scheme in schemes for one in scheme_statements(scheme, context.names, source))
    return Reading(statements, {scheme.key: len(scheme.items) for scheme in schemes})


def _facts(path: Path, source: str, context: Context) -> Reading:
    record = read_facts(path)
    statements = OccupationWriter(context.names, source).statements(record)
    return Reading(statements, _counts(record), record.page_language)


def _page(path: Path, source: str, context: Context) -> Reading:
    reading = read_page(path, with_people=context.with_people, known=context.known)
    report = _counts(reading.record) | {"reading": reading.report.as_data()}
    statements = OccupationWriter(context.names, source).statements(reading.record)
    return Reading(statements, report, reading.record.page_language)


def _regulated(path: Path, source: str, context: Context) -> Reading:
    professions = read_professions(path)
    joined = [
        (key, holder, name, profession)
        for profession in professions
        for name in profession.names
        for key, holder in _holders(name.casefold(), context)
    ]
    statements = (
        statement
        for key, holder, name, profession in joined
        for statement in authorisation_statements(
            context.names, URIRef(source), key, name, profession.authority, basis=profession.basis, holder=holder
        )
    )
    named = {name for _, _, name, _ in joined}
    report = {
        "professions": len(professions),
        "occupations joined by name": len({holder for _, holder, _, _ in joined}),
        "no occupation of that name": [one.names[0] for one in professions if not named.intersection(one.names)],
    }
    return Reading(statements, report)


def _holders(name: str, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the key of the profession *name*, and each occupation that requires its authorisation."""
    if name in context.known:
        yield context.known[name], context.known[name]
    else:
        yield from ((slug(name), holder) for holder in context.portal.professions.get(name, ()))


def _search_words(path: Path, source: str, context: Context) -> Reading:
    known = {uno_id.removeprefix("y_") for uno_id in context.portal.entries}
    found = read_search_words(path)
    kept = {key: words for key, words in found.items() if key in known}
    report = {
        "occupations": len(kept),
        "words": sum(map(len, kept.values())),
        "no occupation": sorted(found.keys() - known),
    }
    return Reading(search_word_statements(kept, context.names, context.language or "en"), report)


def _specialists(path: Path, source: str, context: Context) -> Reading:
    found = read_specialists(path)
    there = set(context.known.values())
    report = {
        "specialisations": len(found),
        "with an occupation": sum(one.occupation in there for one in found),
        "with titles": sum(bool(one.titles) for one in found),
        "no such occupation": [one.occupation for one in found if one.occupation and one.occupation not in there],
    }
    return Reading(specialist_statements(found, there, context.names, URIRef(source)), report)


def _counts(record: OccupationRecord) -> dict[str, Any]:
    return {
        "occupation": record.key,
        "titles": len(record.titles),
        "distinct titles": len({line.code for line in record.titles}),
        "education codes": len(record.education_group.members) if record.education_group else 0,
        "specialisations": len(record.specialisations),
        "related occupations": len(record.related),
    }


HAND_KEPT_ADAPTERS: Mapping[str, Adapter] = {
    "organisations": _organisations,
    "classifications": _classifications,
    "names": _names,
    "facts": _facts,
    "page": _page,
    "regulated": _regulated,
    "specialists": _specialists,
    "search-words": _search_words,
}
