"""
The words of a SPARQL query: what each token is, which form the query has, where it declares prefixes and datasets.

This is the tokeniser of SPARQL 1.1 §19.8 and no parser: enough to bind values, to tell a query from an update and to
find a keyword, with strings, IRIs and comments never mistaken for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..errors import QueryFault

# In the order of the grammar. An IRI cannot reach over a clause: it has no blank, no brace and no "<".
_TOKEN = re.compile(
    r"""
    (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<run>\w[\w.-]*+)?+(?P<local>:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<words>\w[\w.-]*+)
    | (?P<sign>\S)
    """,
    re.VERBOSE | re.DOTALL,
)

# Some engines read these before they look for strings (§19.2), so that one could end a string where we see none end.
_ASCII_ESCAPE = re.compile(r"\\(?:u00[0-7][0-9A-F]|U000000[0-7][0-9A-F])", re.IGNORECASE)
_PIECE = re.compile(r"(?P<word>\w+)|(?P<sign>\S)")
_NUMBER = re.compile(r"[0-9]+(?:[eE][0-9]*)?")

FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})

# Every bare word of the query grammar (SPARQL 1.1 §19.8) but SERVICE, which this service asks nobody for; a word that
# is none of them is an engine's own extension.
_WORDS = """
    BASE PREFIX DISTINCT REDUCED AS FROM NAMED WHERE GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF
    OPTIONAL GRAPH BIND UNION MINUS FILTER NOT IN EXISTS A TRUE FALSE
    COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR
    STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE
    ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
    UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL
    ISNUMERIC REGEX SUBSTR REPLACE
"""
_KEYWORDS = FORMS | set(_WORDS.split())


class Token(NamedTuple):
    """One token: its kind (a group of the pattern above), its text, and where it stands (from 0)."""

    kind: str
    text: str
    start: int
    end: int

    def says(self, *words: str) -> bool:
        """Return whether this is one of the keywords *words* (in capitals), in any case."""
        return self.kind == "word" and self.text.upper() in words


def read_tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of *query* in order, comments among them, in time linear in its length."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "sign"
        if kind == "words":
            # A run of what a prefix may be made of, without the colon of one.
            for piece in _PIECE.finditer(query, match.start(), match.end()):
                yield Token(piece.lastgroup or "sign", piece[0], piece.start(), piece.end())
        else:
            yield Token("name" if kind == "local" else kind, match[0], match.start(), match.end())


@dataclass(frozen=True)
class QueryOutline:
    """
    What can be told of a query without parsing it.

    ``head`` is how many of ``tokens`` come before the form's keyword, and ``dataset`` are those of its FROM clauses.
    """

    text: str
    tokens: tuple[Token, ...]
    form: str
    head: int
    has_base: bool
    dataset: tuple[Token, ...]


def outline_query(text: str) -> QueryOutline:
    """Return the outline of a query; raises ``QueryFault`` for what has words or prefixes that SPARQL does not know."""
    if escape := _ASCII_ESCAPE.search(text):
        raise _fault(text, escape.start(), f"{escape[0]} stands for a sign that is written as it is")
    tokens = tuple(token for token in read_tokens(text) if token.kind != "comment")
    place, has_base, prefixes = 0, False, {"_"}
    while place < len(tokens) and tokens[place].says("PREFIX", "BASE"):
        if tokens[place].says("BASE"):
            has_base = True
            place += 2
        else:
            prefixes.add(tokens[place + 1].text.partition(":")[0] if place + 1 < len(tokens) else "")
            place += 3
    if place >= len(tokens) or not tokens[place].says(*FORMS):
        at = tokens[place].start if place < len(tokens) else len(text)
        raise _fault(text, at, "a query begins with SELECT, CONSTRUCT, DESCRIBE or ASK")
    for token in tokens[place:]:
        _check(text, token, prefixes)
    return QueryOutline(text, tokens, tokens[place].text.upper(), place, has_base, tuple(_dataset(tokens[place:])))


class Edit(NamedTuple):
    """A change to a query: the text that comes in the place of everything from *start* to *end*."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* with *edits* made; one within another is left to that other."""
    done, parts = 0, []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= done:
            parts += [text[done : edit.start], edit.text]
            done = edit.end
    return "".join([*parts, text[done:]])


