"""
Codes written in place of a title, or beside it.

Four digits may be a group of STYRK-98 or of STYRK-08 ("2221" is physicians in the first and specialist nurses in the
second); without a mention of the edition, both are returned.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz import fuzz

from ..search.folding import fold_words
from ..search.index import Indexed, SearchIndex

_ALONE = re.compile(
    r"\s*(?:styrk|yrkeskode|kode)?[- ]?(?P<edition>98|08)?[: -]*(?P<digits>\d{4}[ .]?\d{3}|\d{6}|\d{4})(?:\.0+)?\s*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{4}")
_BESIDE = re.compile(r"(?<!\d)\d{7}(?!\d)")
_EDITIONS = {"98": ("styrk98",), "08": ("styrk08",), None: ("styrk98", "styrk08")}
_GROUP_DIGITS, _TITLE_DIGITS = 4, 7
_SURE, _EITHER = 0.99, 0.5
# The least similarity (0 to 100) of a title to the name of the code beside it.
_SAME_NAME = 60


def find_given(text: str, index: SearchIndex, name: Callable[[Indexed], str]) -> tuple[list[Indexed], float]:
    """
    Return the titles or groups whose code is in *text*, with the score (0 to 1); ([], 0) for none.

    *name* gives the name of an entity: a code beside a title counts only where the two resemble each other.
    """
    if not _DIGITS.search(text):
        return [], 0.0
    if alone := _ALONE.fullmatch(text):
        digits = re.sub("[ .]", "", alone["digits"])
        if len(digits) == _GROUP_DIGITS:
            found = [one for kind in _EDITIONS[alone["edition"]] for one in _with_code(digits, kind, index)]
            return found, _SURE if len(found) == 1 else _EITHER
        # Spreadsheets drop the leading zero of a code.
        return _with_code(digits.zfill(_TITLE_DIGITS), "title", index), _SURE
    if beside := _BESIDE.search(text):
        rest = " ".join(fold_words(text.replace(beside[0], " ")))
        for one in _with_code(beside[0], "title", index):
            if fuzz.token_set_ratio(rest, " ".join(fold_words(name(one)))) >= _SAME_NAME:
                return [one], _SURE
    return [], 0.0


def _with_code(code: str, kind: str, index: SearchIndex) -> list[Indexed]:
    return [one for one in index.with_code(code, [kind], 1) if one.code == code]
