"""Parsing of SPARQL 1.1 Protocol requests: query, dataset and formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from ..adhoc_query import Query
from ..formats import GRAPHS, RESULTS, Format, find_named, negotiate
from ..http.parameters import check_encoding
from ..refusals import BadRequest, NoSuchForm, Refused
from ..request_record import Trace

# The accepted format for rows and for triples; None where none is acceptable.
Accepted = tuple[Format | None, Format | None]

NO_UPDATE = "This endpoint is read-only: the graph changes with each release, never by SPARQL Update."
_ABSOLUTE_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*')


@dataclass(frozen=True, slots=True)
class Operation:
    """The query of a request: its text, and the dataset of the protocol (None for the default)."""

    text: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None

    def query(self, accepted: Accepted, trace: Trace) -> Query:
        """Return the ad-hoc query for the request that *trace* records."""
        results, graphs = accepted
        return Query(
            self.text,
            (results or RESULTS[0]).media_type,
            (graphs or GRAPHS[0]).media_type,
            self.default_graphs,
            self.named_graphs,
            trace,
        )


def read_address(query_string: str, accept: str | None) -> tuple[Operation, Accepted]:
    """Return the query and accepted formats of an address; raises ``BadRequest``, ``Refused``, ``NoSuchForm``."""
    parameters = read_parameters(query_string.encode("latin-1"))
    return from_parameters(parameters), choose_formats(wanted_format(parameters), accept)


def read_parameters(encoded: bytes) -> MultiDict[str, str]:
    """Return the parameters of an address or a form; raises ``BadRequest`` for invalid UTF-8, which werkzeug keeps."""
    check_encoding(encoded, "The parameters of the request are")
    return MultiDict(parse_qsl(encoded.decode("utf-8"), keep_blank_values=True))


def from_parameters(parameters: MultiDict[str, str]) -> Operation:
    """Return the query among *parameters*; raises ``BadRequest`` unless there is one, ``Refused`` for an update."""
    if "update" in parameters:
        raise Refused(NO_UPDATE)
    texts = parameters.getlist("query")
    if len(texts) != 1:
        count = "is no parameter 'query'" if not texts else f"are {len(texts)} parameters 'query'"
        raise BadRequest(f"There {count} in this request; send exactly one.")
    return Operation(texts[0], *read_dataset(parameters))


def read_dataset(parameters: MultiDict[str, str]) -> tuple[list[str] | None, list[str] | None]:
    """Return the default and the named graphs of *parameters*, None for none; raises ``BadRequest``."""
    default, named = (_graphs(parameters, name) for name in ("default-graph-uri", "named-graph-uri"))
    return default or None, named or None


def _graphs(parameters: MultiDict[str, str], name: str) -> list[str]:
    for iri in parameters.getlist(name):
        if not is_absolute_iri(iri):
            raise BadRequest(f"The parameter {name} must be an absolute IRI, got {iri!r}.")
    return parameters.getlist(name)


def is_absolute_iri(text: str) -> bool:
    """
    Return whether *text* is an absolute IRI.

    >>> is_absolute_iri("http://example.org/a"), is_absolute_iri("a"), is_absolute_iri("http://example.org/a b")
    (True, False, False)
    """
    return _ABSOLUTE_IRI.fullmatch(text) is not None


def wanted_format(parameters: MultiDict[str, str]) -> str | None:
    """
    Return the name of a format among *parameters*: ``format``, or ``output``, as some clients send.

    The first one counts: SPARQLWrapper sends a short name and then the media type, for engines that know only that.
    """
    return parameters.get("format") or parameters.get("output")


def choose_formats(wanted: str | None, accept: str | None) -> Accepted:
    """
    Return the formats for rows and for triples: by the name *wanted*, or else by the header *accept*.

    A name may be one of rows only, such as ``csv``; triples then follow the header, because clients set a format
    without knowing the form of the query. Raises ``NoSuchForm`` where neither rows nor triples have a format.
    """
    if wanted:
        found = find_named(wanted, RESULTS), find_named(wanted, GRAPHS)
        if found == (None, None):
            raise NoSuchForm(wanted, map(str, (*RESULTS, *GRAPHS)), HTTPStatus.BAD_REQUEST)
        return found[0] or negotiate(accept, RESULTS), found[1] or negotiate(accept, GRAPHS)
    liked = negotiate(accept, RESULTS), negotiate(accept, GRAPHS)
    if liked == (None, None):
        raise NoSuchForm(accept or "", map(str, (*RESULTS, *GRAPHS)), HTTPStatus.NOT_ACCEPTABLE)
    return liked
