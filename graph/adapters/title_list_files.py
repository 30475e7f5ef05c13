"""Adapters for the titles of occupations: the lists of utdanning.no's service, and links stated by persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from rdflib.term import URIRef

from ..errors import SourceFault
from ..sources.classifications.stated_titles import read_stated_titles
from ..sources.portal.title_lists import TitleList, read_title_lists
from ..statements.hidden_labels import search_word_statements
from ..statements.title_links import stated_title_statements, title_list_statements
from ..vocab import Statement
from .interface import Adapter, Context, Reading
from .tabular import RecordAdapter, Report


def _lists(found: list[TitleList], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
    if not context.portal.entries:
        words = "its lists belong to the occupations of utdanning.no; read a source with those before"
        raise SourceFault(source, None, words)
    known, described = context.portal.entries, context.portal.described
    kept = [one for one in found if one.uno_id in known and one.uno_id not in described]
    report = {
        "left out, occupations of no other source": [one.uno_id for one in found if one.uno_id not in known],
        "left out for the service's own list of today": [one.uno_id for one in found if one.uno_id in described],
    }
    searched = {one.uno_id.removeprefix("y_"): one.words for one in kept}
    statements = chain(
        title_list_statements(kept, context.names, URIRef(source)),
        search_word_statements(searched, context.names, context.language or "nb"),
    )
    return statements, report


def _stated(path: Path, source: str, context: Context) -> Reading:
    found = read_stated_titles(path)
    return Reading(stated_title_statements(found, context.names, URIRef(source)), {"links": len(found)})


TITLE_LIST_ADAPTERS: Mapping[str, Adapter] = {
    "portal-titles": RecordAdapter(TitleList, lambda path, _: read_title_lists(path), _lists),
    "stated-titles": _stated,
}
