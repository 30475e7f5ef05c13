"""
Suggested occupations of job titles, from their names alone.

A suggestion is never a statement that the occupation has the title: such a statement would enter the sums. Each
suggestion names its rule. A rule's confidence is the share of its matched titles that stand in one of the occupation's
STYRK-08 groups in NAV's list of titles, measured on the catalogue of 7,020 titles and 590 occupations: 279 of 292 for
equal names, 101 of 176 for names before a parenthesis. The other rules match too few titles to be measured (2 of 2, 4
of 4 and 4 of 5), so their confidence is judgement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

_HEAD = re.compile(r"(?P<head>[^()]+?)\s*\(.*\)\s*")
_NOT_A_LETTER = re.compile(r"[\W_]+")

Forms = Callable[[str], Iterable[str]]


def _whole(name: str) -> list[str]:
    return [" ".join(name.casefold().split())]


def _letters(name: str) -> list[str]:
    return [_NOT_A_LETTER.sub("", name.casefold())]


def _parts(name: str) -> list[str]:
    parts = name.casefold().split("/")
    return [" ".join(part.split()) for part in parts] if len(parts) > 1 else []


def _head(name: str) -> list[str]:
    found = _HEAD.fullmatch(name.casefold())
    return [" ".join(found["head"].split())] if found else []


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A way in which the names of a title and an occupation may agree.

    ``match`` is the local name of the SKOS property from title to occupation; two names agree where a form of the
    title's is a form of the occupation's.
    """

    key: str
    match: str
    confidence: float
    of_title: Forms
    of_occupation: Forms


# In the order of preference: a suggestion names the first rule that matches.
RULES = (
    Rule("equal names", "closeMatch", 0.95, _whole, _whole),
    Rule("equal but for spaces and punctuation", "closeMatch", 0.85, _letters, _letters),
    Rule("one of the occupation's two names", "broadMatch", 0.8, _whole, _parts),
    Rule("equal before the title's parenthesis", "broadMatch", 0.55, _head, _whole),
    Rule("equal before the occupation's parenthesis", "narrowMatch", 0.5, _whole, _head),
)
# Rules that compare only a part of one of the names.
PARTIAL = RULES[3:]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion that a title may mean an occupation (both by IRI), with the rule that matched."""

    title: str
    occupation: str
    rule: Rule


def suggest(titles: Mapping[str, Iterable[str]], occupations: Mapping[str, Iterable[str]]) -> Iterator[Suggestion]:
    """
    Yield a suggestion for each title and occupation (names by IRI) whose names agree, titles in their order.

    >>> found = suggest({"t": ["LEGE (PSYKISK HELSEARBEID)"]}, {"o": ["Lege"]})
    >>> [(one.occupation, one.rule.match) for one in found]
    [('o', 'broadMatch')]
    """
    known = [_index(rule, occupations) for rule in RULES]
    for title, names in titles.items():
        found: dict[str, Rule] = {}
        for rule, index in zip(RULES, known, strict=True):
            for name in names:
                for form in rule.of_title(name):
                    for occupation in index.get(form, ()):
                        found.setdefault(occupation, rule)
        yield from (Suggestion(title, occupation, rule) for occupation, rule in found.items())


def _index(rule: Rule, occupations: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for occupation, names in occupations.items():
        for form in {form for name in names for form in rule.of_occupation(name) if form}:
            found.setdefault(form, []).append(occupation)
    return found
