"""Days and months as readers of each language write them."""

from __future__ import annotations

import re

# Written out: the locales that know them may be missing on a machine.
_NORWEGIAN = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d{2}))?")


def write_date(date: str, language: str) -> str:
    """
    Return an ``xsd:date`` or ``xsd:gYearMonth`` as *language* writes it; any other text unchanged.

    >>> write_date("2017-12-31", "nb"), write_date("2022-11", "nn"), write_date("2023-03-03", "en")
    ('31. desember 2017', 'november 2022', '3 March 2023')
    """
    match = _DATE.fullmatch(date)
    if match is None:
        return date
    month = (_ENGLISH if language == "en" else _NORWEGIAN)[int(match["month"]) - 1]
    day = match["day"]
    if day is None:
        return f"{month} {match['year']}"
    return f"{int(day)}{'' if language == 'en' else '.'} {month} {match['year']}"
