"""Sources on pages: the age of each, when its next edition is due, and figures that are overdue."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Row

from ..dates import write_date
from ..languages import NOTHING, Passage, ReaderLanguage
from ..messages import message
from .values import address

# The query with the sources of data cubes, which has the names of codes, too: a page asks one question less.
AGES = "figure-codes"
# Months between the editions of a source, by frequency.
_MONTHS = {"MONTHLY": 1, "ANNUAL": 12}


@dataclass(frozen=True)
class Source:
    """A source: address, name, publisher, reference date; age, rhythm and date of the next edition in words."""

    href: str
    label: Passage
    publisher: str
    as_of: datetime.date | None
    age: str
    rhythm: Passage
    following: str


def sources_question(language: ReaderLanguage) -> Question:
    """Return the question for every source of a release, the newest first."""
    return Question(load_folder("pages")["sources"].text, {"language": language.content})


def read_sources(current: Release, rows: list[Row], language: ReaderLanguage, now: datetime.date) -> list[Source]:
    """Return the source in each of *rows*, its age counted from *now*."""
    return [_read(row, current, language, now) for row in rows]


def _read(row: Row, current: Release, language: ReaderLanguage, now: datetime.date) -> Source:
    as_of = datetime.date.fromisoformat(row["asOf"].value) if "asOf" in row else None
    return Source(
        address(row["source"].value, current.names),
        _passage(row, "label"),
        row["publisher"].value,
        as_of,
        age_in_words((now - as_of).days, language) if as_of else "–",
        _passage(row, "rhythm"),
        next_day_in_words(int(row["day"].value), now, language)
        if "day" in row
        else following_in_words(as_of, row["frequency"].value.rpartition("/")[2], now, language),
    )


def _passage(row: Row, name: str) -> Passage:
    return Passage(row[name].value, row[name].language) if name in row else NOTHING


def today(old: Release | None = None) -> datetime.date:
    """Return the day from which a page counts ages: the current one in UTC, or that on which *old* was built."""
    if old:
        return old.manifest.built.date()
    return datetime.datetime.now(datetime.UTC).date()


def age_in_words(days: int, language: ReaderLanguage) -> str:
    """Return an age of *days* in words: as days below 60, as months below two years, else as years."""
    if days < 60:
        return message("days", language.interface, n=days)
    if days < 730:
        return message("months", language.interface, n=days // 30)
    return message("years", language.interface, n=days // 365)


def following_in_words(
    as_of: datetime.date | None, frequency: str, now: datetime.date, language: ReaderLanguage
) -> str:
    """
    Return in words when the next edition of a source is due, seen from *now*.

    *as_of* is its reference date, *frequency* the last part of the IRI of its frequency.

    >>> following_in_words(datetime.date(2025, 1, 31), "MONTHLY", datetime.date(2025, 2, 1), ReaderLanguage.of("en"))
    'February 2025'
    >>> following_in_words(datetime.date(2017, 12, 31), "ANNUAL", datetime.date(2026, 11, 23), ReaderLanguage.of("nb"))
    'skulle ha kommet i desember 2018'
    """
    if frequency == "DAILY":
        return message("next_daily", language.interface)
    due = following_date(as_of, frequency) if as_of else None
    if due is None:
        return message("next_never" if frequency == "NEVER" else "next_unknown", language.interface)
    words = write_date(f"{due:%Y-%m}", language.interface)
    return message("next_overdue", language.interface, due=words) if due < now else words


def next_day_in_words(day: int, now: datetime.date, language: ReaderLanguage) -> str:
    """
    Return in words the next date after *now* that is the *day* of a month (1-28), when a monthly source changes.

    >>> next_day_in_words(13, datetime.date(2026, 11, 29), ReaderLanguage.of("nb"))
    '13. desember 2026'
    >>> next_day_in_words(13, datetime.date(2026, 11, 12), ReaderLanguage.of("en"))
    '13 November 2026'
    """
    due = now.replace(day=day)
    return write_date((due if due > now else _after(due, 1)).isoformat(), language.interface)


def following_date(as_of: datetime.date, frequency: str) -> datetime.date | None:
    """Return when the edition after that of *as_of* is due, None for a source without a rhythm of months or years."""
    return _after(as_of, _MONTHS[frequency]) if frequency in _MONTHS else None


def _after(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def overdue_warning(rows: Iterable[Row], cube: str, now: datetime.date, language: ReaderLanguage) -> str:
    """
    Return a warning about the figures of *cube* (its IRI) seen from *now*, '' where they are as new as their rhythm.

    *rows* are those of the query ``figure-codes``. Sources of closed periods have no rhythm and are passed over; of the
    others, the one with the newest figures decides.
    """
    newest: tuple[datetime.date, datetime.date] | None = None
    for row in rows:
        if "cube" not in row or row["cube"].value != cube:
            continue
        as_of = datetime.date.fromisoformat(row["asOf"].value)
        due = following_date(as_of, row["frequency"].value.rpartition("/")[2])
        if due and (newest is None or as_of > newest[0]):
            newest = as_of, due
    if newest is None or newest[1] >= now:
        return ""
    as_of_words, due_words = (write_date(f"{day:%Y-%m}", language.interface) for day in newest)
    return message("figures_overdue", language.interface, period=as_of_words, due=due_words)
