"""Figures older than their rhythm: a warning where the newest source of a data cube is overdue."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from graph.reading.store import Row

from ..dates import write_date
from ..languages import ReaderLanguage
from ..messages import message
from .sources import following_date

# The query that has the names of codes, too, so that a page asks one question less.
AGES = "figure-codes"


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
