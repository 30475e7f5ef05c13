"""
Requirements of authorisation in a text about an occupation: its own, that of another profession, or a protected title.

A text may say the opposite as well, that anybody may use the title. Sentences about other occupations, about private
schemes and about an authorisation that is optional say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .phrases import sentences

Kind = Literal["authorisation", "protected title", "free"]

_BODY = (
    r"(?P<body>Direktoratet for [\wæøå-]+(?: og [\wæøå-]+)?|Tilsynsrådet for [\wæøå]+"
    r"|(?i:statens autorisasjonskontor(?:et)?)(?: for [Hh]elsepersonell)?|[a-zæøå]*(?:direktoratet|tilsynet)|kartverket"
    r"|[A-ZÆØÅ][\wæøåÆØÅ-]+(?: (?!og\b)[\wæøåÆØÅ-]+){0,6}?)"
)
_END = (
    r"(?= for å\b| før\b| når\b| dersom\b| viss\b| hvis\b| om\b| som\b| etter\b| til\b| og\b| må\b| i tillegg\b| kan\b"
    r"| ved\b|[.,;:()]|$)"
)
_AUTHORITIES = (
    re.compile(rf"[Aa]utorisasjon(?:en)?(?: som [\w -]{{1,40}}?)? (?:frå|fra|hos|av|gjennom|via) {_BODY}{_END}"),
    re.compile(
        rf"[Aa]utorisasjon(?:en)?\b[^.]{{0,60}}? (?:gis|gjevast|gitt|gjeve|gjevne|tildelt|tildeles|tildelast|utstedes)"
        rf" (?:av|fra|frå|gjennom|hos) {_BODY}{_END}"
    ),
    re.compile(rf"\b[Ss]øk\w*(?: \w+){{0,2}}? {_BODY} om (?:å få )?(?:\w+ )?autorisasjon"),
    re.compile(rf"\b[Dd]et er {_BODY} som (?:gir|gjev|tildeler|autoriserer|godkjenner|godkjenn)\b"),
    re.compile(rf"{_BODY} (?:gir|gjev|gjer|tildeler|tildelar|utsteder) (?:\w+ )?autorisasjon"),
    re.compile(
        rf"^(?:Dette|Denne|Den|Det|Han|Ho)(?: \w+)? (?:får|søker|søkjer|søkjar) (?:du|man|ein|en|dei|de)"
        rf"(?: \w+)? (?:gjennom|fra|frå|hos|av|i|til) {_BODY}{_END}"
    ),
    re.compile(rf"(?:brev|bevilling|løyve|autorisasjon|lisens|sertifikat)\w* (?:som er )?utstedt av {_BODY}{_END}"),
    re.compile(rf"(?:gis|gitt|gjeve) (?:av|fra|frå) {_BODY}{_END}"),
)
_PRIVATE = re.compile(r"foren\w*|forein\w*|forbund\w*|\bNIL\b|\bFinAut\b", re.IGNORECASE)

_FREE = re.compile(
    r"\b(?:ikke|ikkje)(?: lenger| lenger)?(?: [\w-]+){0,3} (?:lov)?(?:beskytte[dt]?e?|beskytta|verna)\b"
    r"|\bubeskytte[dt]\b|\bingen (?:krav (?:om|til) )?autorisasjon\b"
    r"|\b(?:hvem|kven) som helst kan (?:kalle|kalla|titulere)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:ikke|ikkje|uten|utan|ingen|verken|korkje)\b.*autoris|\b(?:ikke|ikkje) det same?me\b", re.IGNORECASE
)
# An authorisation that is optional, conditional, private, or of a company.
_OPTIONAL = re.compile(
    r"\binternasjonal\w*|\bkan (?:\w+ ){0,4}(?:oppnå|føre til|føra til)\b|\b(?:NACS|AFA)\b|\bautorisasjonsordning"
    r"|^(?:for å (?:oppnå|få)|for|med|frå|fra)\b[^,]*?\bautorisasjon[^,]*,? ?"
    r"(?:kreves|krevst|må|skal|kan|følger|følgjer)\b|^(?:dersom|hvis|viss)\b[^,]*\bkrav\b"
    r"|\bkrav til autorisasjon|\bles (?:mer|meir|om)\b|\btidligere betegnelse|\bforskjell\w*|\bskilnad\w*",
    re.IGNORECASE,
)
_EITHER_WAY = re.compile(r"\bmed eller (?:uten|utan) autorisasjon", re.IGNORECASE)
_AUTHORISATION = re.compile(r"(?<!-)\bautorisasjon(?:en)?\b", re.IGNORECASE)
_NEEDS = re.compile(
    r"\b(?:må|skal|krev\w*|treng\w*|nødvendig\w*|har|får|fått|søke?\w*|gis|gitt|tildel\w*|gir|gjev|rett til"
    r"|danner|dannar|kvalifiserer|fører|opptakskrav\w*)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:egen|eigen) autorisasjon\b", re.IGNORECASE)
_AS = re.compile(
    r"\bautorisasjon(?:en)? som (?P<profession>[\w-]+(?: [a-zæøå-]+)?)"
    r"(?= i\b| for\b| fra\b| frå\b| hos\b| og\b| eller\b| samt\b| etter\b|[.,;:]|$)",
    re.IGNORECASE,
)
_HOLDER = re.compile(r"(?P<who>[\w-]+) har (?:egen |eigen |også |òg )?autorisasjon", re.IGNORECASE)
_HELD = re.compile(
    r"(?<!\bkan )\b(?P<verb>er|være|vere|vera|bli|som|ha)(?: [\w-]+){0,3}? (?:stats)?autoriserte? (?:som )?"
    r"(?P<profession>[\wæøå]+(?: [\wæøå]+)?)",
    re.IGNORECASE,
)
_OF_OTHERS = frozenset({"er", "være", "vere", "vera"})
_AUTHORISES = re.compile(r"\bautoriserer\b", re.IGNORECASE)
_PROTECTED = re.compile(
    r"(?<![A-ZÆØÅ] er en )(?:lov)?(?:beskytte[dt]?e?|beskytta|verna) (?:yrkes)?tit(?:tel|ler|lar)\b"
    r"|[Tt]it(?:tel|len)\w*(?: [\w-]+){0,3} (?:er )?(?:lov)?(?:beskytt|verna)"
)
_ANYBODY = frozenset(("du", "man", "ein", "en", "dei", "de", "vi", "alle", "som"))
_EVERY_PROFESSION = re.compile(r"helsepersonell", re.IGNORECASE)
_FEWEST_SHARED = 5


@dataclass(frozen=True, slots=True)
class Requirement:
    """
    A requirement that a text states, or that it denies (kind ``free``).

    ``profession`` is another profession whose authorisation is required, None for the occupation's own; ``authority``
    is None where the text names none.
    """

    kind: Kind
    profession: str | None = None
    authority: str | None = None


def read_requirement(texts: Iterable[str], name: str) -> Requirement | None:
    """
    Return the requirement that *texts* state for the occupation called *name*, or None where they state none.

    >>> read_requirement(["Du må ha autorisasjon fra Statens helsetilsyn for å jobbe som optiker."], "Optiker")
    Requirement(kind='authorisation', profession=None, authority='Statens helsetilsyn')
    """
    texts = tuple(texts)
    if any(_EITHER_WAY.search(text) for text in texts):
        return None
    own: list[str | None] = []
    base: list[tuple[str, str | None]] = []
    protected = free = False
    for sentence, following in _sentences(texts):
        if _FREE.search(sentence):
            free = True
        elif not (_DENIED.search(sentence) or _OPTIONAL.search(sentence)):
            found = _required(sentence, name)
            authority = find_authority((sentence, following))
            if found == "":
                own.append(authority)
            elif found:
                base.append((found, authority))
            elif authority and _AUTHORISATION.search(sentence) and not _AS.search(sentence):
                own.append(authority)
            protected = protected or (bool(_PROTECTED.search(sentence)) and _mentions(sentence, name))
    if own:
        return Requirement("authorisation", authority=next(filter(None, own), None))
    if base:
        profession, authority = base[0]
        return Requirement("authorisation", profession.lower(), authority)
    if protected:
        return Requirement("protected title")
    return Requirement("free") if free else None


def find_authority(texts: Iterable[str]) -> str | None:
    """
    Return the public body that grants the authorisation according to *texts*, or None.

    >>> find_authority(["Tannlegar må ha autorisasjon.", "Denne får du gjennom Helsedirektoratet"])
    'Helsedirektoratet'
    """
    for text in texts:
        for pattern in _AUTHORITIES:
            if (match := pattern.search(text)) and not _PRIVATE.search(match["body"]):
                body = match["body"]
                return body[:1].upper() + body[1:]
    return None


def _sentences(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each sentence with the one after it in the same text, '' for the last."""
    for text in texts:
        found = [sentence for line in text.split("\n") for sentence in sentences(line)]
        yield from zip(found, [*found[1:], ""], strict=True)


