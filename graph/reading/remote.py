"""
The one door to SPARQLWrapper: a SPARQL 1.1 endpoint on another machine, with the interface of the embedded store.

Rows are fetched in the one format that the engine writes without loss, triples as N-Triples, and both are put into the
format asked for here, so that every engine offers every format. A query that is not SPARQL 1.1 to its words never
reaches the engine, whose own additions (updates in queries, fetching of documents, SQL) stay its own.
"""

from __future__ import annotations

import ast
import http.client
import json
import logging
import time
import urllib.error
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from http import HTTPStatus
from urllib.parse import unquote, urlsplit, urlunsplit

from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
    URITooLong,
)

from .. import __version__
from ..errors import AnswerTooLarge, EngineFault, EngineSlow, YrkesgrafError
from ..vocab import Names
from .dialects import XML_RESULTS, Dialect, Request, adapt, explain, mend_results, refuse_cut
from .query_files import load_folder
from .sparql_tokens import outline_query
from .store import JSON_RESULTS, TURTLE, Answer, Bindings, Clock, Row, convert_results, convert_triples, parse_rows

log = logging.getLogger(__name__)

N_TRIPLES = "application/n-triples"
_AGENT = f"yrkesgraf/{__version__}"
_CHUNK = 1 << 16
_MEET_AGAIN_SECONDS = 60.0
# What engines also call these formats.
_SYNONYMS = {
    N_TRIPLES: {"text/plain"},
    JSON_RESULTS: {"application/json"},
    XML_RESULTS: {"application/xml", "text/xml"},
}
_STATUS = {
    QueryBadFormed: HTTPStatus.BAD_REQUEST,
    Unauthorized: HTTPStatus.UNAUTHORIZED,
    EndPointNotFound: HTTPStatus.NOT_FOUND,
    URITooLong: HTTPStatus.REQUEST_URI_TOO_LONG,
    EndPointInternalError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class RemoteStore:
    """
    The triples of one release on the engine at *endpoint*, whose address may carry a user and a password.

    No answer takes longer than *seconds* or has more than *answer_bytes* bytes. Safe to share between threads.
    """

    def __init__(self, endpoint: str, base: str, *, seconds: float, answer_bytes: int) -> None:
        self.base = base
        self.clock = Clock()
        parts = urlsplit(endpoint)
        self._endpoint = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._seconds = seconds
        self._answer_bytes = answer_bytes
        self._met = Dialect(), 0.0

    def answer(
        self,
        query: str,
        *,
        results: str = JSON_RESULTS,
        graphs: str = TURTLE,
        bindings: Bindings | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """Answer *query* as ``Engine`` says."""
        with self.clock:
            return self._answer(query, results, graphs, bindings or {}, (default_graphs, named_graphs))

    def _answer(
        self,
        query: str,
        results: str,
        graphs: str,
        bindings: Bindings,
        dataset: tuple[Sequence[str] | None, Sequence[str] | None],
    ) -> Answer:
        outline = outline_query(query)
        dialect = self._meet()
        request = adapt(outline, self.base, dialect, bindings, dataset)
        if request.form in {"CONSTRUCT", "DESCRIBE"}:
            body, _ = self._fetch(request, N_TRIPLES)
            # Read as Turtle, which N-Triples is a part of, so that an IRI the engine left relative is resolved.
            convert = partial(convert_triples, base=self.base, first=bindings.get("this", ""))
            return Answer(_understood(convert, body, TURTLE, graphs), graphs)
        body, headers = self._fetch(request, dialect.results)
        if dialect.virtuoso:
            refuse_cut(headers)
            body = mend_results(body, request.form, self.base)
        return Answer(_understood(convert_results, body, dialect.results, results), results)

    def rows(self, query: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT *query* as dictionaries; unbound variables are absent."""
        return parse_rows(self.answer(query, bindings=bindings).body)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the answer of an ASK *query*."""
        return bool(json.loads(self.answer(query, bindings=bindings).body)["boolean"])

    def triples(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        """Return the triples of a CONSTRUCT *query* in *media_type*; empty where there are none."""
        return self.answer(query, graphs=media_type, bindings=bindings).body

    def _meet(self) -> Dialect:
        """Return what kind of engine this is and where it keeps its triples, found out anew every minute."""
        dialect, until = self._met
        if time.monotonic() < until:
            return dialect
        outline = outline_query(load_folder("engine")["graphs"].text)
        body, headers = self._fetch(adapt(outline, self.base, Dialect(), {}, (None, None)), XML_RESULTS)
        rows = parse_rows(_understood(convert_results, body, XML_RESULTS, JSON_RESULTS))
        dialect = Dialect(
            virtuoso=headers.get("server", "").startswith("Virtuoso"),
            everything=Names(self.base).thing("graph", "everything") if rows else "",
            named=tuple(row["graph"].value for row in rows),
        )
        self._met = dialect, time.monotonic() + _MEET_AGAIN_SECONDS
        return dialect

    def _fetch(self, request: Request, accept: str) -> tuple[bytes, dict[str, str]]:
        """Send *request* and return the body of the answer and its headers, whose names are in small letters."""
        try:
            with closing(self._prepare(request, accept).query().response) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                body = self._read(response)
        except SPARQLWrapperException as error:
            raise self._refused(_STATUS.get(type(error), HTTPStatus.BAD_GATEWAY), _body(error), request) from None
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error.code, error.read().decode("utf-8", "replace"), request) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._failed(error) from None
        if headers.get("content-type", "").partition(";")[0].strip().lower() not in {
            accept,
            *_SYNONYMS.get(accept, ()),
        }:
            raise self._logged(EngineFault("The engine behind this service answered with what is no SPARQL answer."))
        return body, headers

    def _prepare(self, request: Request, accept: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self._endpoint, agent=_AGENT)
        # The form is known; the library would look for it with patterns that warn of what they do not find.
        wrapper.queryString, wrapper.queryType = request.text, request.form
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        wrapper.timeout = self._seconds  # type: ignore[assignment]  # urlopen takes fractions, the annotation does not
        if self._user:
            wrapper.setCredentials(self._user, self._password)
        for name, graphs in (("default-graph-uri", request.default_graphs), ("named-graph-uri", request.named_graphs)):
            for graph in graphs:
                wrapper.addParameter(name, graph)
        return wrapper

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        """Read the body in pieces, so that neither a slow nor an endless one is waited for."""
        until = time.monotonic() + self._seconds
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self._answer_bytes:
                raise AnswerTooLarge(
                    f"The answer has more than the {self._answer_bytes} bytes a single answer may have."
                )
            if time.monotonic() > until:
                raise TimeoutError
        # read1 leaves it to us to see whether all that was promised has come; read would wait for a whole piece.
        if (missing := int(response.headers.get("Content-Length", 0)) - len(body)) > 0:
            raise http.client.IncompleteRead(bytes(body), missing)
        return bytes(body)

    def _refused(self, status: int, body: str, request: Request) -> YrkesgrafError:
        fault = explain(status, body, request.added)
        return self._logged(fault) if isinstance(fault, EngineFault) else fault

    def _failed(self, error: OSError | http.client.HTTPException) -> EngineFault:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(reason, TimeoutError):
            return self._logged(
                EngineSlow(f"The engine behind this service did not answer within {self._seconds:g} seconds.")
            )
        return self._logged(EngineFault(f"The engine behind this service cannot be reached ({type(reason).__name__})."))

    def _logged(self, fault: EngineFault) -> EngineFault:
        log.warning("%s: %s", self._endpoint, fault)
        return fault


def _understood(convert: Callable[[bytes, str, str], bytes], body: bytes, given: str, wanted: str) -> bytes:
    try:
        return convert(body, given, wanted)
    except ValueError as error:
        log.warning("an engine's answer is no %s: %s", given, error)
        raise EngineFault("The engine behind this service answered with what is no SPARQL answer.") from None


def _body(error: SPARQLWrapperException) -> str:
    """Return the engine's own words, which the library keeps as the written form of their bytes at the end of its."""
    written = str(error).partition("Response:\n")[2]
    return bytes(ast.literal_eval(written)).decode("utf-8", "replace") if written else ""
