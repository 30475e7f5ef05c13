"""Checks of the ontology and the queries as files, before a build uses any of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

import ontology
import queries

from ..errors import QueryFault, SourceFault
from ..reading.query_files import QueryFile, load_folder
from ..reading.store import run

_FORMS = {
    "select": ox.QuerySolutions,
    "ask": ox.QueryBoolean,
    "construct": ox.QueryTriples,
    "describe": ox.QueryTriples,
}
_OTHER_FORM = "the header declares the form {!r}, the query has another; correct its line '# form: …'"
_ANY_IRI = "urn:x-yrkesgraf:any"


def check_own_files() -> None:
    """Check the ontology and every query; raises ``SourceFault`` with file, line and column for a syntax error."""
    for path in sorted(ontology.FOLDER.glob("*.ttl")):
        check_turtle(path)
    for folder in sorted(path.name for path in queries.FOLDER.iterdir() if path.is_dir()):
        _check_queries(folder)


@cache  # as load_folder, which reads them once per process
def _check_queries(folder: str) -> None:
    for query in load_folder(folder).values():
        check_query(query)


def check_turtle(path: Path) -> None:
    """Check the Turtle file at *path*; raises ``SourceFault`` with line and column where it is not Turtle."""
    try:
        for _ in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            pass
    except SyntaxError as error:
        complaint = str(error.msg).partition(": ")[2] or str(error.msg)
        raise SourceFault(path, error.lineno, f"column {error.offset}: this is not Turtle: {complaint}") from None


def check_query(query: QueryFile) -> None:
    """
    Check *query* by running it on an empty store.

    Raises ``SourceFault``, with line and column where it is not SPARQL, and also where its form or its variables differ
    from those that its header declares.
    """
    try:
        found = run(ox.Store(), query.text, "http://localhost/")
        if not isinstance(found, _FORMS.get(query.form, ())):
            raise SourceFault(query.path, None, _OTHER_FORM.format(query.form))
        for field, fill in (("choose", query.choose), ("except", query.leave_out)):
            if query.words(field):
                run(ox.Store(), fill([_ANY_IRI]), "http://localhost/")
    except ValueError as fault:
        raise SourceFault(query.path, None, f"{fault}, since the header declares its variable") from None
    except QueryFault as fault:
        place = "" if fault.column is None else f"column {fault.column}: "
        complaint = str(fault).rpartition(place)[2] if place else str(fault)
        raise SourceFault(query.path, fault.line, f"{place}this is not SPARQL 1.1: {complaint}") from None
