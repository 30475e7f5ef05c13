"""
Errors of the embedded engine in a query, in the words of this service, and the refusal of what would end it.

The engine's parser reports the furthest place where any rule of the grammar failed. Because it compares a keyword with
as many characters as the keyword has, that place is up to 14 characters behind the fault, and its list of expected
tokens has hardly any that would mend the query. So the query is parsed once more with gaps longer than any keyword
between its tokens, where the place falls on the token at fault, and the commonest mistakes have a sentence each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from ..errors import QueryFault
from ..vocab import PREFIXES
from .sparql_tokens import FORMS, KEYWORDS, Token, fault_at, read_tokens

# Returns the engine's error for a query, None for a valid one.
Parse = Callable[[str], SyntaxError | None]

_POSITION = re.compile(r"(?:error )?at (\d+):(\d+)(?:-\d+:\d+)?: ?(.*)", re.DOTALL)
_UNKNOWN_FUNCTION = re.compile(r"The custom function (\S+) is not supported")
# Among the expected tokens stand whole sentences about faults beyond the grammar.
_SENTENCE = re.compile(r"(?:^|, |one of |expected )([A-Z][A-Za-z]*(?: [A-Za-z]+){3,})")
_GAP = " " * 24
_APART = frozenset("{}(),;")
_BRACKETS = {"}": "{", ")": "("}
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_NO_FORM = "a query begins with SELECT, CONSTRUCT, DESCRIBE or ASK"
_LONGEST_SHOWN = 40
# Nested function calls and FILTER EXISTS overflow an 8 MB stack between 256 and 1,000 levels, braces beyond 1,000.
MOST_NESTED = 256
_STEPS = {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}


def refuse_deep(query: str) -> None:
    """
    Raise ``QueryFault``, with line and column, where brackets are nested more than ``MOST_NESTED`` deep.

    The engine's parser is recursive, and would overflow its stack.
    """
    if sum(query.count(bracket) for bracket in "({[") <= MOST_NESTED:
        return  # nearly every query, in a microsecond
    depth = 0
    for token in read_tokens(query):
        depth += _STEPS.get(token.text, 0)
        if depth > MOST_NESTED:
            raise fault_at(query, token.start, f"brackets are nested more than {MOST_NESTED} deep")


def explain_syntax(error: SyntaxError, query: str, parse: Parse) -> QueryFault:
    """Return the engine's *error* in *query* as one short sentence with the line and column of the fault."""
    tokens = [token for token in read_tokens(query) if token.kind != "comment"]
    found = next(_find_mistakes(tokens), None)
    if found is None:
        place = _find_place(query, tokens, parse)
        found = place, _complain(str(error.msg), tokens, place)
    return fault_at(query, *found)


def explain_function(error: RuntimeError) -> QueryFault | None:
    """Return the fault of a query that calls an unknown function, or None for any other error."""
    unknown = _UNKNOWN_FUNCTION.search(str(error))
    return QueryFault(f"{unknown[1]} is not a function of SPARQL 1.1.") if unknown else None


