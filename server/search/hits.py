"""What a search shows of the things it found: a name in the reader's language, which name matched, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.reading.release import Release
from graph.search.finding import Found, Search
from graph.search.folding import fold
from graph.search.index import Indexed, IndexEntry, open_index
from graph.search.records import CALLED, KINDS, ROLES

from ..languages import Passage, choose
from ..messages import message
from ..refusals import BadRequest
from ..things.values import address, edition

# The kinds of things that can be searched for, in the order in which they are shown.
SEARCHABLE = KINDS
_LONG = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """
    A thing found, as it is shown: its name and address, and by which name in which way it was found.

    ``matched`` is None where the name shown is the one that was found, or a code was.
    """

    thing: Indexed
    name: Passage
    href: str
    way: str
    likeness: float
    matched: IndexEntry | None

    @property
    def edition(self) -> str:
        """The edition that the thing's code is of, '' where it needs none."""
        return edition(self.thing.kind)

    def why(self, language: str) -> str:
        """Return why it was found, in words."""
        how = message(f"found_{self.way.replace('-', '_')}", language)
        if self.matched is None:
            return how
        key = "found_called" if self.matched.role == CALLED else "found_name"
        return message(key, language, how=how, name=self.matched.text)

    def as_data(self, language: str) -> dict[str, Any]:
        """Return the hit as programs read it."""
        matched = self.matched
        return {
            "iri": self.thing.iri,
            "type": self.thing.kind,
            "code": self.thing.code or None,
            "edition": self.edition or None,
            "name": self.name.words,
            "language": self.name.language or None,
            "document": self.href,
            "matched": {"name": matched.text, "language": matched.language or None, "role": matched.role}
            if matched
            else None,
            "way": self.way,
            "why": self.why(language),
            "likeness": round(self.likeness, 3),
        }


def check_length(typed: str, name: str) -> str:
    """Return *typed*, the parameter *name*, without blanks around it; raises ``BadRequest`` where it is too long."""
    if len(typed) > _LONG:
        raise BadRequest(f"{name} has {len(typed)} characters; {_LONG} is the most that is looked for.")
    return typed.strip()


def check_kinds(kinds: Iterable[str]) -> list[str]:
    """Return *kinds*, each once; raises ``BadRequest`` where one is not of those that are searched for."""
    asked = list(dict.fromkeys(one.strip() for kind in kinds for one in kind.split(",") if one.strip()))
    for kind in asked:
        if kind not in SEARCHABLE:
            raise BadRequest(f"Nothing of type {kind[:_LONG]!r} is searched for; there are: {', '.join(SEARCHABLE)}.")
    return asked


def find_hits(release: Release, typed: str, kinds: Sequence[str], limit: int, language: str) -> list[Hit]:
    """Return the best *limit* things for what was *typed*, of *kinds* or of all, for a reader of *language*."""
    return show_found(release, Search(open_index(release.folder), typed, kinds).found(limit), language)


def show_found(release: Release, found: Sequence[Found], language: str) -> list[Hit]:
    """Return things *found* as a reader of *language* sees them."""
    names = open_index(release.folder).names(one.thing.number for one in found)
    return [_show(release, one, names.get(one.thing.number, ()), language) for one in found]


def shown_name(names: Iterable[IndexEntry], language: str) -> Passage | None:
    """Return the name to show of those that a thing has, or None where it has none."""
    by_role: dict[str, dict[str, str]] = {}
    for entry in names:
        by_role.setdefault(entry.role, {}).setdefault(entry.language, entry.text)
    return next((choose(by_role[role], language) for role in ROLES if role in by_role), None)


def count_kinds(found: Iterable[Found]) -> Mapping[str, int]:
    """Return how many things of each kind there are among those *found*, in the order of kinds."""
    counts = dict.fromkeys(SEARCHABLE, 0)
    for one in found:
        counts[one.thing.kind] = counts.get(one.thing.kind, 0) + 1
    return {kind: count for kind, count in counts.items() if count}


def _show(release: Release, found: Found, names: Iterable[IndexEntry], language: str) -> Hit:
    thing, entry = found.thing, found.entry
    name = shown_name(names, language) or Passage(thing.code or thing.key, "")
    matched = entry if entry and fold(entry.text) != fold(name.words) else None
    return Hit(thing, name, address(thing.iri, release.names), found.way, found.likeness, matched)
