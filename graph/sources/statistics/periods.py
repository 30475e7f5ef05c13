"""Periods as statistics write them: a year, a quarter (``2024K4``) or a month (``2025-06``, ``2025M06``)."""

from __future__ import annotations

import calendar
import datetime
import re

_PERIOD = re.compile(r"(?P<year>\d{4})(?:K(?P<quarter>[1-4])|[M-](?P<month>0[1-9]|1[0-2]))?")


def period_end(period: str) -> datetime.date:
    """
    Return the last day of *period*; raises ``ValueError`` for anything else.

    >>> period_end("2024K4"), period_end("2025-06")
    (datetime.date(2024, 12, 31), datetime.date(2025, 6, 30))
    """
    found = _PERIOD.fullmatch(period)
    if found is None:
        raise ValueError(f"a period is a year, a quarter (2024K4) or a month (2025M06), got {period!r}")
    year = int(found["year"])
    month = int(found["month"] or 3 * int(found["quarter"] or 4))
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
