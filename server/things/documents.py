"""Documents about one resource in every format but HTML."""

from __future__ import annotations

import csv
import io

from graph.reading.query_files import load_folder
from graph.reading.rdf_formats import convert_triples
from graph.reading.release import ONTOLOGY_FILE, Release
from graph.table_writer import write_table
from graph.vocab import Iri

from ..formats import CSV, JSON, JSON_LD, N_QUADS, TABLES, TURTLE, Format
from ..http.jsonld import compact, plain

# Kinds of resources that are described by a query of their own.
_OWN_QUERY = {"release": "release"}


def describe(release: Release, iri: Iri, format_: Format) -> bytes:
    """Return the description of *iri* in *format_*, any document format but HTML."""
    if format_ in TABLES:
        table = load_folder("entities")["table"].text
        answer = release.store.answer(table, results=CSV.media_type, bindings={"this": iri})
        columns, *rows = csv.reader(io.StringIO(answer.body.decode(), newline=""))
        return write_table(columns, rows, TABLES[format_]).encode()
    kind, _ = release.names.split(iri) or ("", "")
    query = load_folder("entities")[_OWN_QUERY.get(kind, "describe")].text
    return in_format(release, query, {"this": iri}, format_)


def describe_ontology(release: Release, format_: Format) -> bytes:
    """Return the ontology and its alignments as published with the release, in the RDF format *format_*."""
    body = (release.folder / ONTOLOGY_FILE).read_bytes()
    if format_ is TURTLE:
        return body
    wanted = N_QUADS if format_ is JSON_LD else format_
    triples = convert_triples(body, TURTLE.media_type, wanted.media_type)
    return compact(triples, release.names.base) if format_ is JSON_LD else triples


def in_format(release: Release, query: str, bindings: dict[str, str], format_: Format) -> bytes:
    """Return the triples that *query* constructs, in *format_*; plain JSON is about the binding ``this``."""
    if format_ is JSON_LD:
        return compact(release.store.triples(query, N_QUADS.media_type, bindings), release.names.base)
    if format_ is JSON:
        return plain(release.store.triples(query, N_QUADS.media_type, bindings), bindings["this"])
    return release.store.triples(query, format_.media_type, bindings)
