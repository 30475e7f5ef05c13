"""
What engines do otherwise than SPARQL 1.1 says, mended on the way there and on the way back.

Values are bound by putting terms in the place of variables, token by token: Virtuoso 7.2 answers a CONSTRUCT with
VALUES at its end by an error, and one with VALUES at its beginning by the whole graph, in fourteen times the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple

from .errors import EngineFault, EngineSlow, QueryFault
from .lexical import QueryOutline, Token
from .store import JSON_RESULTS, Bindings, write_term

XML_RESULTS = "application/sparql-results+xml"

# An IRI that no engine has a graph of, to say "none" where leaving the parameter out would say "all".
_NO_GRAPH = "urn:x-yrkesgraf:no-graph"
# Virtuoso runs SQL and its own functions through IRIs of these schemes.
_EXTENSION = re.compile(r"<\s*(?:bif|sql):", re.IGNORECASE)
_PLACE = re.compile(r"\bat (?P<line>\d+):(?P<column>\d+)|\bline (?P<only_line>\d+)(?:, column (?P<its_column>\d+))?")
_SLOW = re.compile(r"S1T00|SR171|timed? ?out|execution time .* exceeds|deadline", re.IGNORECASE)
_LONGEST_COMPLAINT = 300
_TRUE_OR_FALSE = '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>{}</boolean></sparql>'


@dataclass(frozen=True)
class Dialect:
    """Which engine it is, as far as it matters: whether it is Virtuoso, and what its default graph is made of."""

    virtuoso: bool = False
    everything: str = ""
    named: tuple[str, ...] = ()

    @property
    def results(self) -> str:
        """The results format to ask for: Virtuoso's JSON and TSV lose booleans, and its JSON is four times slower."""
        return XML_RESULTS if self.virtuoso else JSON_RESULTS


@dataclass(frozen=True)
class Request:
    """A query as an engine is sent it; ``added`` is how many lines it begins later than the query it was."""

    text: str
    form: str
    added: int
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def adapt(
    outline: QueryOutline,
    base: str,
    dialect: Dialect,
    bindings: Bindings,
    dataset: tuple[Sequence[str] | None, Sequence[str] | None],
) -> Request:
    """Return *outline*'s query so that the engine answers as the embedded one would; raises ``QueryFault``."""
    for token in outline.tokens:
        if token.kind == "iri" and _EXTENSION.match(token.text):
            raise QueryFault(f"{token.text} is no function of SPARQL 1.1.")
    terms = {name: write_term(value) for name, value in bindings.items()}
    edits = [*_bind(outline, terms), *_choose_clauses(outline, dataset)]
    head = "" if outline.has_base else f"BASE <{base}>\n"
    if dialect.virtuoso:
        edits += _start_paths(outline, terms)
        head = 'define sql:describe-mode "CBD"\n' + head if outline.form == "DESCRIBE" else head
    default, named = _choose_graphs(outline, dialect, dataset)
    return Request(head + _edit(outline.text, edits), outline.form, head.count("\n"), default, named)


def _edit(text: str, edits: Iterable[_Edit]) -> str:
    done, parts = 0, []
    for edit in sorted(edits):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def _bind(outline: QueryOutline, terms: Mapping[str, str]) -> Iterator[_Edit]:
    """Put each bound term in the place of its variable, and keep the variable's name where it is projected."""
    projecting, depth = False, 0
    for token in outline.tokens:
        if token.says("SELECT"):
            projecting, depth = True, 0
        elif token.text == "{" or token.says("WHERE", "FROM"):
            projecting = False
        elif token.text in {"(", ")"}:
            depth += 1 if token.text == "(" else -1
        elif token.kind == "variable" and (term := terms.get(token.text[1:])):
            shown = f"({term} AS ?{token.text[1:]})" if projecting and depth == 0 else term
            yield _Edit(token.start, token.end, shown)


def _choose_clauses(
    outline: QueryOutline, dataset: tuple[Sequence[str] | None, Sequence[str] | None]
) -> Iterator[_Edit]:
    """Drop FROM clauses that a given dataset overrides, which Virtuoso would add to it; else say what is empty."""
    if dataset != (None, None):
        yield from (_Edit(token.start, token.end, "") for token in outline.dataset)
    elif outline.dataset:
        kinds = {("NAMED" if after.says("NAMED") else "") for token, after in _pairs(outline) if token.says("FROM")}
        for missing in {"", "NAMED"} - kinds:
            end = outline.dataset[-1].end
            yield _Edit(end, end, f" FROM {missing} <{_NO_GRAPH}>")


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


def _start_paths(outline: QueryOutline, terms: Mapping[str, str]) -> Iterator[_Edit]:
    """
    Give ``?a p+ ?b`` a first step of its own, and each pair once.

    Virtuoso refuses such a path when nothing else binds an end, and repeats pairs that are joined by several ways.
    """
    ends = (".", "}", "{", ")", "(")
    for place in range(2, len(outline.tokens) - 3):
        before, start, path, plus, end, after = outline.tokens[place - 2 : place + 4]
        if plus.text != "+" or path.kind not in {"iri", "name", "word"} or before.text not in ends:
            continue
        if after.text in {";", ","} or not all(_free(token, terms) for token in (start, end)):
            continue
        step = f"?step_{place}"
        pairs = f"SELECT DISTINCT {start.text} {end.text}"
        steps = f"{start.text} {path.text} {step} . {step} {path.text}* {end.text}"
        yield _Edit(start.start, end.end, f"{{ {pairs} {{ {steps} }} }}")


def _free(token: Token, terms: Mapping[str, str]) -> bool:
    return token.kind == "variable" and token.text[1:] not in terms


def mend_results(body: bytes, form: str) -> bytes:
    """Return Virtuoso's XML results with ASK answered by a boolean and blank nodes named as others name them."""
    if form == "ASK":
        return _TRUE_OR_FALSE.format("true" if b">1</literal>" in body else "false").encode()
    return body.replace(b"<bnode>nodeID://", b"<bnode>")


def refuse_cut(headers: Mapping[str, str]) -> None:
    """Raise where Virtuoso says in a header that it left rows out: a cut answer is never passed on as a whole one."""
    if rows := headers.get("x-sparql-maxrows"):
        raise EngineFault(f"The engine cut its answer at {rows} rows, which its own settings allow; ask for fewer.")
    if headers.get("x-sql-state", "").startswith("S1TAT"):
        raise EngineSlow("The engine stopped the query before its end.")


def explain(status: int, body: str, added: int) -> QueryFault | EngineFault:
    """Return what an engine's refusal means to who asked: their query, or the engine, is at fault."""
    complaint = " ".join(body.partition("\n\nSPARQL query:")[0].split())[:_LONGEST_COMPLAINT]
    if status in {HTTPStatus.GATEWAY_TIMEOUT, HTTPStatus.REQUEST_TIMEOUT} or _SLOW.search(complaint):
        return EngineSlow("The engine behind this service stopped the query: it took too long.")
    if status == HTTPStatus.BAD_REQUEST:
        place = _PLACE.search(complaint)
        line = int(place["line"] or place["only_line"]) - added if place else None
        column = place["column"] or place["its_column"] if place else None
        return QueryFault(f"The engine does not take the query: {complaint}", line, int(column) if column else None)
    words = f": {complaint}" if status >= HTTPStatus.INTERNAL_SERVER_ERROR and complaint else ""
    return EngineFault(f"The engine behind this service answered with status {status}{words}")
