"""Numbers as readers of each language write them: decimal comma or point, digits in groups of three."""

from __future__ import annotations

# A narrow no-break space groups digits in Norwegian, so that a number stays on one line.
_GROUPS = {"nb": "\u202f", "nn": "\u202f", "en": ","}
_POINTS = {"nb": ",", "nn": ",", "en": "."}
_MINUS = "\u2212"


def write_number(number: str | float, language: str) -> str:
    """
    Return a number, given as such or as XSD writes one, as *language* has it.

    >>> write_number("6.50", "nb"), write_number(412352, "en"), write_number("-3", "nn")
    ('6,5', '412,352', '−3')
    """
    written = f"{number:f}" if isinstance(number, float) else str(number)
    sign, digits = (_MINUS, written[1:]) if written.startswith("-") else ("", written.removeprefix("+"))
    whole, _, rest = digits.partition(".")
    if not (whole + rest).isdecimal():
        return written
    grouped = f"{int(whole):,}".replace(",", _GROUPS[language])
    rest = rest.rstrip("0")
    return sign + grouped + (_POINTS[language] + rest if rest else "")
