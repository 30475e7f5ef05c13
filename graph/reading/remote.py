"""
A SPARQL 1.1 endpoint on another machine behind the ``Engine`` interface; the only module that uses SPARQLWrapper.

Rows are fetched in the one format that the engine writes without loss and triples as N-Triples; both are converted to
the requested format here, so that every engine offers every format. A query with words outside SPARQL 1.1 is refused
before it reaches the engine, whose extensions (updates in queries, fetching of documents, SQL) are thus out of reach.
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
from ..errors import AnswerTooLarge, EngineFault, EngineSlow, EngineUnwilling, YrkesgrafError
from ..vocab import ALL_GRAPHS, Names
from .batch import MOST_QUESTIONS, ask_batch
from .clock import Clock, cut_at
from .dialects import XML_RESULTS, Dialect, Request, adapt, explain, mend_results, refuse_cut
from .query_files import load_folder
from .question import Bindings, Question
from .rdf_formats import convert_triples
from .result_rows import Row, parse_rows
from .sparql_tokens import outline_query
from .store import JSON_RESULTS, TURTLE, Answer, convert_results
from .syntax_faults import refuse_deep

log = logging.getLogger(__name__)

N_TRIPLES = "application/n-triples"
_AGENT = f"yrkesgraf/{__version__}"
_CHUNK = 1 << 16
_MEET_AGAIN_SECONDS = 60.0
_UNREADABLE = "The engine behind this service sent an answer that is not a SPARQL result."
# Other names that engines use for these formats.
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
    The triples of one release on the engine at *endpoint*, a URL that may include a user and a password.

    An answer may take *seconds* from the request to its end and have *answer_bytes* bytes at most; longer ones raise
    ``EngineSlow``, larger ones ``AnswerTooLarge``. Threads may share one.
    """

    def __init__(self, endpoint: str, base: str, *, seconds: float, answer_bytes: int) -> None:
        self.base, self.is_remote = base, True
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
        """Return the result of *query*, as ``Engine`` describes."""
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
        refuse_deep(query)
        outline = outline_query(query)
        dialect = self._meet()
        request = adapt(outline, self.base, dialect, bindings, dataset)
        if request.form in {"CONSTRUCT", "DESCRIBE"}:
            body, _ = self._fetch(request, N_TRIPLES)
            # Read as Turtle, a superset of N-Triples, so that IRIs the engine left relative are resolved.
            convert = partial(convert_triples, base=self.base, first=bindings.get("this", ""))
            return Answer(_understood(convert, body, TURTLE, graphs), graphs)
        body, headers = self._fetch(request, dialect.results)
        if dialect.virtuoso:
            refuse_cut(headers)
            body = mend_results(body, request.form, self.base)
        return Answer(_understood(convert_results, body, dialect.results, results), results)

    def rows(self, query: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT *query* by variable, as ``Engine`` describes."""
        return parse_rows(self.answer(query, bindings=bindings).body)

    def rows_of_each(self, questions: Sequence[Question]) -> list[list[Row]]:
        """
        Return the rows of each of *questions*, as ``Engine`` describes, in one request for up to nine of them.

        An engine that refuses a request for its estimated time is asked for half of them at a time.
        """
        found: list[list[Row]] = []
        for first in range(0, len(questions), MOST_QUESTIONS):
            found += self._ask_together(questions[first : first + MOST_QUESTIONS])
        return found

    def _ask_together(self, questions: Sequence[Question]) -> list[list[Row]]:
        try:
            return ask_batch(self.rows, questions)
        except EngineUnwilling:
            if len(questions) == 1:
                raise
            half = len(questions) // 2
            return [*self._ask_together(questions[:half]), *self._ask_together(questions[half:])]

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the result of an ASK *query*."""
        return bool(json.loads(self.answer(query, bindings=bindings).body)["boolean"])

    def triples(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        """Return the triples of a CONSTRUCT or DESCRIBE *query* in *media_type*; empty for none."""
        return self.answer(query, graphs=media_type, bindings=bindings).body

    def _meet(self) -> Dialect:
        """Return the kind of the engine and the graphs it holds, looked up again every minute."""
        dialect, until = self._met
        if time.monotonic() < until:
            return dialect
        outline = outline_query(load_folder("engine")["graphs"].text)
        body, headers = self._fetch(adapt(outline, self.base, Dialect(), {}, (None, None)), XML_RESULTS)
        rows = parse_rows(_understood(convert_results, body, XML_RESULTS, JSON_RESULTS))
        dialect = Dialect(
            virtuoso=headers.get("server", "").startswith("Virtuoso"),
            everything=Names(self.base).thing("graph", ALL_GRAPHS) if rows else "",
            named=tuple(row["graph"].value for row in rows),
        )
        self._met = dialect, time.monotonic() + _MEET_AGAIN_SECONDS
        return dialect

    def _fetch(self, request: Request, accept: str) -> tuple[bytes, dict[str, str]]:
        """Send *request* and return the body and the headers of the response, with header names in lower case."""
        until = time.monotonic() + self._seconds
        try:
            try:
                with closing(self._prepare(request, accept).query().response) as response:
                    headers = {name.lower(): value for name, value in response.headers.items()}
                    body = self._read(response, until)
            except urllib.error.HTTPError as error:
                with error:
                    told = self._read(error, until).decode("utf-8", "replace")
                raise self._refused(error.code, told, request) from None
        except SPARQLWrapperException as error:
            raise self._refused(_STATUS.get(type(error), HTTPStatus.BAD_GATEWAY), _body(error), request) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._failed(error) from None
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in {accept, *_SYNONYMS.get(accept, ())}:
            raise self._logged(EngineFault(_UNREADABLE))
        return body, headers

    def _prepare(self, request: Request, accept: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self._endpoint, agent=_AGENT)
        # The form is known; the library would guess it with patterns and warn where they fail.
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

    def _read(self, response: http.client.HTTPResponse | urllib.error.HTTPError, until: float) -> bytes:
        """Return the body, read in pieces so that the limits on time and size apply while it arrives."""
        body = bytearray()
        with cut_at(until, response.fileno()):
            while chunk := response.read1(_CHUNK):
                body += chunk
                if (limit := self._answer_bytes) < len(body):
                    raise AnswerTooLarge(f"The answer is larger than {limit} bytes, the limit for one answer.")
            # read1 does not notice a truncated body, and read would block until a whole piece has arrived.
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
        log.warning("the engine's answer is not %s: %s", given, error)
        raise EngineFault(_UNREADABLE) from None


def _body(error: SPARQLWrapperException) -> str:
    """Return the engine's message, which the library appends to its own as the repr of bytes."""
    written = str(error).partition("Response:\n")[2]
    return bytes(ast.literal_eval(written)).decode("utf-8", "replace") if written else ""
