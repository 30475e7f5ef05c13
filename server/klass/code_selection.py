"""The choice of codes by pattern and level, and the patterns of presentation names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ..refusals import BadRequest

_PART = re.compile(r"(\w+\*?)(?:-(\w+\*?))?")
_LAST = "\U0010ffff"
_FIELD = re.compile(r"\{\s*(?:(uppercase|lowercase|capitalize)\(\s*(\w+)\s*\)|(\w+))\s*\}")
_LETTERS: Mapping[str, Callable[[str], str]] = {
    "uppercase": str.upper,
    "lowercase": str.lower,
    "capitalize": str.capitalize,
}
_FIELDS = ("code", "name", "shortName")
# Each part is tried on each of some thousand codes, and each field is filled in for each of them.
MOST_PARTS, LONGEST_CODES = 200, 2_000
MOST_FIELDS, LONGEST_PATTERN = 10, 200


def parse_codes(pattern: str) -> Callable[[str], bool]:
    """
    Return the test of a list of codes, of beginnings with an asterisk, and of ranges of both.

    Raises ``BadRequest`` for another pattern, and for one of more than 200 parts or 2,000 characters.

    >>> [code for code in ("0110", "2211", "2212", "2310", "31") if parse_codes("2211, 23*-31*")(code)]
    ['2211', '2310', '31']
    """
    parts = pattern.split(",")
    if len(pattern) > LONGEST_CODES or len(parts) > MOST_PARTS:
        raise BadRequest(
            f"The parameter selectCodes has at most {MOST_PARTS} codes or ranges in {LONGEST_CODES} characters, "
            f"got {len(parts)} in {len(pattern)}; use ranges or several requests."
        )
    ranges = []
    for part in parts:
        found = _PART.fullmatch(part.strip())
        if found is None:
            raise BadRequest(
                "The parameter selectCodes must be codes, beginnings such as 22* or ranges such as 22*-24*, separated "
                f"by commas, got {part[:50]!r}."
            )
        first, last = found[1], found[2] or found[1]
        ranges.append((first.rstrip("*"), last.rstrip("*") + _LAST if last.endswith("*") else last))
    return lambda code: any(first <= code <= last for first, last in ranges)


def parse_presentation(pattern: str) -> Callable[[Mapping[str, str]], str]:
    """
    Return the function that fills *pattern* in with the fields ``code``, ``name`` and ``shortName`` of a code.

    Raises ``BadRequest`` for a field that codes do not have, and for more than 10 fields or 200 characters.

    >>> parse_presentation("{code}: {uppercase(name)}")({"code": "2211", "name": "Lege"})
    '2211: LEGE'
    """
    names = [found[2] or found[3] for found in _FIELD.finditer(pattern)]
    if len(pattern) > LONGEST_PATTERN or len(names) > MOST_FIELDS:
        raise BadRequest(
            f"The parameter presentationNamePattern has at most {MOST_FIELDS} fields in {LONGEST_PATTERN} characters, "
            f"got {len(names)} in {len(pattern)}."
        )
    if unknown := [name for name in names if name not in _FIELDS]:
        raise BadRequest(
            f"The parameter presentationNamePattern has a field {unknown[0][:50]!r}; "
            f"the fields are: {', '.join(_FIELDS)}."
        )

    def fill(code: Mapping[str, str]) -> str:
        def value(found: re.Match[str]) -> str:
            words = code.get(found[2] or found[3], "")
            return _LETTERS[found[1]](words) if found[1] else words

        return _FIELD.sub(value, pattern)

    return fill
