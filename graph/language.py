"""
Language detection for passages in bokmål, nynorsk, Danish or English.

A statistical detector alone takes every fifth bokmål sentence about work for nynorsk, since long compounds look alike
in both. Three kinds of evidence are therefore added up: the detector, words and endings that only some of the four
languages have, and the expected language of the passage, which only clear evidence overrides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import lingua

from .model import LANGUAGES, Language

_LINGUA: dict[Language, lingua.Language] = {
    "nb": lingua.Language.BOKMAL,
    "nn": lingua.Language.NYNORSK,
    "en": lingua.Language.ENGLISH,
    "da": lingua.Language.DANISH,
}

# Weights in natural-log odds, chosen on the bokmål lines of utdanning.no's texts and the nynorsk of the page "Lege".
_DETECTOR_WEIGHT = 0.6
_DETECTOR_FLOOR = 0.01
_LIKELY_WEIGHT = 1.7
_RARE: dict[Language, float] = {"da": -1.5, "en": -0.5}  # the pages are Norwegian, and Danish looks like it
_SHORT = 3  # words: a shorter passage gives no evidence of its language
_CLEAR, _HINT = 1.6, 0.8

# Words and endings with the languages that have them and their weight, and all words as one pattern.
_MARKERS: tuple[tuple[tuple[Language, ...], float, str], ...] = (
    (
        ("nn",),
        _CLEAR,
        "eg|ikkje|ein|eit|dei|dykk|kva|kvar|kvart|korleis|kven|kvifor|nokon|nokre|noko|mykje|vere|vera|frå|berre|òg|"
        "sjå|gjere|gjera|gjer|meir|fleire|saman|hjå|eigen|eige|eigne|verte|verta|vart|ho|hennar|medan|innan|utan|skule|"
        r"skular|heile|sidan|anna|annan|gjev|gje|me|sjuk\w*|vidare\w*|å \w{3,}a|\w*oppgåver?|\w*utdanning(?:a|ar|ane)|"
        r"\w{2,}leg|\w{2,}legare|\w{3,}heit(?:er)?|\w{4,}ingar|\w{2,}(?<!b)(?<!v)ane|\w{5,}ande|"
        r"\w*(?:jobb|arbeid|behandl|bruk|lær|mål|skap|styr|lei)ar(?:ar)?",
    ),
    (("nn",), _HINT, r"\w{4,}ar|\w{3,}a(?: og|,) \w{3,}a|ei|\w*(?:høyrs|lengr|gong|fyrst)\w*"),
    (
        ("nb", "da"),
        _CLEAR,
        "jeg|hvordan|hvilken|hvilke|hvilket|hvor|hvis|hver|hvert|hvem|hvorfor|ikke|en|et|fra|være|innen|noen|bare|egen|eget|egne|"
        r"mennesker|uten|hun|\w{2,}lige?|\w{3,}ninger",
    ),
    (("nb", "da"), _HINT, r"de|\w*arbeider|\w{4,}ende|\w{4,}ere|\w{4,}ene|\w{4,}erne|\w{4,}ets|\w{4,}ens"),
    (
        ("nb",),
        _CLEAR,
        r"hva|noe|mye|syk\w*|videre\w*|selv|\w*jobber|\w*oppgaver|\w{3,}het(?:en|er)?|"
        r"\w*utdanning(?:en|er|ene)|\w*(?:utvikl|saml|handl)er",
    ),
    (
        ("da",),
        _CLEAR,
        r"af|ud|hvad|nogle|noget|efter|bliver?|tager?|giver|laver|sker|begge|børn|mere|arbejd\w*|uddann\w*|syge\w*|vigtig\w*|hjælp\w*|læge\w*|"
        r"\w{3,}hed(?:en|er)?|\w{3,}tion(?:en|er)?",
    ),
    (
        ("nb", "nn"),
        _CLEAR,
        r"av|ut|etter|blir|opp|jobb\w*|arbeid\w*|hjelp\w*|viktig\w*|\w*kunnskap\w*|\w{3,}sjon\w*",
    ),
    (("en",), _CLEAR, "the|and|of|with|you|your|are|is|this|that|who"),
)


_WORD = re.compile(r"\w+")
_INFINITIVES = re.compile(r"\bå \w{3,}a\b|\b\w{3,}a(?: og|,) \w{3,}a\b")  # the two markers of several words


@lru_cache(maxsize=1)
def _detector() -> lingua.LanguageDetector:
    return lingua.LanguageDetectorBuilder.from_languages(*_LINGUA.values()).build()


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[tuple[Language, ...], float, re.Pattern[str]], ...]:
    return tuple((who, weight, re.compile(words, re.I)) for who, weight, words in _MARKERS)


@lru_cache(maxsize=1 << 16)
def _marks(word: str) -> tuple[tuple[Language, float], ...]:
    """
    Return the languages that *word* is evidence for, each with its weight.

    Texts about work repeat their words, so the results are cached by word: that costs a tenth of matching the whole
    text.
    """
    return tuple(
        (language, weight) for who, weight, pattern in _patterns() if pattern.fullmatch(word) for language in who
    )


def detect(text: str, *, likely: Language | None = None) -> Language:
    """
    Return the language of *text*; *likely* is the expected language, kept unless the evidence is clearly against it.

    >>> detect("Dei arbeider ikkje om natta.", likely="nb")
    'nn'
    >>> detect("Audiograf", likely="nb")
    'nb'
    """
    if likely is not None and len(text.split()) < _SHORT:
        return likely
    evidence = _evidence(text)
    scores = {
        language: evidence[language]
        + _RARE.get(language, 0.0)
        + _DETECTOR_WEIGHT * math.log(max(value, _DETECTOR_FLOOR))
        for language, value in _confidences(text).items()
    }
    if likely is None:
        return max(LANGUAGES, key=lambda language: scores[language])
    scores[likely] += _LIKELY_WEIGHT
    found = max(LANGUAGES, key=lambda language: scores[language])
    # The detector alone is no clear evidence: without a telling word, a passage is in its expected language.
    return found if evidence[found] > evidence[likely] else likely


def _evidence(text: str) -> dict[Language, float]:
    """Return the weight of the evidence in *text* for each language, each word counted once."""
    found = dict.fromkeys(LANGUAGES, 0.0)
    plain = text.casefold()
    for part in sorted({*_WORD.findall(plain), *_INFINITIVES.findall(plain)}):  # a sum of floats knows its order
        for language, weight in _marks(part):
            found[language] += weight
    return found


# The language of a text is detected on reading and again in the checks of the release.
@lru_cache(maxsize=4096)
def _confidences(text: str) -> Mapping[Language, float]:
    values = {entry.language: entry.value for entry in _detector().compute_language_confidence_values(text)}
    return MappingProxyType({key: values[name] for key, name in _LINGUA.items()})
