"""The words of an answer in the language of a client, and the languages that they turn out to be in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request

from ..languages import INTERFACE_LANGUAGES, Passage, choose_in
from ..refusals import BadRequest

_BOOLEANS = ("true", "false")


@dataclass
class Wording:
    """
    The choice of words in *language* or its next best fallback, for one answer.

    ``used`` has the languages of the words chosen so far, which an answer states as its own.
    """

    language: str
    used: set[str] = field(default_factory=set)

    def choose(self, names: Mapping[str, str]) -> str:
        """Return the words of *names*, which are by language; '' for none."""
        return self.write(choose_in(names, self.language))

    def write(self, found: Passage | None) -> str:
        """Return the words of a passage already chosen; '' for none."""
        if found is None:
            return ""
        if found.language:
            self.used.add(found.language)
        return found.words


def read_wording() -> Wording:
    """
    Return the choice of words in the language of ``?language=``, bokmål by default.

    Raises ``BadRequest`` for a language that is not offered, and for another ``includeFuture`` than true and false.
    """
    language = request.args.get("language", "").lower() or "nb"
    if language not in INTERFACE_LANGUAGES:
        offered = ", ".join(INTERFACE_LANGUAGES)
        raise BadRequest(f"The parameter language must be one of {offered}, got {language[:50]!r}.")
    if (future := request.args.get("includeFuture", "false").lower()) not in _BOOLEANS:
        raise BadRequest(f"The parameter includeFuture must be true or false, got {future[:50]!r}.")
    return Wording(language)