class Use(NamedTuple):
    """
    A variable where it stands in a query: its name and token, and in which of SELECT, GROUP and ORDER ('' for none).

    ``depth`` is how deep in parentheses of that clause, ``braces`` how deep in braces.
    """

    name: str
    token: Token
    clause: str
    depth: int
    braces: int


def variable_uses(tokens: Iterable[Token]) -> Iterator[Use]:
    """Yield the variables among *tokens*, each where it stands."""
    clause, depth, braces = "", 0, 0
    for token in tokens:
        braces += {"{": 1, "}": -1}.get(token.text, 0)
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.says("SELECT", "GROUP", "ORDER"):
            clause, depth = token.text.upper(), 0
        elif token.text in {"{", "}"} or token.says("WHERE", "FROM", "HAVING", "LIMIT", "OFFSET", "VALUES"):
            clause = ""
        elif token.kind == "variable":
            yield Use(token.text[1:], token, clause, depth if clause else 0, braces)


def bind_terms(outline: QueryOutline, terms: Mapping[str, str]) -> Iterator[Edit]:
    """
    Put each of *terms* (as SPARQL writes it) in the place of its variable, whose name is kept where the query projects.

    Where a query and one within it both project it, the inner one does so no more: its name would come from two places,
    which SPARQL does not allow.
    """
    projected: dict[str, int] = {}  # how deep in braces a name is projected, at the least
    for name, token, clause, depth, braces in variable_uses(outline.tokens):
        if not (term := terms.get(name)):
            continue
        if clause == "SELECT" and not depth and projected.setdefault(name, braces) < braces:
            yield Edit(token.start, token.end, "")
        else:
            yield Edit(token.start, token.end, term if depth else _shown(term, name, clause))


def _shown(term: str, name: str, clause: str) -> str:
    """Return *term* as it may stand in a SELECT *clause*, in GROUP BY and ORDER BY (in parentheses), or elsewhere."""
    if clause == "SELECT":
        return f"({term} AS ?{name})"
    return f"({term})" if clause else term


def find_divisions(outline: QueryOutline) -> Iterator[Token]:
    """Yield the slashes that divide numbers, leaving those that join the steps of a path."""
    calculating: list[bool] = []
    projecting = False
    for before, token in zip((None, *outline.tokens), outline.tokens, strict=False):
        inside = bool(calculating) and calculating[-1]
        if token.says("SELECT"):
            projecting = True
        elif token.text == "{":
            projecting = False
            calculating.append(False)
        elif token.text == "(":
            after_word = before is not None and before.kind == "word" and not before.says("A", "WHERE")
            calculating.append(inside or projecting or after_word)
        elif token.text in {")", "}"} and calculating:
            calculating.pop()
        elif token.text == "/" and inside:
            yield token


def _check(text: str, token: Token, prefixes: set[str]) -> None:
    if token.kind == "word" and token.text.upper() not in _KEYWORDS and not _NUMBER.fullmatch(token.text):
        raise _fault(text, token.start, f"{token.text!r} is no word of SPARQL 1.1")
    if token.kind == "name" and token.text.partition(":")[0] not in prefixes:
        raise _fault(text, token.start, f"the prefix {token.text.partition(':')[0]!r} is not declared")
    if token.text == "\\":
        raise _fault(text, token.start, "a backslash stands in strings and names only")


def _dataset(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the tokens of the FROM clauses, which stand before the first brace."""
    place = 0
    while place < len(tokens) and tokens[place].text != "{":
        size = 0
        if tokens[place].says("FROM"):
            size = 3 if place + 1 < len(tokens) and tokens[place + 1].says("NAMED") else 2
            yield from tokens[place : place + size]
        place += size or 1


def _fault(text: str, at: int, complaint: str) -> QueryFault:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return QueryFault(f"The query is not SPARQL 1.1: line {line}, column {column}: {complaint}", line, column)
