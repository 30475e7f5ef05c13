"""The language of a page, and the choice of language for each name on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from flask import request

from .accept_headers import read_ranges

INTERFACE_LANGUAGES = ("nb", "nn", "en")
# Query parameters: the language of the page, and the language of names and texts on it.
LANGUAGE_CHOICES = ("lang", "content")
# The tags that name a language of the interface; Norwegian as such counts as bokmål (the two-part tags are RFC 1766's).
_TAGS = {"nb": "nb", "no": "nb", "no-bok": "nb", "nn": "nn", "no-nyn": "nn", "en": "en"}
# Longer headers are no browser's, and would fill memory.
_LONGEST_REMEMBERED = 256
LANGUAGE_NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English", "da": "dansk"}

# Norwegian falls back nn, nb, en; readers of English get bokmål before nynorsk.
FALLBACK: Mapping[str, tuple[str, ...]] = {
    "nb": ("nb", "nn", "en", "da"),
    "nn": ("nn", "nb", "en", "da"),
    "en": ("en", "nb", "nn", "da"),
}


class Passage(NamedTuple):
    """Words and their language tag ('' for none)."""

    words: str
    language: str

    def __str__(self) -> str:
        return self.words


NOTHING = Passage("", "")


@dataclass(frozen=True, slots=True)
class ReaderLanguage:
    """
    The languages of a reader: of the interface, and of the names and texts in the data.

    Raises ``ValueError`` for a language that the interface has not.
    """

    interface: str
    content: str

    def __post_init__(self) -> None:
        for tag in (self.interface, self.content):
            if tag not in INTERFACE_LANGUAGES:
                raise ValueError(f"a reader's language is one of {', '.join(INTERFACE_LANGUAGES)}, got {tag!r}")

    @classmethod
    def of(cls, tag: str) -> ReaderLanguage:
        """Return a reader of *tag* alone; raises ``ValueError`` for a language that the interface has not."""
        return cls(tag, tag)


def look_up(header: str | None) -> str:
    """
    Return the interface language for an Accept-Language header by lookup (RFC 4647 §3.4), bokmål by default.

    A range is shortened from its end until it names a language of the interface; ``*`` names none.

    >>> look_up("nn-NO,en;q=0.5"), look_up("de, en;q=.2"), look_up("sv")
    ('nn', 'en', 'nb')
    """
    for range_, quality in read_ranges(header):
        tag = range_.lower()
        while quality and tag:
            if tag in _TAGS:
                return _TAGS[tag]
            tag = tag.rpartition("-")[0]
    return "nb"


def language_key(header: str) -> str:
    """Return the interface language for an Accept-Language *header*, remembered for headers of usual length."""
    return (_remembered_language if len(header) <= _LONGEST_REMEMBERED else look_up)(header)


_remembered_language = lru_cache(maxsize=512)(look_up)


def chosen_language() -> str:
    """Return the language in ``?lang=``, '' if there is none and the client's headers decide."""
    tag = request.args.get("lang", "")
    return tag if tag in INTERFACE_LANGUAGES else ""


def requested_language() -> ReaderLanguage:
    """
    Return the language of the reader: of ``?lang=``, else of the Accept-Language header.

    Names and texts are in the language of ``?content=``, or in the same.
    """
    interface = chosen_language() or look_up(request.headers.get("Accept-Language"))
    content = request.args.get("content", "")
    return ReaderLanguage(interface, content if content in INTERFACE_LANGUAGES else interface)


def choose(names: Mapping[str, str], reader: ReaderLanguage) -> Passage | None:
    """
    Return the name of *names* (by language) to show in the data, or None if there are none.

    >>> choose({"en": "Doctor", "nb": "Lege"}, ReaderLanguage("en", "nn"))
    Passage(words='Lege', language='nb')
    """
    return choose_in(names, reader.content)


def choose_in(names: Mapping[str, str], language: str) -> Passage | None:
    """Return the name of *names* in *language* or its next best fallback, or None if there are none."""
    for candidate in (*FALLBACK[language], ""):
        if candidate in names:
            return Passage(names[candidate], candidate)
    return next((Passage(words, spoken) for spoken, words in names.items()), None)