def _find_mistakes(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the offset and the sentence of each common mistake among *tokens*, the surest first."""
    if not tokens:
        yield 0, f"the query is empty; {_NO_FORM}"
        return
    prefixes, place = {"_"}, 0
    while place < len(tokens) and tokens[place].says("PREFIX", "BASE"):
        is_prefix = tokens[place].says("PREFIX")
        parts = tokens[place + 1 : place + (3 if is_prefix else 2)]
        if [token.kind for token in parts] != (["name", "iri"] if is_prefix else ["iri"]):
            yield tokens[place].start, "PREFIX has a name with a colon and then an IRI in angle brackets"
            return
        prefixes.add(parts[0].text.rstrip(":"))
        place += len(parts) + 1
    if place == len(tokens) or not tokens[place].says(*FORMS):
        is_update = place < len(tokens) and tokens[place].says(*_UPDATES)
        start = tokens[place].start if place < len(tokens) else tokens[-1].end
        yield start, f"an update is no query; {_NO_FORM}" if is_update else _NO_FORM
        return
    following = (*tokens[place + 1 :], tokens[-1])
    yield from filter(None, (_mistake_in(*pair, prefixes) for pair in zip(tokens[place:], following, strict=True)))
    yield from _find_brackets(tokens)


def _mistake_in(token: Token, following: Token, prefixes: set[str]) -> tuple[int, str] | None:
    prefix, word = token.text.partition(":")[0], token.text.upper()
    if token.kind == "name" and prefix not in prefixes:
        known = f"; begin with PREFIX {prefix}: <{PREFIXES[prefix]}>" if prefix in PREFIXES else ""
        return token.start, f"the prefix {prefix + ':'!r} is not declared{known}"
    if token.kind == "word" and word.isalpha() and word not in KEYWORDS:
        near = get_close_matches(word, KEYWORDS, 1)
        return token.start, f"{token.text!r} is not a word of SPARQL 1.1{f'; {near[0]} is' if near else ''}"
    if token.text == "<" and following.kind == "name" and following.start == token.end:
        return token.start, 'an IRI has neither blanks nor any of <>"{}|^`'
    if token.text in {'"', "'"}:
        return token.start, "the string that begins here does not end on its line"
    return None


def _find_brackets(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the first bracket without a partner."""
    opened: list[Token] = []
    for token in tokens:
        if token.text in _BRACKETS.values():
            opened.append(token)
        elif token.text in _BRACKETS:
            if opened and opened[-1].text == _BRACKETS[token.text]:
                opened.pop()
                continue
            # A bracket whose partner opens further out is right: the one opened since then lacks its own.
            if all(one.text != _BRACKETS[token.text] for one in opened):
                yield token.start, f"this {token.text} closes nothing"
                return
            break
    if opened:
        yield opened[-1].start, f"the {opened[-1].text} that opens here is not closed"


def _find_place(query: str, tokens: list[Token], parse: Parse) -> int:
    """Return the offset of the token at fault, the end of the query for none."""
    pieces = [[tokens[0]]]
    for before, token in pairwise(tokens):
        if before.end < token.start or before.text in _APART or token.text in _APART:
            pieces.append([])
        pieces[-1].append(token)
    # One line, so that the column is the offset.
    padded = [" ".join(query[piece[0].start : piece[-1].end].split()) + _GAP for piece in pieces]
    error = parse("".join(padded))
    match = _POSITION.search(str(error.msg)) if error else None
    column, end = int(match[2]) - 1 if match else len(query), 0
    for piece, text in zip(pieces, padded, strict=True):
        end += len(text)
        if column < end:
            return piece[0].start
    return len(query)


def _complain(complaint: str, tokens: list[Token], place: int) -> str:
    if sentence := _SENTENCE.search(complaint):
        return sentence[1][0].lower() + sentence[1][1:]
    if _lacks_name(tokens, place):
        return "an expression in SELECT needs a name, as in (COUNT(?x) AS ?count)"
    at = next((number for number, token in enumerate(tokens) if token.start >= place), None)
    if at is None:
        return "the query ends too early"
    shown = tokens[at].text[:_LONGEST_SHOWN]
    after = f" after {tokens[at - 1].text[:_LONGEST_SHOWN]!r}" if at else ""
    return f"{shown!r} cannot stand here{after}"


def _lacks_name(tokens: list[Token], place: int) -> bool:
    """Return whether the token at *place* closes an expression of a SELECT clause that has no AS."""
    clause: list[Token] = []
    for token in tokens:
        if token.says("SELECT"):
            clause = []
        clause.append(token)
        if token.start == place:
            is_open = clause[0].says("SELECT") and not any(one.text == "{" or one.says("WHERE") for one in clause)
            return token.text == ")" and is_open
    return False
