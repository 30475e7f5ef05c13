"""
Queries for the instances of a class, joined in an order that is chosen by the numbers of VoID.

The engine has no statistics. It begins with a class and looks up the values of each instance, however many there are:
for 359 links between 599 occupations and their titles it takes 4.9 ms in memory, and 2.1 ms where it begins with the
links. The codes of job titles that begin with given digits take 117 ms from the files, and 12 ms where all codes are
read in one go. ``LATERAL``, an extension of the engine, gives it an order. A class is left out where all subjects of a
property that is asked for are instances of it, as those with job titles are occupations.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf

import msgspec

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release

from ..adhoc_query import Query
from ..query_shapes import A_KEYWORD, GAP, IRI, LONGEST, NAME, PROLOGUE, VARIABLE
from .partition_queries import has_exact_partitions

_REMEMBERED = 1024
_DERIVED, _IMPLIED = ("sizes of partitions",), ("classes of subjects",)
# So many values are read in order and compared in the time in which the value of one instance is looked up.
_COMPARED = 3
_TERM = rf"(?:{IRI}|{NAME}|{VARIABLE}|{A_KEYWORD})"
_STRING = r'"[^"\\\r\n]*+"'
_TESTED = rf"(?:(?P<plain>{VARIABLE})|(?i:STR){GAP}*+\({GAP}*+(?P<cast>{VARIABLE}){GAP}*+\))"
_TEST = rf"(?i:STRSTARTS){GAP}*+\({GAP}*+{_TESTED}{GAP}*+,{GAP}*+{_STRING}{GAP}*+\)"
_SHAPE = re.compile(
    rf"""
    (?P<prologue>{PROLOGUE})
    (?P<select>(?i:SELECT){GAP}++(?!(?i:DISTINCT|REDUCED)?{GAP}*+\*)[^{{}}\#]*?)
    (?:(?<![A-Za-z0-9_?$])(?i:WHERE){GAP}*+)?+
    \{{{GAP}*+
    (?P<pattern>{_TERM}(?:{GAP}*+(?:{_TERM}|[;,.]))++){GAP}*+
    (?:(?i:FILTER){GAP}*+(?P<open>\({GAP}*+)?+(?P<test>{_TEST}){GAP}*+(?(open)\){GAP}*+)(?:\.{GAP}*+)?+)?+
    \}}
    (?P<rest>[^{{}}]*+)
    """,
    re.VERBOSE,
)
_SIGN = re.compile(rf"{GAP}++|(?P<sign>{_TERM}|[;,.])")
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_DECLARED = re.compile(rf"(?i:PREFIX){GAP}++(?P<name>[A-Za-z0-9_-]*+:){GAP}*+(?P<iri>{IRI})")


@dataclass(frozen=True)
class Pattern:
    """A triple pattern with a variable as subject, and the IRI of its property, or of the class of an instance."""

    subject: str
    verb: str
    object: str
    iri: str

    @property
    def variables(self) -> set[str]:
        """The names of the variables that it binds."""
        return {one[1:] for one in (self.subject, self.object) if one[0] in "?$"}

    @property
    def is_class(self) -> bool:
        """Whether it asks for the instances of a class."""
        return self.verb == "a"

    def __str__(self) -> str:
        return f"{self.subject} {self.verb} {self.object}"


@dataclass(frozen=True)
class Join:
    """The patterns of a query, what stands before and behind them, and its filter with the variable *tested*."""

    before: str
    patterns: tuple[Pattern, ...]
    test: str
    tested: str
    behind: str

    def in_order(self, sizes: Mapping[str, int], implied: Collection[tuple[str, str]] = ()) -> str | None:
        """
        Return the query in another order, by the *sizes* of properties and classes, or None if none is better.

        Classes are left out that a property of the same variable has *implied*: pairs of a property and a class.
        """
        needed = [one for one in self.patterns if not self._is_implied(one, implied)]
        instances = min((sizes.get(one.iri, 0) for one in needed if one.is_class), default=inf)
        others = [one for one in needed if not one.is_class and sizes.get(one.iri)]
        test = f" FILTER ({self.test})" if self.test else ""
        if others:
            first = min(others, key=lambda one: self._cost(one, sizes))
            rest = self._follow(first, needed) if self._cost(first, sizes) < instances else None
            if rest is not None:
                laterals = "".join(f" LATERAL {{ {one} }}" for one in rest)
                return f"{self.before}{{ {first}{test}{laterals} }}{self.behind}"
        if len(needed) < len(self.patterns):
            return f"{self.before}{{ {' . '.join(map(str, needed))}{test} }}{self.behind}"
        return None

    def _is_implied(self, pattern: Pattern, implied: Collection[tuple[str, str]]) -> bool:
        return pattern.is_class and any(
            (one.iri, pattern.iri) in implied and one.subject[1:] == pattern.subject[1:]
            for one in self.patterns
            if not one.is_class
        )

    def _cost(self, pattern: Pattern, sizes: Mapping[str, int]) -> float:
        return sizes[pattern.iri] / (_COMPARED if self.tested == pattern.object[1:] else 1)

    def _follow(self, first: Pattern, patterns: Iterable[Pattern]) -> list[Pattern] | None:
        """Return the other *patterns*, each with a variable of an earlier one; None where one has none."""
        left = [one for one in patterns if one is not first]
        bound, found = set(first.variables), []
        while left:
            # A class as early as possible, since it leaves fewer rows; then the values of a known thing.
            known = [one for one in left if one.variables & bound]
            if not known:
                return None
            following = min(known, key=lambda one: (not one.is_class, one.subject[1:] not in bound))
            found.append(following)
            bound |= following.variables
            left.remove(following)
        return found


def order_joins(release: Release, query: Query) -> Query:
    """Return *query*, with its patterns in another order where that is faster by the numbers of *release*."""
    if release.store.is_remote or query.has_dataset:
        return query
    if (join := read_join(query.text)) is None:
        return query
    sizes = derive(release, _DERIVED, lambda: _read_sizes(release))
    text = join.in_order(sizes, derive(release, _IMPLIED, lambda: _read_implied(release)))
    return query if text is None else msgspec.structs.replace(query, text=text)


def read_join(query: str) -> Join | None:
    """
    Return *query* as a join of classes and properties, or None where it has another shape, no class or one pattern.

    >>> join = read_join('SELECT ?c { ?x a <http://x/C> ; <http://x/c> ?c FILTER STRSTARTS(?c, "22") }')
    >>> join.in_order({"http://x/C": 5, "http://x/c": 7})
    'SELECT ?c { ?x <http://x/c> ?c FILTER (STRSTARTS(?c, "22")) LATERAL { ?x a <http://x/C> } }'
    """
    return _read_join(query) if len(query) <= LONGEST else None


@lru_cache(_REMEMBERED)
def _read_join(query: str) -> Join | None:
    if (found := _SHAPE.fullmatch(query)) is None or _FROM.search(found["select"]):
        return None
    declared = {one["name"]: one["iri"][1:-1] for one in _DECLARED.finditer(found["prologue"])}
    signs = [one["sign"] for one in _SIGN.finditer(found["pattern"]) if one["sign"]]
    patterns = tuple(_read_patterns(signs, declared))
    is_whole = all(one.iri and one.subject[0] in "?$" and one.is_class != (one.object[0] in "?$") for one in patterns)
    tested = (found["plain"] or found["cast"] or "")[1:]
    if not is_whole or len(set(patterns)) < 2 or not any(one.is_class for one in patterns):
        return None
    if tested and [one.object[1:] for one in patterns if not one.is_class].count(tested) != 1:
        return None
    return Join(found["prologue"] + found["select"], patterns, found["test"] or "", tested, found["rest"])


def _read_patterns(signs: list[str], declared: Mapping[str, str]) -> Iterator[Pattern]:
    """Yield the triple patterns of a block in Turtle's abbreviations, one without IRI where it is not a whole one."""
    place: list[str] = []
    for sign in signs if signs[-1] == "." else [*signs, "."]:
        if sign not in {";", ",", "."}:
            place.append(sign)
            continue
        subject, verb, object_ = place if len(place) == 3 else ("?", "", "?")
        yield Pattern(subject, verb, object_, _expand(object_ if verb == "a" else verb, declared))
        place = {";": place[:1], ",": place[:2], ".": []}[sign]


def _expand(term: str, declared: Mapping[str, str]) -> str:
    """Return the IRI of *term*, '' for a variable, an undeclared prefix or a relative IRI."""
    if term.startswith("<"):
        return term[1:-1] if "://" in term else ""
    prefix, colon, name = term.partition(":")
    return f"{declared[prefix + colon]}{name}" if colon and prefix + colon in declared else ""


def _read_sizes(release: Release) -> Mapping[str, int]:
    """Return the numbers of instances by class and of statements by property, as VoID has them."""
    queries = load_folder("partitions")
    sizes: dict[str, int] = {}
    for name, key in (("classes", "class"), ("properties", "property")):
        rows = release.store.rows(queries[name].text)
        sizes |= {row[key].value: int(row["voidNumber"].value) for row in rows}
    return sizes


def _read_implied(release: Release) -> Collection[tuple[str, str]]:
    """Return each property with the classes of all of its subjects; none where VoID may not have the exact numbers."""
    if not has_exact_partitions(release):
        return frozenset()
    rows = release.store.rows(load_folder("partitions")["subject-classes"].text)
    return frozenset((row["property"].value, row["class"].value) for row in rows)
