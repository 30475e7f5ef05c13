"""An index from titles to occupations and educations of utdanning.no, by which its other files are joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from .comparison import PortalEntry


@dataclass
class PortalIndex:
    """The entries of utdanning.no by uno_id and by title; several educations may share a title."""

    entries: dict[str, PortalEntry] = field(default_factory=dict)
    _titles: dict[tuple[str, str], list[PortalEntry]] = field(default_factory=dict)

    def add(self, entries: Iterable[PortalEntry]) -> None:
        """Add *entries* to the index."""
        for entry in entries:
            self.entries[entry.uno_id] = entry
            self._titles.setdefault((entry.kind, entry.name), []).append(entry)

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
