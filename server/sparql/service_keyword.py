"""
Finds the keyword SERVICE in a query, and nothing that only looks like it.

The engine's grammar has no lexer: it takes the keyword out of ``service:name {``, ``serviceSILENT<…>{`` and
``5service<…>{`` as well, and ``<`` is the start of an IRI or an operator by what stands around it. So every reading in
which the letters could begin a SERVICE clause counts, wherever it stands; only then are strings and comments let off,
and only where nothing in the query makes it doubtful what is a string. All of it takes time linear in the query.
"""

from __future__ import annotations

import bisect
import re

_NAME = r"(?:[A-Za-z0-9_.:%-]|[^\x00-\x7f]|\\.)++"
_VARIABLE = r"[?$](?:[A-Za-z0-9_]|[^\x00-\x7f])++"
_WORD = re.compile(rf"{_VARIABLE}|(?P<name>{_NAME})", re.DOTALL)
_ENDPOINT = re.compile(rf"{_VARIABLE}|<[^>]*+>|(?P<name>{_NAME})", re.DOTALL)
_GAP = re.compile(r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+")
_LETTERS = re.compile("service", re.IGNORECASE | re.ASCII)
_SILENT = re.compile(r"silent(?![A-Za-z0-9_.:%-])", re.IGNORECASE | re.ASCII)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# Strings and comments (SPARQL §19.8), what may hold their first letters without being one, and IRIs.
_TEXT = re.compile(
    r"""
    (?P<words>\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]++|\\.|'(?!''))*+'''
    | "(?:[^"\\\n\r]++|\\.)*+" | '(?:[^'\\\n\r]++|\\.)*+' | \#[^\n\r]*+)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*+>)
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)

# How often the text may be read over in search of what follows the letters; an honest query needs a part of once.
_READINGS = 8


def asks_other_services(query: str) -> bool:
    """
    Return whether *query* has the keyword SERVICE, in any case and any disguise.

    >>> [asks_other_services(query) for query in ("SELECT ?service {}", "SELECT * { sErVice ?s {} }")]
    [False, True]
    """
    plain = _ESCAPE.sub(_unescape, query) if "\\u" in query or "\\U" in query else query
    return any(_has_clause(text) for text in {query, plain})


def _unescape(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


def _has_clause(text: str) -> bool:
    if "service" not in text.lower():  # a twentieth of what the search below takes for nothing
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
    return any(place >= quiet[bisect.bisect(quiet, (place, len(text))) - 1][1] for place in places)


def _is_doubtful(iri: str, text: str, start: int) -> bool:
    """Return whether it matters that ``<`` may be an operator here: an operator stands within parentheses."""
    return ("'" in iri or "#" in iri) and ("\\" in iri or text.find("(", 0, start) >= 0)


class _Reader:
    """Looks for clauses in one text, and for no longer than an honest query needs."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = _READINGS * len(text)

    def places(self) -> list[int]:
        """Return where a clause may begin; the text's end, which no string holds, where that takes too long to say."""
        found = []
        for word in _WORD.finditer(self._text):
            name = word["name"]
            if name and (letters := _LETTERS.search(name)) and self._begins_clause(name, letters.end(), word.end()):
                found.append(word.start() + letters.start())
            if self._left < 0:
                return [len(self._text)]
        return found

    def _begins_clause(self, name: str, after: int, end: int) -> bool:
        """Return whether a clause may begin in *name*, whose first such letters end at *after*, and it at *end*."""
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
