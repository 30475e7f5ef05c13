"""The line of a page that names its reviewers and the date of the review."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model import Review
from .names_in_text import ORGANISATION
from .people import NAME_RUN, looks_like_name
from .phrases import MONTH, find_date

_BEGINNING = re.compile(
    r"(?:gjennomgått|gått gjennom|kvalitetssikret|kvalitetssikra|kvalitetssikrert)"
    r" (?:i samarbeid med|saman med|sammen med|av):?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"(?:{MONTH}) \d{{4}}\.?$", re.IGNORECASE)

_OF_AN_ORGANISATION = re.compile(
    rf"(?:[a-zæøå][\w-]* )*(?P<person>{NAME_RUN.pattern})(?: (?:i|ved|fra|frå|hos)(?: [a-zæøå]+)? | \()"
    r"(?P<organisation>[^()]+?)\)?"
)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """The organisation that reviewed the page, None where the line names people alone, and the people it names."""

    review: Review | None
    people: tuple[str, ...]


def is_review(text: str) -> bool:
    """Return whether *text* begins like a review line, in either language and of any year."""
    return _BEGINNING.match(text) is not None


def read_review(text: str) -> ReviewLine | None:
    """
    Return the content of a review line, or None where *text* is none; an organisation named twice counts once.

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
    parts = [part.strip() for part in re.split(r"[,;]\s*", named) if part.strip()]
    if not parts:
        return None
    people: list[str] = []
    organisations: list[str] = []
    for part in parts:
        placed = _OF_AN_ORGANISATION.fullmatch(part)
        pieces = part.split(" og ") if placed is None else [placed["person"]]
        if placed or all(looks_like_name(piece) and not ORGANISATION.search(piece) for piece in pieces):
            people += pieces
            organisations += [placed["organisation"]] if placed else []
        else:
            organisations.append(part)
    review = Review(organisation=", ".join(dict.fromkeys(organisations)), date=date) if organisations else None
    return ReviewLine(review, tuple(dict.fromkeys(people)))
