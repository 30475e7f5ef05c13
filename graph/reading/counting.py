"""
Counts of titles, education codes and study programmes over a set of occupations.

One of them may belong to several occupations, so a sum over occupations counts it several times. Every count has the
*safe* sum (of distinct resources), the *naive* one, and the names of the shared resources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from ..errors import YrkesgrafError
from ..vocab import YG, Iri
from .query_files import load_folder
from .question import Question
from .result_rows import Row

# The kinds that can be counted, and the property of an occupation that leads to each.
COUNTABLE: Mapping[str, Iri] = {
    "titles": Iri(f"{YG}hasJobTitle"),
    "codes": Iri(f"{YG}relevantEducationCode"),
    "educations": Iri(f"{YG}hasEducation"),
}
SUMMARY = ("of", "occupations", "known", "safe", "naive", "shared", "names")
_SORTED_BY = ("occupation", "thing", "name")
_KINDS = {property_: of for of, property_ in COUNTABLE.items()}

Ask = Callable[[str], list[Row]]
AskEach = Callable[[Sequence[Question]], list[list[Row]]]


class UnknownOccupation(YrkesgrafError):
    """The release has no occupation with this IRI."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, iri: str) -> None:
        super().__init__(f"There is no occupation {iri} in this release.")


@dataclass
class NamedThing:
    """A resource: its IRI, its code ('' for none) and its names by language."""

    iri: str
    code: str = ""
    names: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name in bokmål, else in any language, else the code."""
        return self.names.get("nb") or next(iter(self.names.values()), self.code)

    def take(self, row: Row) -> None:
        """Add the code and the name in *row*, if any."""
        if "code" in row:
            self.code = row["code"].value
        if "name" in row:
            self.names[row["name"].language] = row["name"].value


@dataclass
class Tally:
    """A count over a set of occupations: the resources of one kind that each occupation has, by IRI."""

    of: str
    members: dict[str, list[str]]
    things: dict[str, NamedThing] = field(default_factory=dict)
    # The occupations whose list a source gives, though it may be empty.
    listed: set[str] = field(default_factory=set)

    @property
    def known(self) -> list[str]:
        """The occupations with known lists; where some are unknown, the sums are lower bounds."""
        return [occupation for occupation, found in self.members.items() if found or occupation in self.listed]

    @property
    def safe(self) -> int:
        """The number of distinct resources."""
        return len(self.things)

    @property
    def naive(self) -> int:
        """The sum over occupations, too high as soon as one resource is shared."""
        return sum(map(len, self.members.values()))

    def holders(self, thing: str) -> list[str]:
        """Return the IRIs of the occupations that have *thing*, in their order."""
        return [occupation for occupation, found in self.members.items() if thing in found]

    def shared(self) -> list[NamedThing]:
        """Return the resources that more than one occupation has, ordered by code."""
        times: dict[str, int] = {}
        for found in self.members.values():
            for thing in found:
                times[thing] = times.get(thing, 0) + 1
        return sorted((self.things[thing] for thing, count in times.items() if count > 1), key=_order)

    def summary(self) -> list[str]:
        """Return the tally as one row under ``SUMMARY``; its sums are '' where no list is known."""
        names = "; ".join(thing.name for thing in self.shared())
        numbers = (self.safe, self.naive, len(self.shared())) if self.known else ("", "", "")
        return [self.of, *map(str, (len(self.members), len(self.known), *numbers)), names]

    def as_data(self) -> dict[str, Any]:
        """
        Return the tally as plain data: both sums, the number per occupation, and the shared resources.

        A sum over occupations of which no list is known is None.
        """
        return {
            "of": self.of,
            "known": len(self.known),
            "safe": self.safe if self.known else None,
            "naive": self.naive if self.known else None,
            "occupations": [
                {"id": holder, "count": len(found) if holder in self.known else None}
                for holder, found in self.members.items()
            ],
            "shared": [
                {"id": thing.iri, "code": thing.code, "name": thing.names, "occupations": self.holders(thing.iri)}
                for thing in self.shared()
            ],
        }

    def pairs(self) -> list[tuple[str, NamedThing]]:
        """Return one pair per occupation and resource, ordered by code; their number is the naive sum."""
        found = [(holder, self.things[thing]) for holder, things in self.members.items() for thing in things]
        return sorted(found, key=lambda pair: (_order(pair[1]), pair[0]))


def tally(of: str, occupations: Iterable[str], rows: Iterable[Row]) -> Tally:
    """Return the tally over *occupations* of *rows* (occupation, thing and, optionally, code and name)."""
    counted = Tally(of, {occupation: [] for occupation in occupations})
    taken: set[tuple[str, str]] = set()
    for row in rows:
        pair = holder, thing = row["occupation"].value, row["thing"].value
        if pair not in taken:
            taken.add(pair)
            counted.members.setdefault(holder, []).append(thing)
        if thing not in counted.things:
            counted.things[thing] = NamedThing(thing)
        counted.things[thing].take(row)
    return counted


def count(ask_each: AskEach, occupations: Sequence[Iri]) -> dict[str, Tally]:
    """
    Return the tally of each kind in ``COUNTABLE`` over *occupations*; a repeated occupation counts once.

    Raises ``QueryFault`` where one is not an IRI, and whatever *ask_each* raises.
    """
    pages, members = load_folder("pages"), dict.fromkeys(map(str, occupations))
    if not members:
        return _tallies(members, [])
    counted, listed = ask_each([Question(pages[key].choose(occupations)) for key in ("counted", "listed-for")])
    found = _tallies(members, counted)
    for row in listed:
        if of := _KINDS.get(Iri(row["property"].value)):
            found[of].listed.add(row["occupation"].value)
    return found


def tally_with_related(occupation: Iri, rows: Iterable[Row]) -> list[Tally]:
    """Return the tallies of *rows* over *occupation* and its related ones, without kinds that none of them has."""
    # The engine takes twice as long to sort the rows as to find them: it looks up both terms for each comparison.
    rows = sorted(rows, key=_place)
    members = {str(occupation): None, **{row["occupation"].value: None for row in rows}}
    counted = _tallies(members, (row for row in rows if "thing" in row))
    return [found for found in counted.values() if found.things]


def _tallies(members: Iterable[str], rows: Iterable[Row]) -> dict[str, Tally]:
    found: dict[str, list[Row]] = {of: [] for of in COUNTABLE}
    for row in rows:
        found[_KINDS[Iri(row["property"].value)]].append(row)
    return {of: tally(of, members, own) for of, own in found.items()}


def names_of(ask: Ask, occupations: Iterable[Iri]) -> dict[str, NamedThing]:
    """
    Return the names of *occupations* by IRI.

    Raises ``UnknownOccupation`` for an occupation without a name, and ``QueryFault`` where one is not an IRI.
    """
    found: dict[str, NamedThing] = {occupation: NamedThing(occupation) for occupation in occupations}
    for row in ask(load_folder("pages")["occupation-names"].choose(found)) if found else []:
        found[row["occupation"].value].take(row)
    for named in found.values():
        if not named.names:
            raise UnknownOccupation(named.iri)
    return found


def _place(row: Row) -> list[str]:
    return [row[name].value if name in row else "" for name in _SORTED_BY]


def _order(thing: NamedThing) -> tuple[str, str]:
    return thing.code, thing.iri
