"""Numbers as readers of each language write them: decimal comma or point, digits in groups of three."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from .locales import LOCALES

_DECIMAL = re.compile(r"[+-]?\d+(?:\.\d*)?")
_MINUS = "\u2212"


def write_number(number: str | float, language: str) -> str:
    """
    Return a number, or the lexical form of an XSD decimal, as *language* writes it; any other text unchanged.

    >>> write_number("6.50", "nb"), write_number(412352, "en"), write_number("-3", "nn")
    ('6,5', '412,352', '−3')
    """
    written = f"{number:f}" if isinstance(number, float) else str(number)
    if not _DECIMAL.fullmatch(written):
        return written
    return _format(written, language)


def write_fixed(number: float, decimals: int, language: str) -> str:
    """
    Return a number with this many *decimals*, for numbers that stand together.

    >>> write_fixed(2, 1, "nb"), write_fixed(1234.56, 1, "en"), write_fixed(25, 0, "nn")
    ('2,0', '1,234.6', '25')
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(round(number, decimals), pattern, locale=LOCALES[language]).replace("-", _MINUS)


def write_share(share: float, language: str) -> str:
    """
    Return a *share* from 0 to 1 with two significant digits.

    >>> write_share(0.1234, "nn"), write_share(0.5, "en")
    ('0,12', '0.5')
    """
    return write_number(f"{share:.2g}", language)


# Babel takes about 26 µs for a number, and tables repeat small ones.
@lru_cache(maxsize=8192)
def _format(decimal: str, language: str) -> str:
    formatted = format_decimal(Decimal(decimal), locale=LOCALES[language], decimal_quantization=False)
    return formatted.replace("-", _MINUS)
