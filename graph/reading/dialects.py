"""
Deviations of engines from SPARQL 1.1, corrected in queries and in results.

Values are bound by replacing variables with terms, token by token: Virtuoso 7.2 rejects a CONSTRUCT with VALUES at its
end, and answers one with VALUES at its start with the whole graph, in fourteen times the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

from ..errors import EngineFault, EngineSlow, EngineUnwilling, QueryFault
from .question import Bindings
from .sparql_tokens import Edit, QueryOutline, Token, apply_edits, bind_terms, find_divisions
from .store import JSON_RESULTS, write_term

XML_RESULTS = "application/sparql-results+xml"

# The IRI of no graph, for "none" where a missing parameter would mean "all".
_NO_GRAPH = "urn:x-yrkesgraf:no-graph"
# Virtuoso runs SQL and its own functions through IRIs of these schemes.
_EXTENSION = re.compile(r"<\s*(?:bif|sql):", re.IGNORECASE)
_PLACE = re.compile(r"\bat (?P<line>\d+):(?P<column>\d+)|\bline (?P<only_line>\d+)(?:, column (?P<its_column>\d+))?")
_SLOW = re.compile(r"S1T00|SR171|timed? ?out|execution time .* exceeds|deadline", re.IGNORECASE)
_ESTIMATED = re.compile(r"estimated execution time", re.IGNORECASE)
_TOO_DEAR = (
    "The engine behind this service refuses the query without running it: by its estimate it takes longer than it may "
    "(MaxQueryCostEstimationTime in Virtuoso)."
)
_LONGEST_COMPLAINT = 300
_RELATIVE = re.compile(rb"<uri>(?![A-Za-z][A-Za-z0-9+.-]*:)([^<]*)<")
_EDGE = re.compile(rb"(?<=<literal>)\s+|(?<=\">)\s+(?=[^<\s]|</literal)|\s+(?=</literal>)")
_BLANK = re.compile(rb"\s")
_FAKE = re.compile(rb'<variable name="_star_fake"/>|<binding name="_star_fake">.*?</binding>')

# The kinds of tokens at the ends of a path, and the tokens before a statement.
_TERMS = frozenset({"variable", "iri", "name"})
_BOUNDS = frozenset({".", "{", "}", "(", ")"})
_TRUE_OR_FALSE = '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>{}</boolean></sparql>'


@dataclass(frozen=True)
class Dialect:
    """The kind of an engine: whether it is Virtuoso, its graph of every triple ('' for none), and its named graphs."""

    virtuoso: bool = False
    everything: str = ""
    named: tuple[str, ...] = ()

    @property
    def results(self) -> str:
        """The results format to request: Virtuoso's JSON and TSV lose booleans, and its JSON is four times slower."""
        return XML_RESULTS if self.virtuoso else JSON_RESULTS


@dataclass(frozen=True)
class Request:
    """A query as sent to an engine; ``added`` is the number of lines put before the original query."""

    text: str
    form: str
    added: int
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


def adapt(
    outline: QueryOutline,
    base: str,
    dialect: Dialect,
    bindings: Bindings,
    dataset: tuple[Sequence[str] | None, Sequence[str] | None],
) -> Request:
    """
    Return the query of *outline* rewritten so that the engine answers like the embedded one.

    *dataset* is (default graphs, named graphs), each None for the query's own. Raises ``QueryFault`` where the query
    calls an extension function or a binding is not an IRI.
    """
    for token in outline.tokens:
        if token.kind == "iri" and _EXTENSION.match(token.text):
            raise QueryFault(f"{token.text} is not a function of SPARQL 1.1.")
    terms = {name: write_term(value) for name, value in bindings.items()}
    edits = [*bind_terms(outline, terms), *_choose_clauses(outline, dataset)]
    head = "" if outline.has_base else f"BASE <{base}>\n"
    if dialect.virtuoso:
        edits += _mend_paths(outline, terms)
        # Virtuoso divides integers to integers; SPARQL 1.1 §17.4 requires decimals.
        edits += (Edit(slash.start, slash.end, "* 1.0 /") for slash in find_divisions(outline))
        head = 'define sql:describe-mode "CBD"\n' + head if outline.form == "DESCRIBE" else head
    default, named = _choose_graphs(outline, dialect, dataset)
    return Request(head + apply_edits(outline.text, edits), outline.form, head.count("\n"), default, named)


def _choose_clauses(
    outline: QueryOutline, dataset: tuple[Sequence[str] | None, Sequence[str] | None]
) -> Iterator[Edit]:
    """Yield edits that drop FROM clauses overridden by *dataset* (Virtuoso merges them) or name the empty part."""
    if dataset != (None, None):
        yield from (Edit(token.start, token.end, "") for token in outline.dataset)
    elif outline.dataset:
        kinds = {("NAMED" if after.says("NAMED") else "") for token, after in _pairs(outline) if token.says("FROM")}
        for missing in {"", "NAMED"} - kinds:
            end = outline.dataset[-1].end
            yield Edit(end, end, f" FROM {missing} <{_NO_GRAPH}>")


def _pairs(outline: QueryOutline) -> Iterator[tuple[Token, Token]]:
    return zip(outline.dataset, outline.dataset[1:], strict=False)


