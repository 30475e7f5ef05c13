"""The language of a page, and the choice of language for each name on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Self

from flask import request

from .accept_headers import read_ranges

INTERFACE_LANGUAGES = ("nb", "nn", "en")
# Query parameters: the language of the page, and the language of names and texts on it.
LANGUAGE_CHOICES = ("lang", "content")
# The tags that name a language of the interface; Norwegian as such counts as bokmål (the two-part tags are RFC 1766's).
_TAGS = {"nb": "nb", "no": "nb", "no-bok": "nb", "nn": "nn", "no-nyn": "nn", "en": "en"}
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


class Language(str):
    """
    The language of a page; ``content`` is the one its reader wants names and texts in, mostly the same.

    >>> Language("nn"), Language("nn").content, Language("nn", "en").content
    ('nn', 'nn', 'en')
    """

    content: str

    def __new__(cls, interface: str, content: str = "") -> Self:
        """Make the language *interface*, with names and texts in *content* where that is another."""
        made = super().__new__(cls, interface)
        made.content = content or interface
        return made


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


def chosen_language() -> str:
    """Return the language that the address of this page asks for, '' where the client's headers decide."""
    asked = request.args.get("lang", "")
    return asked if asked in INTERFACE_LANGUAGES else ""


def requested_language() -> Language:
    """
    Return the language asked for: ``?lang=`` first, then Accept-Language, then bokmål; ``no`` counts as bokmål.

    Names and texts are wanted in that of ``?content=``, or in the same.
    """
    asked = chosen_language()
    if not asked:
        asked = look_up(request.headers.get("Accept-Language"))
    content = request.args.get("content", "")
    return Language(asked, content if content in INTERFACE_LANGUAGES else "")


def content_of(language: str) -> str:
    """Return the language that names and texts are wanted in on a page in *language*."""
    return language.content if isinstance(language, Language) else language


def choose(names: Mapping[str, str], language: str) -> Passage | None:
    """
    Return the name of *names* (by language) that a reader of *language* should see, or None where there is none.

    That is the language of the content where it is another than that of the page.

    >>> choose({"en": "Doctor", "nb": "Lege"}, "nn")
    Passage(words='Lege', language='nb')
    """
    for candidate in (*FALLBACK[content_of(language)], ""):
        if candidate in names:
            return Passage(names[candidate], candidate)
    return next((Passage(words, spoken) for spoken, words in names.items()), None)
