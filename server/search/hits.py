"""Search hits: the name in the reader's language, the name that matched, and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.kinds import SEARCHABLE
from graph.reading.release import Release
from graph.search.finding import Found, Search
from graph.search.folding import fold
from graph.search.index import Indexed, IndexEntry, open_index
from graph.search.records import CALLED, ROLES

from ..languages import Passage, ReaderLanguage, choose
from ..messages import message
from ..refusals import BadRequest
from ..things.values import address, edition

_LONG = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """
    A search hit: the displayed name and address, the matched name, and the way it matched.

    ``matched`` is None if the displayed name or a code matched.
    """

    thing: Indexed
    name: Passage
    href: str
    way: str
    likeness: float
    matched: IndexEntry | None

    @property
    def edition(self) -> str:
        """The edition of the code, '' for kinds without editions."""
        return edition(self.thing.kind)

    def why(self, language: ReaderLanguage) -> str:
        """Return the reason for the match in words."""
        how = message(f"found_{self.way.replace('-', '_')}", language.interface)
        if self.matched is None:
            return how
        key = "found_called" if self.matched.role == CALLED else "found_name"
        return message(key, language.interface, how=how, name=self.matched.text)

    def as_data(self, language: ReaderLanguage) -> dict[str, Any]:
        """Return the hit as JSON data."""
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
    """Return *typed*, the parameter *name*, stripped; raises ``BadRequest`` if it is too long."""
    if len(typed) > _LONG:
        raise BadRequest(f"{name} has {len(typed)} characters; {_LONG} is the most that is looked for.")
    return typed.strip()


def check_kinds(kinds: Iterable[str]) -> list[str]:
    """Return *kinds*, split at commas, each once; raises ``BadRequest`` for a kind that is not searchable."""
    asked = list(dict.fromkeys(one.strip() for kind in kinds for one in kind.split(",") if one.strip()))
    for kind in asked:
        if kind not in SEARCHABLE:
            raise BadRequest(f"Nothing of type {kind[:_LONG]!r} is searched for; there are: {', '.join(SEARCHABLE)}.")
    return asked


def find_hits(release: Release, typed: str, kinds: Sequence[str], limit: int, language: ReaderLanguage) -> list[Hit]:
    """Return the best *limit* hits for *typed*, of *kinds* (all if empty), for a reader of *language*."""
    return show_found(release, Search(open_index(release.folder), typed, kinds).found(limit), language)


def show_found(release: Release, found: Sequence[Found], language: ReaderLanguage) -> list[Hit]:
    """Return the results *found* as hits for a reader of *language*."""
    names = open_index(release.folder).names(one.thing.number for one in found)
    return [_show(release, one, names.get(one.thing.number, ()), language) for one in found]


def shown_name(names: Iterable[IndexEntry], language: ReaderLanguage) -> Passage | None:
    """Return the name to display from *names*, or None if there are none."""
    by_role: dict[str, dict[str, str]] = {}
    for entry in names:
        by_role.setdefault(entry.role, {}).setdefault(entry.language, entry.text)
    return next((choose(by_role[role], language) for role in ROLES if role in by_role), None)


def count_kinds(found: Iterable[Found]) -> Mapping[str, int]:
    """Return the number of results of each kind, in display order, kinds without results left out."""
    counts = dict.fromkeys(SEARCHABLE, 0)
    for one in found:
        counts[one.thing.kind] = counts.get(one.thing.kind, 0) + 1
    return {kind: count for kind, count in counts.items() if count}


def _show(release: Release, found: Found, names: Iterable[IndexEntry], language: ReaderLanguage) -> Hit:
    thing, entry = found.thing, found.entry
    name = shown_name(names, language) or Passage(thing.code or thing.key, "")
    matched = entry if entry and fold(entry.text) != fold(name.words) else None
    return Hit(thing, name, address(thing.iri, release.names), found.way, found.likeness, matched)
