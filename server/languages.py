"""Chooses the language of a page, and of each name on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flask import request

INTERFACE_LANGUAGES = ("nb", "nn", "en")
LANGUAGE_NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English", "da": "dansk"}

# Norwegian falls back nn, nb, en; who asked for English reads bokmål before nynorsk.
FALLBACK: Mapping[str, tuple[str, ...]] = {
    "nb": ("nb", "nn", "en", "da"),
    "nn": ("nn", "nb", "en", "da"),
    "en": ("en", "nb", "nn", "da"),
}


class Passage(NamedTuple):
    """Words and the language they are in ('' where they have none)."""

    words: str
    language: str

    def __str__(self) -> str:
        return self.words


NOTHING = Passage("", "")


def requested_language() -> str:
    """Return the language asked for: ``?lang=`` first, then Accept-Language, then bokmål; ``no`` counts as bokmål."""
    asked = request.args.get("lang", "")
    if asked in INTERFACE_LANGUAGES:
        return asked
    best = request.accept_languages.best_match(("nb", "no", "nn", "en"), default="nb")
    return "nb" if best in {"no", None} else str(best)


def choose(names: Mapping[str, str], language: str) -> Passage | None:
    """
    Return the name of *names* (by language) that a reader of *language* should see, or None where there is none.

    >>> choose({"en": "Doctor", "nb": "Lege"}, "nn")
    Passage(words='Lege', language='nb')
    """
    for candidate in (*FALLBACK[language], ""):
        if candidate in names:
            return Passage(names[candidate], candidate)
    return next((Passage(words, spoken) for spoken, words in names.items()), None)
