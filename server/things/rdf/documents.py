"""Documents about one resource in every format but HTML: in full, in a profile, or as the list of profiles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from flask import Response, request

from graph.reading.file_statements import write_file_statements
from graph.reading.query_files import load_folder
from graph.reading.rdf_formats import convert_triples
from graph.reading.release import ONTOLOGY_FILE, Release
from graph.reading.store import write_term
from graph.reading.term_lines import join_lines, write_iri
from graph.table_writer import write_table
from graph.turtle import pretty
from graph.vocab import PREFIXES, Iri

from ...formats import CSV, GRAPHS, HTML, JSON, JSON_LD, N_QUADS, N_TRIPLES, TABLES, TURTLE, Format
from ...http.headers import add_links, varies_by_profile
from ...http.jsonld import compact, plain
from ...profiles import (
    ALTERNATES,
    FULL,
    HEADER,
    PARAMETER,
    PROFILES,
    XKOS_AP_NO,
    Profile,
    find_profile,
    negotiate_profile,
)
from ...refusals import BadRequest
from .neighbour_names import name_neighbours

_ALTR = f"{ALTERNATES.iri}#"
_DCT = PREFIXES["dct"]
# Numbers that XKOS-AP-NO has as xsd:positiveInteger; the engine keeps every whole number as xsd:integer.
_XSD_INTEGER = f"{PREFIXES['xsd']}integer".encode()
_LEVEL_COUNT = re.compile(
    rb'(<%s(?:depth|numberOfLevels)> "[1-9][0-9]*"\^\^)<%s>'
    % (re.escape(PREFIXES["xkos"].encode()), re.escape(_XSD_INTEGER))
)
_POSITIVE = rb"\1<%spositiveInteger>" % PREFIXES["xsd"].encode()
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
    if kind not in _OWN_QUERY:
        lines = release.store.triples(query, N_TRIPLES.media_type, {"this": iri})
        return _write_description(lines + name_neighbours(release, iri, lines), format_, release, iri)
    if iri == release.names.thing("release", release.id) and format_ in GRAPHS:
        return with_files(release, query, {"this": iri}, format_)
    return in_format(release, query, {"this": iri}, format_)


def _write_description(lines: bytes, format_: Format, release: Release, iri: Iri) -> bytes:
    """Return the N-Triples about *iri* in *format_*, any format of triples."""
    if format_ is TURTLE:  # without the parsing of ``write_lines``, which takes as long as the query
        return pretty(lines.decode(), PREFIXES, iri).encode()
    if format_ is JSON:
        return plain(lines, iri)
    return write_lines(b"".join(sorted(set(lines.splitlines(keepends=True)))), format_, release)


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


def with_files(release: Release, query: str, bindings: dict[str, str], format_: Format) -> bytes:
    """Return the triples that *query* constructs, and the size and checksum of the files of *release*, in *format_*."""
    lines = release.store.triples(query, N_TRIPLES.media_type, bindings)
    return write_lines(lines + write_file_statements(release), format_, release, bindings.get("this", ""))


def requested_profile() -> Profile:
    """Return the profile of this request; raises ``BadRequest`` for an unknown ``?_profile=``."""
    token = request.args.get(PARAMETER)
    return find_profile(token) if token else negotiate_profile(request.headers.get(HEADER))


def describe_in(
    profile: Profile, current: Release, iri: Iri, document: str, chosen: Format
) -> tuple[bytes, Format] | None:
    """
    Return the description of *iri* in *profile* with its format: *chosen*, or Turtle for a client
    that prefers HTML to it.

    Returns None where the full description is to be given: the header of a client names a profile that the resource or
    the format does not have. Raises ``BadRequest`` where the address does.
    """
    is_named = PARAMETER in request.args
    if chosen is HTML and is_named and not request.path.endswith(f".{HTML.suffix}"):
        chosen = GRAPHS[0]
    profiles = _list_profiles(current, iri)
    if profile in {*profiles, ALTERNATES} and chosen in GRAPHS:
        if profile is ALTERNATES:
            return _write_triples(_list_alternates(iri, document, profiles), chosen, current), chosen
        text = load_folder("profiles")[profile.token].text
        if profile is XKOS_AP_NO:
            lines = current.store.triples(text, N_TRIPLES.media_type, {"this": iri})
            return write_lines(_LEVEL_COUNT.sub(_POSITIVE, lines), chosen, current), chosen
        return in_format(current, text, {"this": iri}, chosen), chosen
    if not is_named:
        return None
    if chosen not in GRAPHS:
        known = ", ".join(one.suffix for one in GRAPHS)
        raise BadRequest(f"The profile {profile.token!r} has no form .{chosen.suffix}; the forms are: {known}.")
    known = ", ".join(one.token for one in profiles)
    raise BadRequest(f"This resource has no profile {profile.token!r}; its profiles are: {known}.")


def name_profile(response: Response, profile: Profile, document: str) -> Response:
    """Add the headers about the profile of *response* and the list of its alternates; returns it."""
    response.headers["Content-Profile"] = f"<{profile.iri}>"
    varies_by_profile(response)
    listing = f"{document}.ttl?{PARAMETER}={ALTERNATES.token}"
    links = [
        f'<{profile.iri}>; rel="profile"',
        f'<{listing}>; rel="alternate"; type="text/turtle"; profile="{ALTERNATES.iri}"',
    ]
    return add_links(response, links)


def _list_profiles(current: Release, iri: Iri) -> list[Profile]:
    """Return the profiles of a resource, the full description first."""
    rows = current.store.rows(load_folder("profiles")["tokens"].text, {"this": iri})
    tokens = {FULL.token, *(row["token"].value for row in rows)}
    return [profile for profile in PROFILES if profile.token in tokens]


def _list_alternates(iri: Iri, document: str, profiles: list[Profile]) -> Iterator[tuple[str, str, str]]:
    """Yield statements with a representation for each profile and RDF format."""
    yield iri, f"{_ALTR}hasDefaultRepresentation", Iri(f"{document}.{GRAPHS[0].suffix}?{PARAMETER}={FULL.token}")
    for profile in profiles:
        for format_ in GRAPHS:
            representation = Iri(f"{document}.{format_.suffix}?{PARAMETER}={profile.token}")
            yield iri, f"{_ALTR}hasRepresentation", representation
            yield representation, f"{PREFIXES['rdf']}type", Iri(f"{_ALTR}Representation")
            yield representation, f"{_DCT}conformsTo", Iri(profile.iri)
            yield representation, f"{_DCT}format", format_.media_type
            yield representation, f"{_DCT}identifier", profile.token


def _write_triples(statements: Iterator[tuple[str, str, str]], chosen: Format, current: Release) -> bytes:
    """Return *statements* in the RDF format *chosen*; an ``Iri`` is an IRI, any other object a literal."""
    lines = join_lines(
        (write_iri(subject), write_iri(property_), write_term(value)) for subject, property_, value in statements
    )
    return write_lines(lines, chosen, current)


def write_lines(lines: bytes, chosen: Format, current: Release, first: str = "") -> bytes:
    """Return N-Triples in the RDF format *chosen*; Turtle starts with the statements about *first*."""
    if chosen is JSON_LD:
        return compact(convert_triples(lines, N_TRIPLES.media_type, N_QUADS.media_type), current.names.base)
    return convert_triples(lines, N_TRIPLES.media_type, chosen.media_type, first=first)
