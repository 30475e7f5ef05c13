"""The tables of Norwegian words that job titles are read by, kept in ``words.toml``; read on first use."""

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
    What is known of words, all of them folded.

    ``of_any_job`` say nothing about which occupation it is, as names of people and places do not; where there are only
    those ``of_no_job`` there is no title. After one of ``before_place`` comes where one works, after one of
    ``before_number`` a number that tells one job from another. ``abbreviations`` stand for words, ``heads`` do so last,
    ``joined`` make one word with the next, ``spellings`` are parts of words; ``cut_short`` finds heads that end a word
    with a full stop. Any word that is not ``special`` is one that tells what the job is, by itself.
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
        """All words that are to be read in a way of their own, and brackets."""
        return self.of_any_job.union(self.before_place, self.abbreviations, self.heads, self.joined, "()")

    def write_out(self, folded: str) -> str:
        """Return a text that is *folded* with the ends of words written out that a full stop cuts short: kontorass."""
        if "." not in folded:
            return folded
        return self.cut_short.sub(lambda found: self.heads[found[0].removesuffix(".")], folded)

    def respell(self, word: str) -> str:
        """Return a folded *word* as bokmål spells it."""
        return self.spelling.sub(self._replacement, word)

    def _replacement(self, found: re.Match[str]) -> str:
        return self.spellings[str(found.lastgroup)]


@cache
def load_words() -> Words:
    """Return the tables."""
    tables = tomllib.loads(PATH.read_text("utf-8"))
    # Longer spellings go before shorter ones that they begin with; a group's name tells which one was found.
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
    Return a pattern that matches any of *patterns*, in a group of that name.

    Those that begin with a letter stand together by it: a branch that begins with one is left at once where another
    letter stands, and one that begins with a group is not.
    """
    by_letter: dict[str, list[str]] = {}
    for name, pattern in patterns.items():
        first = pattern[0] if pattern[0].isalpha() else ""
        by_letter.setdefault(first, []).append(f"(?P<{name}>{pattern.removeprefix(first)})")
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_letter.items()))
