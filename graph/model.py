"""
Records: plain data between readers and writers of statements.

A record holds the facts of one source document about one occupation, without RDF. Every record checks its values when
it is created and raises ``ValueError`` with the expected form.
"""

from __future__ import annotations

import datetime
import re
from typing import Literal

import msgspec

Language = Literal["nb", "nn", "en", "da"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en", "da")

_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


def _digits(value: str, length: int, what: str) -> None:
    if len(value) != length or not (value.isascii() and value.isdigit()):
        raise ValueError(f"{what} has {length} digits, got {value!r}")


def check_key(value: str) -> None:
    """
    Check that *value* can be the last segment of an IRI: lower-case ASCII letters, digits, ``-`` and ``_``.

    Raises ``ValueError`` where it cannot.
    """
    if not _KEY.fullmatch(value):
        raise ValueError(f"a key is lower-case letters a-z, digits and hyphens, got {value!r}")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of all records: immutable, made by keyword, strict about unknown fields."""


class Text(Record, frozen=True):
    """
    A passage in the language it is written in, which may differ from its page's.

    Raises ``ValueError`` where empty.
    """

    value: str
    language: Language

    def __post_init__(self) -> None:
        if not self.value.strip():
            raise ValueError("text must not be empty")


class TitleLine(Record, frozen=True):
    """
    One line of a job-title list: a STYRK-98 code of seven digits and the name as registered (capitals, no language).

    The first four digits are the STYRK-98 group; the last three are running numbers without meaning.
    """

    code: str
    name: str

    def __post_init__(self) -> None:
        _digits(self.code, 7, "a job-title code (STYRK-98)")

    @property
    def group(self) -> str:
        """The STYRK-98 unit group, four digits."""
        return self.code[:4]


class EducationLine(Record, frozen=True):
    """One line of an education list: a NUS2000 code of six digits and its name in bokmål."""

    code: str
    name: str

    def __post_init__(self) -> None:
        _digits(self.code, 6, "an education code (NUS2000)")

    @property
    def level(self) -> int:
        """The level of education, 0-9: the first digit."""
        return int(self.code[0])


class Review(Record, frozen=True):
    """
    The reviewer of a page as its review line names it, and the date of the review.

    ``organisations`` has each one where the line names several, and is empty else.
    """

    organisation: str
    organisations: tuple[str, ...] = ()
    date: datetime.date | None = None


class Authorisation(Record, frozen=True):
    """
    The authorisation that an occupation requires: the key of its profession, and the body that grants it.

    ``profession`` is its name where it is another one, as a surgeon's is a doctor; ``authority`` None for none named.
    """

    key: str
    authority: str | None = None
    profession: str | None = None

    def __post_init__(self) -> None:
        check_key(self.key)


class TrainingPart(Record, frozen=True):
    """A part of a training stage: where it is served, and for how many months."""

    key: str
    place: Text
    months: int


class TrainingStage(Record, frozen=True):
    """A stage of training after the degree, such as LIS1; ``months`` is None where the page names no length."""

    key: str
    name: str
    months: int | None = None
    parts: tuple[TrainingPart, ...] = ()

    def __post_init__(self) -> None:
        check_key(self.key)


class EducationPath(Record, frozen=True):
    """The way into the occupation: the programme and its years, the stages after it, and their least sum in years."""

    programme: Text | None = None
    years: float | None = None
    stages: tuple[TrainingStage, ...] = ()
    minimum_years: float | None = None


class Specialisation(Record, frozen=True):
    """A specialisation with the education code that proves it (six digits), None without one."""

    key: str
    name: str
    other_names: tuple[str, ...] = ()
    code: str | None = None

    def __post_init__(self) -> None:
        check_key(self.key)
        if self.code is not None:
            _digits(self.code, 6, "an education code (NUS2000)")


class EducationGroup(Record, frozen=True):
    """A group of people counted by the education codes they hold, such as "medisinutdanna"; no study plan."""

    key: str
    name: Text
    members: tuple[EducationLine, ...] = ()

    def __post_init__(self) -> None:
        check_key(self.key)


class StatisticsSection(Record, frozen=True):
    """
    A section of statistics: its source, year of publication, and reference month (``2022-11``).

    ``group`` is the key of the education group counted, where it counts people by education. Raises ``ValueError`` for
    a malformed key or month.
    """

    key: str
    heading: Text
    source: str
    published: int
    reference: str | None = None
    group: str | None = None

    def __post_init__(self) -> None:
        check_key(self.key)
        if self.reference is not None and not _MONTH.fullmatch(self.reference):
            raise ValueError(f"a reference month is written YYYY-MM, got {self.reference!r}")


class RelatedOccupation(Record, frozen=True):
    """An occupation that the page points to, with the page's sentence about it."""

    key: str
    name: Text
    blurb: Text | None = None

    def __post_init__(self) -> None:
        check_key(self.key)


class PictureText(Record, frozen=True):
    """The description of the picture that the page shows of a related occupation, whose key is ``key``."""

    key: str
    text: Text

    def __post_init__(self) -> None:
        check_key(self.key)


class OccupationRecord(Record, frozen=True):
    """
    The facts of one page about one occupation; texts keep the order of the page.

    ``authorisation_for_part`` is true where part of the work requires one, ``video`` the title of the page's video.
    ``interview_roles`` are the occupations of those interviewed.
    """

    key: str
    names: tuple[Text, ...]
    page_language: Language
    summary: tuple[Text, ...] = ()
    review: Review | None = None
    tasks: tuple[Text, ...] = ()
    common_tasks: tuple[Text, ...] = ()
    workplaces: tuple[Text, ...] = ()
    qualities: tuple[Text, ...] = ()
    authorisation: Authorisation | None = None
    authorisation_for_part: bool = False
    protected_title: bool | None = None
    education: tuple[Text, ...] = ()
    path: EducationPath | None = None
    specialisations: tuple[Specialisation, ...] = ()
    statistics: tuple[StatisticsSection, ...] = ()
    education_group: EducationGroup | None = None
    titles: tuple[TitleLine, ...] = ()
    related: tuple[RelatedOccupation, ...] = ()
    pictures: tuple[PictureText, ...] = ()
    video: Text | None = None
    interview_roles: tuple[Text, ...] = ()
    interviews: int = 0
    people: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_key(self.key)
        if not self.names:
            raise ValueError("an occupation has at least one name")
