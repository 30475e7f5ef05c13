"""Adapters for the titles of occupations: the lists of utdanning.no's service, and links stated by persons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rdflib.term import URIRef

from ..errors import SourceFault
from ..sources.classifications.stated_titles import read_stated_titles
from ..sources.portal.title_lists import read_title_lists
from ..statements.title_links import stated_title_statements, title_list_statements
from .interface import Adapter, Context, Reading


def _lists(path: Path, source: str, context: Context) -> Reading:
    if not context.portal.entries:
        words = "its lists belong to the occupations of utdanning.no; read a source with those before"
        raise SourceFault(path, None, words)
    found, report = read_title_lists(path)
    kept = [one for one in found if one.uno_id in context.portal.entries]
    report["left out, occupations of no other source"] = [one.uno_id for one in found if one not in kept]
    return Reading(title_list_statements(kept, context.names, URIRef(source)), report)


def _stated(path: Path, source: str, context: Context) -> Reading:
    found = read_stated_titles(path)
    return Reading(stated_title_statements(found, context.names, URIRef(source)), {"links": len(found)})


TITLE_LIST_ADAPTERS: Mapping[str, Adapter] = {"portal-titles": _lists, "stated-titles": _stated}
