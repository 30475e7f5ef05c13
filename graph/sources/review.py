"""Read the line of a page that says who looked through it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Review
from .people import looks_like_name
from .phrases import MONTH, find_date

_BEGINNING = re.compile(
    r"(?:gjennomgått|gått gjennom|kvalitetssikret|kvalitetssikra|kvalitetssikrert)"
    r" (?:i samarbeid med|saman med|sammen med|av):?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"(?:{MONTH}) \d{{4}}\.?$", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"forbund|forening|foreining|lag\b|laget|direktorat|universitet|høgskol|høyskol|skole|skule|kommun|tilsyn|etat"
    r"|råd|institutt|museum|senter|sjukehus|sykehus|\b(?:norsk|norske|norges|noregs|statens|AS|SA|HF)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """Who reviewed the page, and how many people's names the line had besides."""

    review: Review
    people: tuple[str, ...]


def is_review(text: str) -> bool:
    """Tell whether *text* begins like a review line, in either language and of any year."""
    return _BEGINNING.match(text) is not None


def read_review(text: str) -> ReviewLine | None:
    """
    Return what a review line says, or None when *text* is none; an organisation written twice is one.

    >>> read_review("Kvalitetssikret av Legeforeningen, Legeforeningen 03. mars 2023").review.organisation
    'Legeforeningen'
    """
    match = _BEGINNING.match(text)
    if match is None:
        return None
    rest = match["rest"]
    dated = find_date(rest)
    date, end = dated if dated else (None, len(rest))
    named = _MONTH_ALONE.sub("", rest[:end].strip()).strip(" ,.;–-")
    parts = list(dict.fromkeys(part.strip() for part in re.split(r",\s*|;\s*", named) if part.strip()))
    people = tuple(part for part in parts if looks_like_name(part) and not _ORGANISATION.search(part))
    organisations = [part for part in parts if part not in people] or parts
    if not organisations:
        return None
    # A single part is the reviewer whatever it looks like; there is no one else to name.
    kept = people if len(parts) > len(people) else ()
    return ReviewLine(Review(organisation=", ".join(organisations), date=date), kept)
