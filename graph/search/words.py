"""Norwegian words in job titles, from the tables in ``words.toml``; loaded on first use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_OF_ANY_JOB = ("said_of_any_job", "places", "people")
PATH = Path(__file__).with_name("words.toml")


@dataclass(frozen=True)
class Words:
    """
    The word tables, folded.

    - ``of_any_job``: words that identify no occupation, among them names of people and places.
    - ``of_no_job``: a text of these words alone is not a title.
    - ``before_place``: the next word is a workplace; ``before_number``: the next number belongs to the title.
    - ``abbreviations``: short forms of whole words; ``heads``: short forms at the end of a word or text.
    - ``joined``: short forms written as one word with the next.
    - ``spellings``: bokmål spellings by the name of their group in ``spelling``; ``cut_short`` matches a head that ends
      a word with a full stop.

    A word outside ``special`` identifies the occupation by itself.
    """

    of_any_job: frozenset[str]
    of_no_job: frozenset[str]
    before_place: frozenset[str]
    before_number: frozenset[str]
    abbreviations: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, str]
    joined: Mapping[str, str]
    spellings: Mapping[str, str]
    spelling: re.Pattern[str]
    cut_short: re.Pattern[str]

    @cached_property
    def special(self) -> frozenset[str]:
        """Every word that needs treatment of its own, and brackets."""
        return self.of_any_job.union(self.before_place, self.abbreviations, self.heads, self.joined, "()")

    def write_out(self, folded: str) -> str:
        """Return *folded* text with abbreviated ends of words expanded, such as "kontorass."."""
        if "." not in folded:
            return folded
        return self.cut_short.sub(lambda found: self.heads[found[0].removesuffix(".")], folded)

    def respell(self, word: str) -> str:
        """Return a folded *word* in its bokmål spelling."""
        return self.spelling.sub(self._replacement, word)

    def _replacement(self, found: re.Match[str]) -> str:
        return self.spellings[str(found.lastgroup)]


@cache
def load_words() -> Words:
    """Return the word tables, read once per process."""
    tables = tomllib.loads(PATH.read_text("utf-8"))
    # A longer spelling goes before a shorter one that starts it; the name of a group identifies the spelling matched.
    written = sorted(tables["spellings"].items(), key=lambda pair: (-len(pair[0].strip("^$")), pair[0]))
    named = {f"s{number}": pair for number, pair in enumerate(written)}
    return Words(
        frozenset(word for table in _OF_ANY_JOB for word in tables[table].split()),
        frozenset(tables["instead_of_a_title"].split()),
        frozenset(tables["before_the_place"].split()),
        frozenset(tables["before_a_number"].split()),
        {short: tuple(long.split()) for short, long in tables["abbreviations"].items()},
        dict(sorted(tables["heads"].items(), key=lambda pair: -len(pair[0]))),
        tables["joined"],
        {name: meant for name, (_, meant) in named.items()},
        re.compile(_either({name: spelt for name, (spelt, _) in named.items()})),
        re.compile(rf"(?<=[a-z]{{3}})(?:{'|'.join(sorted(tables['heads'], key=len, reverse=True))})\.(?![a-z])"),
    )


def _either(patterns: Mapping[str, str]) -> str:
    """
    Return a pattern that matches any of *patterns*, each in a group named by its key.

    Patterns are grouped by their first letter: the regex engine rejects a branch that starts with a literal at once,
    and a branch that starts with a group only after trying it.
    """
    by_letter: dict[str, list[str]] = {}
    for name, pattern in patterns.items():
        first = pattern[0] if pattern[0].isalpha() else ""
        by_letter.setdefault(first, []).append(f"(?P<{name}>{pattern.removeprefix(first)})")
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_letter.items()))
