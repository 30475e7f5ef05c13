"""An index from titles to occupations and educations of utdanning.no, by which its other files are joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from .comparison import PortalEntry


@dataclass
class PortalIndex:
    """
    The entries of utdanning.no by uno_id and by title; several educations may share a title.

    A roster is a list of occupations of today, read first: it decides which occupations there are, their names and
    their groups of STYRK-08, and older files only add to it. ``described`` are the occupations whose whole record the
    service for descriptions gave: older files add no list to those, and where ``is_whole`` is true, they are all the
    occupations of the service. ``taught`` has the educations that lead to them,
    ``trades`` the occupations (uno_id) of each trade, and ``trade_areas`` the trades and areas with figures.
    ``required`` has the keys of occupations whose texts state a requirement of authorisation, or deny one: a newer text
    counts for more than an older one. ``professions`` are those that they name and that are no occupations, with the
    keys of the occupations that require their authorisation.
    """

    entries: dict[str, PortalEntry] = field(default_factory=dict)
    has_roster: bool = False
    described: set[str] = field(default_factory=set)
    is_whole: bool = False
    taught: dict[str, PortalEntry] = field(default_factory=dict)
    trades: dict[str, set[str]] = field(default_factory=dict)
    trade_areas: set[tuple[str, str]] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    professions: dict[str, list[str]] = field(default_factory=dict)
    _titles: dict[tuple[str, str], list[PortalEntry]] = field(default_factory=dict)

    def add(self, entries: Iterable[PortalEntry]) -> None:
        """Add *entries* to the index."""
        for entry in entries:
            self.entries[entry.uno_id] = entry
            self._titles.setdefault((entry.kind, entry.name), []).append(entry)

    def add_roster(self, entries: Iterable[PortalEntry]) -> None:
        """Take *entries* into the index as the occupations of today."""
        self.add(entries)
        self.has_roster = True

    def add_described(self, entries: Iterable[PortalEntry], educations: Mapping[str, str]) -> None:
        """Take *entries* as described occupations of today, and *educations* to them: their titles by uno_id."""
        found = list(entries)
        self.add_roster(found)
        self.described.update(entry.uno_id for entry in found)
        self.taught.update(
            (key, PortalEntry(uno_id=key, kind="education", name=name)) for key, name in educations.items()
        )

    def enrich(self, entries: Iterable[PortalEntry]) -> tuple[list[PortalEntry], list[PortalEntry]]:
        """
        Take an older file's *entries* into the index.

        Returns those taken, and the occupations that the roster no longer has.
        """
        taken, gone = [], []
        for entry in entries:
            if self.has_roster and entry.kind == "occupation":
                known = self.entries.get(entry.uno_id)
                if known is None:
                    gone.append(entry)
                    continue
                self.entries[entry.uno_id] = msgspec.structs.replace(entry, name=known.name, groups=known.groups)
                if entry.name != known.name:
                    self._titles.setdefault((entry.kind, entry.name), []).append(known)
            else:
                self.add([entry])
            taken.append(entry)
        return taken, gone

    def occupation(self, title: str) -> PortalEntry | None:
        """Return the occupation of that *title*, or None."""
        found = self._titles.get(("occupation", title), ())
        return found[0] if len(found) == 1 else None

    def education(self, title: str, codes: Collection[str]) -> PortalEntry | None:
        """
        Return the education of that *title*, or None.

        Of several, it is the one that has, or begins, most of *codes*; None where two have equally many.
        """
        found = self._titles.get(("education", title), [])
        if len(found) < 2:
            return found[0] if found else None
        scores = [sum(code.startswith(tuple(codes)) for code in entry.codes) for entry in found] if codes else []
        best = max(scores, default=0)
        return found[scores.index(best)] if best and scores.count(best) == 1 else None
