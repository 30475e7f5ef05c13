"""Search words of occupations, kept by hand: a line for each occupation, the best word first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..files.separated_values import Once, read_table

ENGLISH_WORDS = Path(__file__).parents[2] / "data" / "english_words.csv"


@cache
def read_search_words(path: Path = ENGLISH_WORDS) -> Mapping[str, tuple[str, ...]]:
    """
    Return the words of each occupation by key.

    Raises ``SourceFault``, with the line, for an occupation without words or with two lines.
    """
    found, once = {}, Once()
    for row in read_table(path, ("occupation", "words"), ()):
        words = tuple(filter(None, (word.strip() for word in row["words"].split("|"))))
        if not words:
            raise row.fault(f"the occupation {row['occupation']} has no words; write at least one")
        once.take(row["occupation"], row)
        found[row["occupation"]] = words
    return found
