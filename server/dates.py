"""Days in addresses, and days and months as readers of each language write them."""

from __future__ import annotations

import datetime
import re

from babel.dates import format_date

from .locales import LOCALES

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> datetime.date:
    """
    Return the day in a parameter of an address, such as 2024-12-31; raises ``ValueError`` for any other form.

    >>> parse_day("2024-12-31")
    datetime.date(2024, 12, 31)
    """
    if not _DAY.fullmatch(text):
        raise ValueError(f"a day is written such as 2024-12-31, got {text!r}")
    return datetime.date.fromisoformat(text)


def write_date(date: str, language: str) -> str:
    """
    Return an ``xsd:date`` or ``xsd:gYearMonth`` as *language* writes it; any other text unchanged.

    >>> write_date("2017-12-31", "nb"), write_date("2022-11", "nn"), write_date("2023-03-03", "en")
    ('31. desember 2017', 'november 2022', '3 March 2023')
    """
    is_month = bool(_MONTH.fullmatch(date))
    if not (is_month or _DAY.fullmatch(date)):
        return date
    try:
        day = datetime.date.fromisoformat(f"{date}-01" if is_month else date)
    except ValueError:
        return date
    return format_date(day, "MMMM y" if is_month else "long", locale=LOCALES[language])
