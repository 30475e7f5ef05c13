"""
Readable labels of job titles registered in capitals, and keys of names.

The Aa-register writes ``LEGE I SPESIALISERING, DEL 1 (LIS1)``. Capitals hide abbreviations, Roman numerals and proper
names, so tables list those, gathered from the 7,020 titles of the yrkeskatalog.
"""

from __future__ import annotations

import re
import unicodedata

# Abbreviations and Roman numerals, also first in a compound (IT-LEDER); the position of an I decides between the two.
_CAPITALS = re.compile(
    "A/S|AD|AFIS|AIS|B&B|CNC|CRA|DAK|DAP|DIT|DJ|DP|EDB|EEG|EØS|EU|FAU|FMS|FN|FU|HEMS|HMS|HR|HVPU|IK|IKT|IT|LIS|MA|MPA|"
    "MPI|MUB|NATO|NAV|NDT|NRK|NSB|PC|PP|PR|PU|ROV|SFO|SHA|SIS|SSB|TV|UX|VA|VAR|VDC|VVS|II|III|IV|VI|VII|VIII"
)
# Proper names, which begin with a capital inside a title too.
_NAMES = re.compile(
    "FORSVARET|JERNBANEVERKET|JUSTERVESENET|MAC|POSTEN|POSTVERKET|SAMETINGET|STATENS|STORTINGET|TOLLVESE?NET|"
    "TRYGDERETTEN|ØKOKRIM"
)
# A single letter is a class or a group (KLASSE B), except for these, which are words or parts of words.
_SMALL_LETTERS = frozenset("DEIOUVÅ")
_LETTERS_BEFORE_HYPHEN = frozenset("T")  # T-bane
_DESIGNATED = frozenset(("GR", "GRUPPE", "KL", "KLASSE", "TYPE"))

_WORD = re.compile(r"A/S|B&B|[^\W_]+")
_LETTERS = {"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss", "đ": "d", "ŋ": "n", "ł": "l", "œ": "oe"}


def cased(title: str) -> str:
    """
    Return *title*, registered in capitals, in the casing of running text; any other title is returned unchanged.

    >>> cased("LEGE I SPESIALISERING, DEL 1 (LIS1)")
    'Lege i spesialisering, del 1 (LIS1)'
    """
    text = " ".join(title.split())
    if text != text.upper():
        return text
    words = list(_WORD.finditer(text))
    parts, end = [], 0
    for number, match in enumerate(words):
        before = words[number - 1].group() if number else ""
        parts += [text[end : match.start()], _word(text, match, before)]
        end = match.end()
    label = "".join(parts) + text[end:]
    return label[:1].upper() + label[1:]


def slug(name: str) -> str:
    """
    Return the key of *name*: lower-case a-z, digits and hyphens; ``æ ø å`` become ``ae o a``.

    Raises ``ValueError`` for a name without a letter or digit to keep.

    >>> slug("Fødselshjelp og kvinnesykdommer")
    'fodselshjelp-og-kvinnesykdommer'
    """
    spelled = "".join(_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFC", name).casefold())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    key = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not key:
        raise ValueError(f"a name has letters to make a key of, got {name!r}")
    return key


def _word(text: str, match: re.Match[str], before: str) -> str:
    word = match.group()
    if _CAPITALS.fullmatch(word) or not word.isalpha():
        return word
    if _NAMES.fullmatch(word):
        return word.capitalize()
    if len(word) > 1 or not _stands_alone(text, match, before):
        return word.lower()
    return word


def _stands_alone(text: str, match: re.Match[str], before: str) -> bool:
    """Return whether a single letter is a designation, such as the last one of KOMMUNELEGE I, and not a word."""
    letter, after = match.group(), text[match.end() : match.end() + 1]
    if after == "-":
        return letter in _LETTERS_BEFORE_HYPHEN
    if before in _DESIGNATED:
        return True
    if letter == "I" and match.start() > 0 and text[match.start() - 1] == " ":
        return not re.match(r" \w", text[match.end() :])
    return letter not in _SMALL_LETTERS and after != "." and text[match.start() - 1 : match.start()] != "."


_INVISIBLE = re.compile("[\u200b\u00ad\ufeff]")


_BLANKS = re.compile(r"[\s\u00a0]+")


def even(text: str) -> str:
    """Return *text* on one line, with single blanks and without invisible characters."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()
