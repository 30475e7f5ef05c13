"""
The headings of an occupation page: their beginnings, in bokmål and nynorsk, and the section each opens.

Headings vary with the occupation, the language and the year of the page, so only their beginnings are matched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache


class Section(Enum):
    """The kinds of sections of an occupation page."""

    TASKS = auto()
    WORKPLACES = auto()
    INTERVIEWS = auto()
    QUALITIES = auto()
    PAY = auto()
    EDUCATION = auto()
    STATISTICS = auto()
    EDUCATION_CODES = auto()
    COMPANIES = auto()
    TITLES = auto()
    RELATED = auto()
    LINKS = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: the section it opens, and its words that name the occupation, if any."""

    section: Section
    subject: str | None = None


_A = r"(?:(?:en|ein|ei|et|eit) )?"
_X = r"(?P<x>.+?)"
_END = r" ?[?:.]*$"
_WHERE, _WHAT, _WHICH = "(?:hvor|kor|kvar)", "(?:hva|kva)", "(?:hvilke|kva)"
_HOW, _I = "(?:hvordan|korleis|åssen)", "(?:jeg|eg)"
_USUAL = r"(?:vanlige|vanlege|typiske|viktige|sentrale)"
_WORKS, _EDUCATIONS = "(?:jobber|jobbar|arbeider|arbeidar)", "utdanning(?:er|ar)"

# A heading in other words may be long; a single plain word must not match a sentence beginning with it.
_LONG, _PLAIN = 12, 3
_BEGINNINGS: tuple[tuple[Section, int, str], ...] = (
    (Section.COMPANIES, _LONG, r"bedrifter(?:: | med | som )"),
    (Section.COMPANIES, _PLAIN, r"bedrifter$"),
    (Section.COMPANIES, _LONG, r"(?:kilder?|kjelder?): ?(?:vigo|nav)\b"),
    (Section.COMPANIES, _PLAIN, rf"(?:vigo|nav){_END}"),
    (Section.TASKS, _LONG, rf"(?:(?:noen|nokre) )?{_USUAL} (?:arbeids)?oppg[aå]ver\b"),
    (Section.TASKS, _LONG, rf"{_USUAL} arbeidsområd(?:er|e)\b"),
    (Section.TASKS, _LONG, r"arbeidsoppg[aå]ver for "),
    (Section.TASKS, _PLAIN, r"arbeidsoppg[aå]ver\b"),
    (Section.TASKS, _PLAIN, r"om (?:jobben|yrket)\b"),
    (Section.TASKS, _LONG, rf"{_WHAT} (?:gjør|gjer) {_A}{_X}{_END}"),
    (Section.WORKPLACES, _LONG, rf"{_WHERE} {_WORKS} {_A}{_X}{_END}"),
    (Section.WORKPLACES, _LONG, rf"{_WHERE} kan {_A}{_X} (?:jobbe|jobba|arbeide|arbeida){_END}"),
    (Section.WORKPLACES, _PLAIN, r"arbeids(?:sted|steder|stad|stader|plasser|plassar)\b"),
    (Section.INTERVIEWS, _LONG, rf"(?:bli|ver) med {_A}{_X} på jobb{_END}"),
    (Section.INTERVIEWS, _LONG, rf"{_HOW} er det å (?:jobbe|jobba|arbeide|arbeida) som {_A}{_X}{_END}"),
    (Section.INTERVIEWS, _PLAIN, r"intervju(?:er|ar|a)?\b"),
    (Section.QUALITIES, _LONG, rf"(?:passer|passar) (?:{_I}|du) til å (?:bli|verte|verta) {_A}{_X}{_END}"),
    (Section.QUALITIES, _LONG, rf"(?:passer|passar) yrket for deg{_END}"),
    (
        Section.QUALITIES,
        _LONG,
        rf"(?:viktige|personlige|personlege) (?:egenskaper|eigenskapar)(?: for {_A}{_X}{_END})?",
    ),
    (Section.PAY, _LONG, rf"{_WHAT} (?:tjener|tener) {_A}{_X}{_END}"),
    (Section.PAY, _PLAIN, r"løn[n]?\b"),
    (Section.STATISTICS, _LONG, rf"{_WHICH} {_EDUCATIONS} er (?:vanligst|vanlegast)\w*(?: for {_X}{_END})?"),
    (Section.STATISTICS, _LONG, rf"{_WHAT} {_WORKS} {_X} med{_END}"),
    (Section.EDUCATION_CODES, _LONG, rf"{_WHICH} {_EDUCATIONS} (?:inngår|er med)\b"),
    (Section.TITLES, _LONG, rf"{_WHICH} (?:stillingstitler|stillingstitlar) (?:er med|inngår)\b"),
    (Section.EDUCATION, _LONG, rf"{_HOW} (?:utdanner|utdannar) du deg til {_A}{_X}{_END}"),
    (Section.EDUCATION, _LONG, rf"{_HOW} (?:blir|bli|vert) (?:du )?{_A}{_X}{_END}"),
    (Section.EDUCATION, _LONG, r"(?:etter|vidare|videre)- og (?:videre|vidare)?utdanning\b"),
    (Section.EDUCATION, _PLAIN, r"(?:videre|vidare)?utdanning(?:en|a)?\b(?!\.no)"),
    (Section.EDUCATION, _PLAIN, r"spesialisering(?:er|ar)?\b"),
    (Section.EDUCATION, _LONG, r"spesialist(?:ut)?utdanning for "),
    (Section.RELATED, _PLAIN, r"(?:andre|lignende|liknande|relaterte|nærliggende|nærliggande) yrker?\b"),
    (Section.LINKS, _PLAIN, r"(?:(?:relaterte|nyttige|aktuelle) )?(?:lenker|lenkjer|lenkjar|lenkar)\b"),
)

