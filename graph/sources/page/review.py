"""The line of a page that names its reviewers and the date of the review."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model import Review
from .names_in_text import ORGANISATION
from .people import NAME_RUN, looks_like_name
from .phrases import MONTH, find_date

_BEGINNING = re.compile(
    r"(?:sist )?(?:gjennomgått|gått gjennom|kvalitetssikret|kvalitetssikra|kvalitetssikrert)(?: og \w+)?"
    r"(?: \d{1,2}\.? ?[a-z]+ \d{4},?)? (?:i samarbeid med|saman med|sammen med|av):?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"(?:{MONTH}) \d{{4}}\.?$", re.IGNORECASE)

_OF_AN_ORGANISATION = re.compile(
    rf"(?:[a-zæøå][\w-]* )*(?P<person>{NAME_RUN.pattern})(?: (?:i|ved|fra|frå|hos)(?: [a-zæøå]+)? | \()"
    r"(?P<organisation>[^()]+?)\)?"
)
_COMPANY = re.compile(r"(?:AS|ASA|SA|HF|KF)")
_ABBREVIATION = re.compile(r"[A-ZÆØÅ]{2,}\b")


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
        persons, organisation = _told_apart(part)
        people += persons
        organisations += [organisation] if organisation else []
    once = tuple(dict.fromkeys(organisations))
    several = tuple(dict.fromkeys(piece for organisation in once for piece in _each(organisation)))
    review = Review(organisation=", ".join(once), organisations=several[1:] and several, date=date) if once else None
    return ReviewLine(review, tuple(dict.fromkeys(people)))


def _told_apart(part: str) -> tuple[list[str], str | None]:
    """Return the people that *part* of a review line names, and the organisation, if any."""
    if placed := _OF_AN_ORGANISATION.fullmatch(part):
        return [placed["person"]], placed["organisation"]
    pieces = part.split(" og ")
    people = [piece for piece in pieces if looks_like_name(piece) and not ORGANISATION.search(piece)]
    if people:
        return people, " og ".join(piece for piece in pieces if piece not in people) or None
    words = part.split()
    marked = next((at for at, word in enumerate(words) if ORGANISATION.search(word)), 0)
    if looks_like_name(" ".join(words[:marked])) and not _COMPANY.fullmatch(words[-1]):
        # Without a comma, the first words may be a name, and a name is never published.
        return [" ".join(words[:marked])], " ".join(words[marked:])
    return [], part


def _each(organisation: str) -> list[str]:
    """Return the organisations that "og" joins in *organisation*, or it alone where "og" is part of its name."""
    pieces = organisation.split(" og ")
    sure = [bool(_ABBREVIATION.match(piece) or ORGANISATION.search(piece)) for piece in pieces]
    # After an organisation of one word, another word with a capital is one too: Fagforbundet og Delta.
    after_one = " " not in pieces[0] and sure[0]
    if all(piece[:1].isupper() and (known or after_one) for piece, known in zip(pieces, sure, strict=True)):
        return pieces
    return [organisation]