def _required(sentence: str, name: str) -> str | None:
    """Return '' where *sentence* requires the occupation's own authorisation, another profession's name, or None."""
    if _OWN.search(sentence):
        return ""
    if _AUTHORISATION.search(sentence) and _NEEDS.search(sentence):
        holder = _HOLDER.search(sentence)
        if holder and holder["who"].casefold() not in _ANYBODY and not _same(holder["who"], name):
            return None
        return _own_or_other(_AS.search(sentence), name)
    for held in _HELD.finditer(sentence):
        found = _own_or_other(held, name)
        if found == "" or held["verb"].lower() in _OF_OTHERS:
            return found
    if _AUTHORISES.search(sentence) and find_authority([sentence]):
        return ""
    return None


def _own_or_other(match: re.Match[str] | None, name: str) -> str | None:
    if match is None or _EVERY_PROFESSION.search(match["profession"]) or _same(match["profession"], name):
        return ""
    profession = match["profession"].split()[0]
    return profession[:-1] if profession.endswith("ere") else profession


def _same(word: str, name: str) -> bool:
    """Return whether *word* is a form of *name*, or of its last word."""
    other = word.casefold()
    return any(_shared(other, form) for form in (name.casefold(), name.casefold().split()[-1]))


def _shared(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    same = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return same >= min(_FEWEST_SHARED, shorter) and same >= min(len(other), 4) - 1


def _mentions(sentence: str, name: str) -> bool:
    return any(_same(word, name) for word in re.findall(r"[\w-]+", sentence) if len(word) > 3)
