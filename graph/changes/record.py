"""A change between two releases."""

from __future__ import annotations

from dataclasses import dataclass

from ..reading.result_rows import Cell

NOTHING = Cell("", "")


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """
    A change of *thing* between two releases.

    ``kind`` is the key of a ``ChangeKind``, ``old`` and ``new`` are terms with the value '' where a side has none, and
    ``source`` is the IRI of the source or rule that states the change.
    """

    kind: str
    thing: str
    property: str
    old: Cell
    new: Cell
    source: str
    ground: str = ""
