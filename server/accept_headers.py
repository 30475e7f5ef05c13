"""Ranges and qualities of the Accept headers (RFC 9110 §12.4.2)."""

from __future__ import annotations

import re

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

_QUALITY = re.compile(r";\s*q\s*=\s*([^;,\s]*)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+\.?\d*|\.\d+", re.ASCII)


def read_ranges(header: str | None) -> list[tuple[str, float]]:
    """
    Return the ranges of an Accept header with their qualities, the preferred first.

    Clients write ``q=.2`` and worse, for which Werkzeug drops the range: here an incomplete number is completed, and an
    unreadable quality is 1.

    >>> read_ranges("en;q=.2, nn-NO, de;q=1.")
    [('nn-NO', 1), ('de', 1.0), ('en', 0.2)]
    """
    ranges = parse_accept_header(_QUALITY.sub(_mend, header or ""), Accept)
    return sorted(ranges, key=lambda found: -found[1])


def _mend(match: re.Match[str]) -> str:
    return f";q={min(float(match[1]), 1.0):.3f}" if _NUMBER.fullmatch(match[1]) else ""
