"""
The organisations that reviewed an occupation's description, without the persons named beside them.

A reviewer is an organisation, or a person and an organisation in any order, with or without a comma, and some
organisations have commas of their own. A part is kept only where it cannot be a name; in doubt it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from ...casing import even
from ..page.names_in_text import ORGANISATION
from ..page.people import NAME_RUN

_BETWEEN = re.compile(r"\s*(?:[,;()/|]|\s[–—-]\s|\s(?:ved|v/|fra|frå|hos)\s)\s*", re.IGNORECASE)
_BEGINS = re.compile(r"[A-ZÆØÅ]")
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,}[A-ZÆØÅ0-9-]*")
# Words in the definite form, as professions and associations have them: Ergoterapeutene, Utdanningsforbundet.
_ASSOCIATION = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?:ene|ane|forbundet|foreningen|foreninga|laget|rådet|tilsynet|etaten)")
_OPENINGS = frozenset(("Norsk", "Norske", "Norges", "Noregs", "Den", "Det", "Statens", "Nordisk", "Nasjonalt"))
# A phrase such as "Seksjon for byutvikling" has one capital and a word that binds it.
_PHRASE = re.compile(r"\w[\wæøå.-]*(?: [a-zæøå][\wæøå.-]*)* (?:for|og|i|av|til|på) [a-zæøå].*|[a-zæøå][\wæøå .-]*")
_CAPITAL = re.compile(r"(?<!\w)[A-ZÆØÅ]")


def find_organisations(titles: Iterable[str], known: Collection[str] = ()) -> tuple[tuple[str, ...], int]:
    """
    Return the organisations among reviewers, each once, and the number of parts left out since they may name a person.

    *known* are names of organisations, case folded.

    >>> find_organisations(["Kari Nordmann, Norsk Tannpleierforening", "Avinor Flysikring", "Faglig råd for elektro"])
    (('Norsk Tannpleierforening', 'Faglig råd for elektro'), 2)
    """
    kept: dict[str, None] = {}
    left_out = 0
    for title in map(even, titles):
        parts = [part for part in map(str.strip, _BETWEEN.split(title)) if part]
        named = [part for part in parts if part.casefold() in known or _is_organisation(part)]
        phrases = [part for part in parts if part not in named and _is_phrase(part)]
        if title.casefold() in known or (parts and len(named) + len(phrases) == len(parts) and _BEGINS.match(title)):
            kept[title] = None
        else:
            kept.update(dict.fromkeys(named))
            left_out += len(parts) - len(named)
    return tuple(kept), left_out


def _is_organisation(part: str) -> bool:
    """Return whether *part* has a word of organisations, and nothing in the form of a person's name."""
    if " " not in part:
        return bool(_ACRONYM.fullmatch(part) or _ASSOCIATION.fullmatch(part) or ORGANISATION.search(part))
    runs = [match.group().split() for match in NAME_RUN.finditer(part)]
    if not runs:
        return bool(ORGANISATION.search(part))
    return len(runs) == 1 and _is_opened(runs[0]) and part.startswith(" ".join(runs[0]))


def _is_opened(run: list[str]) -> bool:
    """Return whether *run*, written as a name is, begins as organisations do: "Norsk Hestesenter"."""
    return run[0] in _OPENINGS and (len(run) == len(("Norsk", "Hestesenter")) or bool(ORGANISATION.search(run[-1])))


def _is_phrase(part: str) -> bool:
    return bool(_PHRASE.fullmatch(part)) and len(_CAPITAL.findall(part)) <= 1