# Whole headings, for a file that was cut off inside one; X stands for the words that name the occupation.
_WHOLE = (
    *("arbeidsoppgaver", "arbeidsoppgåver", "om jobben", "om yrket", "intervjuer", "utdanning", "videreutdanning"),
    *("vanlige arbeidsoppgaver", "vanlege arbeidsoppgåver", "vanlige oppgaver", "vanlege oppgåver", "spesialisering"),
    *("hvor jobber x", "kor jobbar x", "kvar arbeider x", "hva tjener x", "bli med en x", "passer jeg til å bli x"),
    *(
        "personlige egenskaper",
        "personlege eigenskapar",
        "viktige egenskaper",
        "viktige eigenskapar",
        "vidareutdanning",
    ),
    *("hvordan er det å jobbe som x", "hvordan utdanner du deg til x", "etter- og videreutdanning", "andre yrker"),
    *("etter- og vidareutdanning", "hvilke utdanninger er vanligst", "hva jobber x", "relaterte lenker"),
)
# Announce the list under them, where other headings of tasks open the section.
_OVER_LIST = re.compile(r"(?:vanl[ie]ge|typiske|viktige|sentrale|noen|nokre)\b|arbeidsoppg[aå]ver for ", re.IGNORECASE)

# Sections that a menu at the top of a page may name too; any other heading shows that the page itself has begun.
MENU_SECTIONS = frozenset(
    {Section.EDUCATION, Section.COMPANIES, Section.RELATED, Section.LINKS, Section.PAY, Section.INTERVIEWS}
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Section, int, re.Pattern[str]], ...]:
    return tuple((section, most, re.compile(begins, re.IGNORECASE)) for section, most, begins in _BEGINNINGS)


def find_heading(text: str, *, marked: bool = False) -> Heading | None:
    """
    Return the heading that *text* is, or None; a text not *marked* as a heading must also have the shape of one.

    >>> find_heading("Kor jobbar legar?")
    Heading(section=<Section.WORKPLACES: 2>, subject='legar')
    >>> find_heading("Utdanninga tek seks år.") is None
    True
    """
    words = len(text.split())
    if not marked and text.endswith((".", ",", ";", "!")):
        return None
    for section, most, pattern in _patterns():
        if (marked or words <= most) and (match := pattern.match(text)):
            return Heading(section, match.groupdict().get("x"))
    return None


def is_cut_heading(text: str) -> bool:
    """
    Return whether *text* is the beginning of a heading that was cut off.

    >>> is_cut_heading("Personlige egensk"), is_cut_heading("Etter fullf")
    (True, False)
    """
    begun = text.casefold()
    return len(begun) > 1 and any(whole.startswith(begun) for whole in _WHOLE)


def is_over_list(text: str) -> bool:
    """
    Return whether a heading of tasks announces the list under it and opens no section of the page.

    >>> is_over_list("Vanlige arbeidsoppgaver for en kokk:"), is_over_list("Arbeidsoppgaver")
    (True, False)
    """
    return _OVER_LIST.match(text) is not None
