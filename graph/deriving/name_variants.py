"""Variants of the names of titles and occupations: parts around slashes and brackets, and bare letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HEAD = re.compile(r"(?P<outer>.*?)\((?P<inner>.*?)\)?\s*")


def name_variants(names: Iterable[str]) -> list[str]:
    """Return each name, the names on both sides of a slash, and those outside and inside brackets."""
    found = []
    for name in names:
        found += [name, *(part for part in name.split("/") if "/" in name), *title_variants(name)[1:]]
    return list(dict.fromkeys(part.strip() for part in found if part.strip()))


def title_variants(name: str) -> list[str]:
    """Return *name*, and the parts outside and inside its brackets where it has them."""
    split = _HEAD.fullmatch(name)
    return [name, *(part.strip(" -") for part in split.groups() if part and part.strip(" -"))] if split else [name]


def letters(name: str) -> str:
    """Return the letters and digits of *name* in lower case."""
    return "".join(letter for letter in name.lower() if letter.isalnum())
