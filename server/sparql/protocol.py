"""Reads a query as the SPARQL 1.1 Protocol carries it, and the formats its answer may have; of no framework."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from ..adhoc_query import Query
from ..formats import GRAPHS, RESULTS, Format, negotiate
from ..refusals import BadRequest, NotAcceptable, Refused
from ..request_record import Trace

# The formats accepted for rows and for triples; None where none of that kind is.
Accepted = tuple[Format | None, Format | None]

NO_UPDATE = "This endpoint only reads: the graph changes by a new release, never by SPARQL Update."
_ABSOLUTE_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*')


@dataclass(frozen=True, slots=True)
class Operation:
    """A query as the protocol carries it: its text, and the dataset it is to be asked of, if one is given."""

    text: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None

    def query(self, accepted: Accepted, trace: Trace) -> Query:
        """Return what an executor is asked, for the request that *trace* records."""
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
    """Return the query that an address carries, and the formats; raises what the protocol asks for."""
    parameters = read_parameters(query_string.encode("latin-1"))
    return from_parameters(parameters), choose_formats(wanted_format(parameters), accept)


def read_parameters(encoded: bytes) -> MultiDict[str, str]:
    """Return the parameters of an address or a form, strictly: werkzeug keeps what is not UTF-8 as it stands."""
    try:
        return MultiDict(parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise BadRequest("The parameters of the request are not UTF-8.") from None


def from_parameters(parameters: MultiDict[str, str]) -> Operation:
    """Return the one query among *parameters*."""
    if "update" in parameters:
        raise Refused(NO_UPDATE)
    texts = parameters.getlist("query")
    if len(texts) != 1:
        count = "is no parameter 'query'" if not texts else f"are {len(texts)} parameters 'query'"
        raise BadRequest(f"There {count} in this request; send one.")
    return Operation(texts[0], *read_dataset(parameters))


def read_dataset(parameters: MultiDict[str, str]) -> tuple[list[str] | None, list[str] | None]:
    """Return the default graphs and the named graphs that *parameters* give, None where they give none."""
    default, named = (_graphs(parameters, name) for name in ("default-graph-uri", "named-graph-uri"))
    return default or None, named or None


def _graphs(parameters: MultiDict[str, str], name: str) -> list[str]:
    for iri in parameters.getlist(name):
        if not _ABSOLUTE_IRI.fullmatch(iri):
            raise BadRequest(f"The parameter {name} is an absolute IRI, not {iri!r}.")
    return parameters.getlist(name)


def wanted_format(parameters: Mapping[str, str]) -> str | None:
    """Return the name of a format among *parameters*: ``format``, or ``output`` as some clients call it."""
    return parameters.get("format") or parameters.get("output")


def choose_formats(wanted: str | None, accept: str | None) -> Accepted:
    """
    Return the formats for rows and for triples: that of the name *wanted*, or else those of the header *accept*.

    A name may be one of rows only, as ``csv`` is; triples then come as the header likes them, since clients name a
    format before they know what they will ask.
    """
    if wanted:
        # A plus sign that was not encoded arrives as a blank: "application/sparql-results json".
        wanted = wanted.replace(" ", "+").lower()
        found = _named(wanted, RESULTS), _named(wanted, GRAPHS)
        if found == (None, None):
            known = ", ".join(dict.fromkeys(format_.suffix for format_ in (*RESULTS, *GRAPHS)))
            raise BadRequest(f"There is no format {wanted!r}; there are: {known}.")
        return found[0] or negotiate(accept, RESULTS), found[1] or negotiate(accept, GRAPHS)
    liked = negotiate(accept, RESULTS), negotiate(accept, GRAPHS)
    if liked == (None, None):
        raise NotAcceptable((*RESULTS, *GRAPHS))
    return liked


def _named(wanted: str, formats: Sequence[Format]) -> Format | None:
    return next(
        (one for one in formats if wanted in {one.suffix, one.media_type, *one.hints, *one.words}),
        None,
    )
