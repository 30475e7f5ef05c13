"""The source line under statistics: the producer, the year of publication, and the reference month."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .headings import Section
from .phrases import MONTH, month_number

_SOURCE = re.compile(
    rf"(?:kilde|kjelde)r?:\s*(?P<source>[^.:]+?),?\s+(?P<published>\d{{4}})\b\.?"
    rf"(?:\s+(?:tall|tal|tallene|tala) (?:er )?(?:fra|frå) (?P<month>{MONTH}) (?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_FULL_NAMES = {"ssb": "Statistisk sentralbyrå", "statistics norway": "Statistisk sentralbyrå"}
_KEYS = {
    Section.STATISTICS: "statistikk",
    Section.PAY: "lonn",
    Section.COMPANIES: "bedrifter",
    Section.EDUCATION: "utdanning",
}
_GROUP = re.compile(r"(?P<stem>.+?)-?utdann(?:a|ede|et|ete)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figures:
    """The content of a source line; ``reference`` is a month, YYYY-MM."""

    source: str
    published: int
    reference: str | None


def read_figures(text: str) -> Figures | None:
    """
    Return the content of the source line *text*, or None where it is none.

    >>> read_figures("Kjelde: SSB 2024. Tal frå november 2023.")
    Figures(source='Statistisk sentralbyrå', published=2024, reference='2023-11')
    """
    match = _SOURCE.match(text)
    if match is None:
        return None
    source = match["source"].strip()
    month = f"{match['year']}-{month_number(match['month']):02}" if match["month"] else None
    return Figures(_FULL_NAMES.get(source.casefold(), source), int(match["published"]), month)


def section_key(section: Section, heading: str) -> str:
    """Return the subject of the figures under *heading* as a part of a key: the educations or the jobs of people."""
    if section is Section.STATISTICS:
        return "utdanninger" if "utdanning" in heading.casefold() and "vanl" in heading.casefold() else "arbeid"
    return _KEYS.get(section, "statistikk")


def group_stem(subject: str) -> str | None:
    """
    Return the field of education of a group counted by education, or None where *subject* is no such group.

    >>> group_stem("medisinutdanna"), group_stem("legar")
    ('medisin', None)
    """
    match = _GROUP.match(subject)
    return match["stem"] if match else None