def _choose_graphs(
    outline: QueryOutline, dialect: Dialect, dataset: tuple[Sequence[str] | None, Sequence[str] | None]
) -> tuple[Sequence[str], Sequence[str]]:
    default, named = dataset
    if dataset != (None, None):
        return default or (_NO_GRAPH,), named or (_NO_GRAPH,)
    if outline.dataset or not dialect.everything:
        return (), ()
    asks_graphs = any(token.says("GRAPH") for token in outline.tokens)
    return (dialect.everything,), dialect.named if asks_graphs else ()


def _mend_paths(outline: QueryOutline, terms: Mapping[str, str]) -> Iterator[Edit]:
    """
    Yield edits that make ``a p+ b`` and ``a p* b`` return each pair once and give ``p+`` an explicit first step.

    Virtuoso repeats a pair connected by several paths, omits a resource that leads to itself, and rejects a path with
    two unbound ends. A path within a sequence, and ``p*`` between two variables, are left unchanged.
    """
    tokens = outline.tokens
    for place in range(2, len(tokens) - 3):
        path, times, end, after = tokens[place : place + 4]
        inverse = "^" if tokens[place - 1].text == "^" else ""
        before = tokens[place - 1 - len(inverse)]
        start = _subject(tokens, place - len(inverse))
        if start is None or times.text not in {"+", "*"} or not _is_step(path):
            continue
        if end.kind not in _TERMS or after.text in {";", ",", "/", "|", "(", "^"}:
            continue
        here, there = (terms.get(token.text[1:], token.text) for token in (start, end))
        free = [text for text in dict.fromkeys((here, there)) if text.startswith(("?", "$"))]
        if not free or (times.text == "*" and len(free) == 2):
            continue
        step = f"?step_{place}"
        way = f"{here} {inverse}{path.text} {step} . {step}" if times.text == "+" else here
        pairs = f"{{ SELECT DISTINCT {' '.join(free)} {{ {way} {inverse}{path.text}* {there} }} }}"
        if before.text == ";":
            yield Edit(before.start, end.end, f" . {pairs}")
        else:
            yield Edit(start.start, end.end, pairs)


def _is_step(token: Token) -> bool:
    return token.kind in {"iri", "name"} or token.text == "a"


def _subject(tokens: Sequence[Token], place: int) -> Token | None:
    """Return the subject of the predicate at *place* if it is a plain term at the start of its statement, else None."""
    at = place - 1
    if tokens[at].text == ";":
        while at > 0 and tokens[at].text not in _BOUNDS | {"[", "]"}:
            at -= 1
        at += 1
    before = tokens[at - 1]
    return tokens[at] if tokens[at].kind in _TERMS and before.text in _BOUNDS else None


def mend_results(body: bytes, form: str, base: str) -> bytes:
    """
    Return Virtuoso's XML results in the standard form.

    ASK becomes a boolean, blank nodes get ordinary labels, IRIs made by ``IRI()`` are resolved, and the dummy column of
    a result without columns is dropped. White space around a literal is written as character references, since the next
    parser would trim it.
    """
    if form == "ASK":
        # A boolean with Debian's CaseMode, and else a column with a number.
        is_true = b"<boolean>true<" in body or b">1</literal>" in body
        return _TRUE_OR_FALSE.format("true" if is_true else "false").encode()
    body = _FAKE.sub(b"", body.replace(b"<bnode>nodeID://", b"<bnode>"))
    body = _RELATIVE.sub(lambda found: b"<uri>%s<" % urljoin(base, found[1].decode()).encode(), body)
    return _EDGE.sub(lambda found: _BLANK.sub(lambda blank: b"&#%d;" % blank[0][0], found[0]), body)


def refuse_cut(headers: Mapping[str, str]) -> None:
    """Raise ``EngineFault`` or ``EngineSlow`` where a header of Virtuoso reports a truncated result."""
    if rows := headers.get("x-sparql-maxrows"):
        raise EngineFault(f"The engine cuts its answers at {rows} rows; ask for fewer, for example with LIMIT.")
    if headers.get("x-sql-state", "").startswith("S1TAT"):
        raise EngineSlow("The engine stopped the query before its end.")


def explain(status: int, body: str, added: int) -> QueryFault | EngineFault:
    """
    Return the fault for an engine's response of *status*: a ``QueryFault`` where the query is wrong, else the engine's.

    *added* is the number of lines before the user's query, subtracted from the line in *body*.
    """
    complaint = " ".join(body.partition("\n\nSPARQL query:")[0].split())[:_LONGEST_COMPLAINT]
    own_fault = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if own_fault and _ESTIMATED.search(complaint):
        return EngineUnwilling(_TOO_DEAR)
    if status in {HTTPStatus.GATEWAY_TIMEOUT, HTTPStatus.REQUEST_TIMEOUT} or (own_fault and _SLOW.search(complaint)):
        return EngineSlow("The engine behind this service stopped the query: it took too long.")
    if status == HTTPStatus.BAD_REQUEST:
        place = _PLACE.search(complaint)
        line = max(1, int(place["line"] or place["only_line"]) - added) if place else None
        column = place["column"] or place["its_column"] if place else None
        return QueryFault(f"The engine rejects the query: {complaint}", line, int(column) if column else None)
    words = f": {complaint}" if own_fault and complaint else ""
    return EngineFault(f"The engine behind this service answered with status {status}{words}")
