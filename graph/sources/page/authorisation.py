"""
Requirements of authorisation in a text about an occupation: its own, that of a profession, or one for part of the work.

A text may also deny that there is one, and may call the title protected or not; neither follows from the other.
Sentences about other occupations, private schemes, an optional authorisation and the way to one state no requirement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .phrases import sentences

Kind = Literal["authorisation", "part", "none"]
_Ground = Literal["own", "other", "any", "part"]
# From the best; an authorisation as health personnel is that of the profession that another sentence names.
_GROUNDS: tuple[_Ground, ...] = ("own", "other", "any", "part")

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
    r"|\bubeskytte[dt]\b|\b(?:hvem|kven) som helst kan (?:kalle|kalla|titulere)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\bingen (?:krav (?:om|til) )?autorisasjon\b"
    r"|\b(?:ikke|ikkje) (?:finnes|finst|krav (?:om|til)|kreve?[rs]?t?)(?: noen| nokon)? autorisasjon\b"
    r"|\b(?:finnes|finst|kreve?[rs]?t?|treng\w*) (?:\w+ )?(?:ikke|ikkje)(?: noen| nokon)? autorisasjon\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:ikke|ikkje|uten|utan|ingen|verken|korkje)\b.*autoris|\b(?:ikke|ikkje) det same?me\b", re.IGNORECASE
)
# An authorisation that is optional, private, of a company or of some practitioners; the way to it; the use of a title.
_OPTIONAL = re.compile(
    r"\binternasjonal\w*|\bkan\b[^.;]*\b(?:oppnå|føre til|føra til|få|søke|søkja|søkje)\b[^.;]*autoris"
    r"|\b(?:NACS|AFA)\b|\bautorisasjonsordning"
    r"|^(?:for|med|frå|fra)\b[^,]*?\bautorisasjon[^,]*,? ?(?:kreves|krevst|må|skal|kan|følger|følgjer)\b"
    r"|\bfor å (?:kunne )?(?:oppnå|få|søke om|søkje om)\b[^,]*\bautorisasjon|^(?:dersom|hvis|viss)\b[^,]*\bkrav\b"
    r"|^(?:har|er|tar|tek) (?:du|man|ein|en)\b|\bkrav til autorisasjon|\bles (?:mer|meir|om)\b"
    r"|\bfor å (?:kunne )?(?:kalle|kalla|titulere|bruke? tittelen)\b(?!.*\b(?:jobbe|arbeide|utøve)\b)"
    r"|\btidligere betegnelse|\bforskjell\w*|\bskilnad\w*",
    re.IGNORECASE,
)
# An authorisation is one way among several.
_EITHER_WAY = re.compile(
    r"\bmed eller (?:uten|utan) autorisasjon|\bkan ta\b[^.]*\b(?:stats)?autoris[^.]*\beller\b", re.IGNORECASE
)
# The clauses that limit a requirement to some of the work, or to some of those who do it.
_CLAUSES = re.compile(
    r"\bsom (?:vil|skal|ønsker|ønskjer|ynskjer)\b.*?(?=,|\.|$| må\b)"
    r"|\b(?:hvis|dersom|viss|når|om) (?:du|man|ein|en|dei|de) (?:vil|skal|ønsker|ønskjer|ynskjer)\b[^,.]*"
    r"|\bfor å (?:kunne )?(?!bli|få|søke|søkje|ta\b|oppnå|kunne)\w+\b.*?"
    r"(?=,|\.|$| må\b| skal\b| kreves\b| krevst\b| treng\w*\b)",
    re.IGNORECASE,
)
_WHOLE_WORK = re.compile(r"\byrket?\b|\bpraktisere\b|\bsom det\b", re.IGNORECASE)
_AUTHORISATION = re.compile(r"(?<!-)\bautorisasjon(?:en)?\b", re.IGNORECASE)
_NEEDS = re.compile(
    r"\b(?:må|skal|krev\w*|treng\w*|nødvendig\w*|har|fått|opptakskrav\w*)\b",
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
    r"(?<!\bkan )\b(?:er|være|vere|vera)(?: [\w-]+){0,3}? (?:stats)?autoriserte? (?:som )?"
    r"(?P<profession>[\wæøå]+(?: [\wæøå]+)?)",
    re.IGNORECASE,
)
_AUTHORISES = re.compile(r"\bautoriserer\b", re.IGNORECASE)
_PROTECTED = re.compile(
    r"(?<![A-ZÆØÅ] er en )(?<!\bto )(?<!\bulike )(?:lov)?(?:beskytte[dt]?e?|beskytta|verna)"
    r" (?:yrkes)?tit(?:tel|ler|lar)\b"
    r"|[Tt]it(?:tel|len)\w*(?: [\w-]+){0,3} (?:er )?(?:lov)?(?:beskytt|verna)"
)
_ANYBODY = frozenset(("du", "man", "ein", "en", "dei", "de", "vi", "alle", "som"))
_EVERY_PROFESSION = re.compile(r"helsepersonell", re.IGNORECASE)
_FEWEST_SHARED = 5


@dataclass(frozen=True, slots=True)
class Requirement:
    """
    A requirement that a text states, and whether it calls the title protected; ``protected`` is None for no statement.

    The ``kind`` is None where a text is silent about authorisation, ``part`` where some of the work requires one, and
    ``none`` where the text denies that there is one. ``profession`` is another profession whose authorisation is
    required, None for the occupation's own; ``authority`` is None where the text names none.
    """

    kind: Kind | None
    profession: str | None = None
    authority: str | None = None
    protected: bool | None = None


def read_requirement(texts: Iterable[str], name: str) -> Requirement | None:
    """
    Return the requirement that *texts* state for the occupation called *name*, or None where they state none.

    >>> read_requirement(["Du må ha autorisasjon fra Statens helsetilsyn for å jobbe som optiker."], "Optiker")
    Requirement(kind='authorisation', profession=None, authority='Statens helsetilsyn', protected=None)
    """
    texts = tuple(texts)
    stated = list(_sentences(texts))
    protected = _is_protected((sentence for sentence, _ in stated), name)
    found: dict[str, list[tuple[str, str | None]]] = {}
    denied = any(_NONE.search(sentence) and not _is_limited(sentence, name) for sentence, _ in stated)
    for sentence, following in stated:
        if not any(pattern.search(sentence) for pattern in (_FREE, _DENIED, _OPTIONAL)) and (
            ground := _required(sentence, name)
        ):
            found.setdefault(ground[0], []).append((ground[1], find_authority((sentence, following))))
    if any(_EITHER_WAY.search(text) for text in texts):
        found = {}
    best = next((ground for ground in _GROUNDS if ground in found), "none" if denied else None)
    if best in {None, "none", "part"}:
        return Requirement(best, protected=protected) if best or protected is not None else None
    whose = found[best][0][0]
    named = (one for ground in (best, "any") for other, one in found.get(ground, ()) if other in {whose, ""})
    return Requirement("authorisation", whose.lower() or None, next(filter(None, named), None), protected)


def _is_protected(sentences_: Iterable[str], name: str) -> bool | None:
    """Return whether sentences call the title of the occupation *name* protected; a protected one counts for more."""
    found = None
    for sentence in sentences_:
        if _FREE.search(sentence):
            found = found or False
        elif _PROTECTED.search(sentence) and not _DENIED.search(sentence) and _mentions(sentence, name):
            return True
    return found


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


def _required(sentence: str, name: str) -> tuple[_Ground, str] | None:
    """Return the ground on which *sentence* requires an authorisation, with the other profession or '', or None."""
    found = _holding(sentence, name)
    return ("part", "") if found and _is_limited(sentence, name) else found


def _is_limited(sentence: str, name: str) -> bool:
    """Return whether a clause of *sentence* limits it to work that is not that of the occupation *name* as a whole."""
    clauses = (match[0] for match in _CLAUSES.finditer(sentence))
    return any(not (_WHOLE_WORK.search(clause) or _names(clause, name)) for clause in clauses)


def _holding(sentence: str, name: str) -> tuple[_Ground, str] | None:
    if _OWN.search(sentence) or (_AUTHORISES.search(sentence) and find_authority([sentence])):
        return ("own", "")
    if _AUTHORISATION.search(sentence) and _NEEDS.search(sentence):
        holder = _HOLDER.search(sentence)
        if holder and holder["who"].casefold() not in _ANYBODY and not _same(holder["who"], name):
            return None
        return _whose(_AS.search(sentence), name)
    held = _HELD.search(sentence)
    return _whose(held, name) if held else None


def _whose(match: re.Match[str] | None, name: str) -> tuple[_Ground, str]:
    if match is None or _same(match["profession"], name):
        return ("own", "")
    if _EVERY_PROFESSION.search(match["profession"]):
        return ("any", "")
    profession = match["profession"].split()[0]
    return ("other", profession[:-1] if profession.endswith("ere") else profession)


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


def _names(clause: str, name: str) -> bool:
    """Return whether *clause* has a word as long as one of *name*, and a form of it; a customer is no adviser."""
    forms = [form for form in name.casefold().split() if len(form) > 3]
    return any(
        abs(len(word) - len(form)) < 4 and _shared(word, form)
        for word in re.findall(r"[\w-]+", clause.casefold())
        for form in forms
    )
