"""
The tokens of a SPARQL query: its form, prefixes, dataset and variables, without parsing it.

This is the tokeniser of SPARQL 1.1 §19.8: enough to bind values, to reject updates and to find a keyword, without ever
misreading strings, IRIs and comments. ``limits/service_keyword.py`` cannot use it: the embedded engine has no
tokeniser and reads SERVICE inside words that are a single token here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..errors import QueryFault

# In the order of the grammar. An IRI cannot extend over a clause: it contains no blank, brace or "<".
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

# Some engines decode these before they look for strings (§19.2), so that one could end a string where none ends here.
_ASCII_ESCAPE = re.compile(r"\\(?:u00[0-7][0-9A-F]|U000000[0-7][0-9A-F])", re.IGNORECASE)
_PIECE = re.compile(r"(?P<word>\w+)|(?P<sign>\S)")
_NUMBER = re.compile(r"[0-9]+(?:[eE][0-9]*)?")

# Editors put it before a text; it is no part of a query.
BYTE_ORDER_MARK = "\ufeff"

FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})

# The bare words of the query grammar (SPARQL 1.1 §19.8) except SERVICE, which is refused; any other word is an
# extension of an engine.
_WORDS = """
    BASE PREFIX DISTINCT REDUCED AS FROM NAMED WHERE GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF
    OPTIONAL GRAPH BIND UNION MINUS FILTER NOT IN EXISTS A TRUE FALSE
    COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR
    STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE
    ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
    UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL
    ISNUMERIC REGEX SUBSTR REPLACE
"""
KEYWORDS = FORMS | set(_WORDS.split())


class Token(NamedTuple):
    """A token: its kind (a group of the pattern above), its text, and its start and end in the query (from 0)."""

    kind: str
    text: str
    start: int
    end: int

    def says(self, *words: str) -> bool:
        """Return whether this is one of the keywords *words* (in upper case), in any case."""
        return self.kind == "word" and self.text.upper() in words


def read_tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of *query* in order, including comments, in time linear in its length."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "sign"
        if kind == "words":
            # Characters that a prefix may contain, without its colon.
            for piece in _PIECE.finditer(query, match.start(), match.end()):
                yield Token(piece.lastgroup or "sign", piece[0], piece.start(), piece.end())
        else:
            yield Token("name" if kind == "local" else kind, match[0], match.start(), match.end())


@dataclass(frozen=True)
class QueryOutline:
    """
    The parts of a query that its tokens show.

    ``head`` is the number of ``tokens`` before the keyword of the form; ``dataset`` has the tokens of the FROM clauses.
    """

    text: str
    tokens: tuple[Token, ...]
    form: str
    head: int
    has_base: bool
    dataset: tuple[Token, ...]


def outline_query(text: str) -> QueryOutline:
    """
    Return the outline of a query, whose text is without a byte order mark.

    Raises ``QueryFault``, with line and column, for a form other than SELECT, CONSTRUCT, DESCRIBE and ASK, a word
    outside SPARQL 1.1, an undeclared prefix, or an escape that stands for an ASCII character.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    if escape := _ASCII_ESCAPE.search(text):
        raise fault_at(text, escape.start(), f"{escape[0]} stands for a character that must be written as it is")
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
        raise fault_at(text, at, "a query begins with SELECT, CONSTRUCT, DESCRIBE or ASK")
    for token in tokens[place:]:
        _check(text, token, prefixes)
    return QueryOutline(text, tokens, tokens[place].text.upper(), place, has_base, tuple(_dataset(tokens[place:])))


class Edit(NamedTuple):
    """A replacement of the text from *start* to *end* (from 0)."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* with *edits* applied; an edit inside another is dropped."""
    done, parts = 0, []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= done:
            parts += [text[done : edit.start], edit.text]
            done = edit.end
    return "".join([*parts, text[done:]])


class Use(NamedTuple):
    """
    An occurrence of a variable: its name, its token, and the clause: SELECT, GROUP, ORDER or '' for any other.

    ``depth`` is the nesting in parentheses within that clause, ``braces`` the nesting in braces.
    """

    name: str
    token: Token
    clause: str
    depth: int
    braces: int


def variable_uses(tokens: Iterable[Token]) -> Iterator[Use]:
    """Yield each occurrence of a variable among *tokens*, in order."""
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
    Yield edits that replace variables by *terms* (SPARQL text by name), keeping the name of a projected variable.

    Where a query and its sub-SELECT both project it, the inner one is dropped: SPARQL forbids two sources of a name.
    """
    projected: dict[str, int] = {}  # the least nesting in braces at which a name is projected
    for name, token, clause, depth, braces in variable_uses(outline.tokens):
        if not (term := terms.get(name)):
            continue
        if clause == "SELECT" and not depth and projected.setdefault(name, braces) < braces:
            yield Edit(token.start, token.end, "")
        else:
            yield Edit(token.start, token.end, term if depth else _shown(term, name, clause))


def _shown(term: str, name: str, clause: str) -> str:
    """Return *term* as text for the *clause*: SELECT needs an AS, GROUP BY and ORDER BY need parentheses."""
    if clause == "SELECT":
        return f"({term} AS ?{name})"
    return f"({term})" if clause else term


def find_divisions(outline: QueryOutline) -> Iterator[Token]:
    """Yield the slashes that divide numbers, but not those between the steps of a path."""
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
    if token.kind == "word" and token.text.upper() not in KEYWORDS and not _NUMBER.fullmatch(token.text):
        raise fault_at(text, token.start, f"{token.text!r} is not a word of SPARQL 1.1")
    if token.kind == "name" and token.text.partition(":")[0] not in prefixes:
        raise fault_at(text, token.start, f"the prefix {token.text.partition(':')[0]!r} is not declared")
    if token.text == "\\":
        raise fault_at(text, token.start, "a backslash is allowed in strings and names only")


def _dataset(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the tokens of the FROM clauses, which precede the first brace."""
    place = 0
    while place < len(tokens) and tokens[place].text != "{":
        size = 0
        if tokens[place].says("FROM"):
            size = 3 if place + 1 < len(tokens) and tokens[place + 1].says("NAMED") else 2
            yield from tokens[place : place + size]
        place += size or 1


def fault_at(text: str, at: int, complaint: str) -> QueryFault:
    """Return the fault for *complaint* at the offset *at* of a query, with line and column (from 1)."""
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return QueryFault(f"The query is not SPARQL 1.1: line {line}, column {column}: {complaint}", line, column)
