"""Counts over several occupations on pages: safe and naive sums, and the names behind their difference."""

from __future__ import annotations

from dataclasses import dataclass

from graph.reading.counting import NamedThing, Tally, tally_with_related
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import Iri

from ..languages import NOTHING, Passage, ReaderLanguage, choose
from .values import address


@dataclass
class Shown:
    """A counted resource, or an occupation, on a page."""

    iri: str
    key: str
    href: str
    code: str
    name: Passage
    # None where no source gives the list.
    count: int | None = 0


@dataclass
class Sum:
    """One row of a count: the kind counted, both sums, and each shared resource with the occupations that share it."""

    of: str
    occupations: int
    known: int
    safe: int
    naive: int
    shared: list[tuple[Shown, list[Shown]]]


def related_sums(current: Release, occupation: Iri, rows: list[Row], language: ReaderLanguage) -> list[Sum]:
    """Return the counts over *occupation* and all its related occupations; none where nothing is counted."""
    return [make_sum(current, counted, {}, language) for counted in tally_with_related(occupation, rows)]


def make_sum(current: Release, counted: Tally, names: dict[str, NamedThing], language: ReaderLanguage) -> Sum:
    """Return a tally for a page; occupations that share a resource are listed where *names* has them."""
    shared = [
        (show(current, thing, language), [show(current, names[one], language) for one in holders if one in names])
        for thing in counted.shared()
        for holders in [counted.holders(thing.iri)]
    ]
    return Sum(counted.of, len(counted.members), len(counted.known), counted.safe, counted.naive, shared)


def show(current: Release, thing: NamedThing, language: ReaderLanguage) -> Shown:
    """Return a counted resource or an occupation for a page, named by its code where it has no name."""
    key = (current.names.split(thing.iri) or ("", ""))[1]
    name = choose(thing.names, language) or (Passage(thing.code, "") if thing.code else NOTHING)
    return Shown(thing.iri, key, address(thing.iri, current.names), thing.code, name)
