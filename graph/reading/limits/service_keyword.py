"""
Detection of the keyword SERVICE in queries, apart from names, strings and comments with the same letters.

The engine's grammar has no lexer: it reads the keyword in ``service:name {``, ``serviceSILENT<…>{`` and
``5service<…>{`` as well, and ``<`` starts an IRI or is an operator depending on its context. So every reading in which
the letters could begin a SERVICE clause counts. Strings and comments are excluded afterwards, and only where the query
leaves no doubt about their boundaries. The time is linear in the length of the query.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable

_NAME = r"(?:[A-Za-z0-9_.:%-]|[^\x00-\x7f]|\\.)++"
_VARIABLE = r"[?$](?:[A-Za-z0-9_]|[^\x00-\x7f])++"
_WORD = re.compile(rf"{_VARIABLE}|(?P<name>{_NAME})", re.DOTALL)
_ENDPOINT = re.compile(rf"{_VARIABLE}|<[^>]*+>|(?P<name>{_NAME})", re.DOTALL)
_GAP = re.compile(r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+")
_LETTERS = re.compile("service", re.IGNORECASE | re.ASCII)
_SILENT = re.compile(r"silent(?![A-Za-z0-9_.:%-])", re.IGNORECASE | re.ASCII)
# A name after one of these is that of a graph. Before them stands nothing that would make them a language tag.
_GRAPH_KEYWORD = re.compile(r"(?:^|[ \t\r\n{}])(?P<word>graph|from|named)[ \t\r\n]+$", re.IGNORECASE | re.ASCII)
_LONGEST_KEYWORD = 20
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# Strings, comments (SPARQL §19.8) and IRIs, and escapes, which may contain a quotation mark.
_TEXT = re.compile(
    r"""
    (?P<words>\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]++|\\.|'(?!''))*+'''
    | "(?:[^"\\\n\r]++|\\.)*+" | '(?:[^'\\\n\r]++|\\.)*+' | \#[^\n\r]*+)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*+>)
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)

# The budget of the search, in lengths of the text; an ordinary query needs less than one.
_READINGS = 8


def asks_other_services(query: str) -> bool:
    """
    Return whether *query* has the keyword SERVICE, in any case, escaped or not.

    >>> [asks_other_services(query) for query in ("SELECT ?service {}", "SELECT * { sErVice ?s {} }")]
    [False, True]
    """
    plain = _ESCAPE.sub(_unescape, query) if "\\u" in query or "\\U" in query else query
    return any(_has_clause(text) for text in {query, plain})


def _unescape(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


def _has_clause(text: str) -> bool:
    if "service" not in text.lower():  # a twentieth of the time of the search below
        return False
    places = _Reader(text).places()
    if not places:
        return False
    quiet = [(-1, -1)]
    for token in _TEXT.finditer(text):
        if token["words"]:
            quiet.append(token.span())
        elif token["iri"] and _is_doubtful(token["iri"], text, token.start()):
            return True

    def is_quiet(place: int) -> bool:
        return place < quiet[bisect.bisect(quiet, (place, len(text))) - 1][1]

    return any(not is_quiet(place) and not _names_graph(text, place, is_quiet) for place in places)


def _names_graph(text: str, place: int, is_quiet: Callable[[int], bool]) -> bool:
    """Return whether the letters at *place* begin the name of a graph, as in ``GRAPH service:g {``."""
    start = max(0, place - _LONGEST_KEYWORD)
    keyword = _GRAPH_KEYWORD.search(text, start, place)
    return keyword is not None and not is_quiet(keyword.start("word")) and text.startswith(":", place + len("service"))


def _is_doubtful(iri: str, text: str, start: int) -> bool:
    """Return whether ``<`` may be an operator that changes the boundaries of strings; operators need parentheses."""
    return ("'" in iri or "#" in iri) and ("\\" in iri or text.find("(", 0, start) >= 0)


class _Reader:
    """A search for clauses in one text, with a bound on its time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = _READINGS * len(text)

    def places(self) -> list[int]:
        """Return the places where a clause may begin; over budget the end of the text, which is in no string."""
        found = []
        for word in _WORD.finditer(self._text):
            name = word["name"]
            if name and (letters := _LETTERS.search(name)) and self._begins_clause(name, letters.end(), word.end()):
                found.append(word.start() + letters.start())
            if self._left < 0:
                return [len(self._text)]
        return found

    def _begins_clause(self, name: str, after: int, end: int) -> bool:
        """Return whether a clause may begin in *name*, which ends at *end*; *after* is behind its first letters."""
        if ":" in name[after:] and self._opens(end):
            return True
        if not name.lower().endswith(("service", "servicesilent")):
            return False
        place = self._skip(_GAP, end)
        if silent := _SILENT.match(self._text, place):
            place = self._skip(_GAP, silent.end())
        return self._names_endpoint(place)

    def _names_endpoint(self, place: int) -> bool:
        endpoint = _ENDPOINT.match(self._text, place)
        if endpoint is None:
            self._left -= len(self._text) - place if self._text.startswith("<", place) else 0
            return False
        self._left -= endpoint.end() - place
        return (endpoint["name"] is None or ":" in endpoint["name"]) and self._opens(endpoint.end())

    def _opens(self, place: int) -> bool:
        """Return whether a group opens after *place*."""
        return self._text.startswith("{", self._skip(_GAP, place))

    def _skip(self, pattern: re.Pattern[str], place: int) -> int:
        match = pattern.match(self._text, place)
        end = match.end() if match else place
        self._left -= end - place
        return end
