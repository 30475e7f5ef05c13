"""The changes from one release on disk to another of the same base."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import ReleaseFault
from ..reading.release import Release
from .differences import compare
from .events import type_changes
from .former_facts import FormerRelease
from .record import ReleaseChange
from .retirement import CHANGES
from .sides import ReleaseSide


def changes_between(old: Release, new: Release) -> Iterator[ReleaseChange]:
    """
    Yield the changes from *old* to *new*, read as a stream from their dumps.

    Raises ``ReleaseFault`` where their base IRIs differ and where one has no dump or store.
    """
    if old.manifest.base != new.manifest.base:
        raise ReleaseFault(
            f"{old.id} has the base {old.manifest.base} and {new.id} the base {new.manifest.base}; "
            "compare two releases of one base"
        )
    # The changes that the newer release has recorded are no changes themselves.
    recorded = new.names.thing("graph", CHANGES)
    found = compare(ReleaseSide(old), ReleaseSide(new), is_left_out=lambda graph: graph == recorded)
    return type_changes(found, new.names, FormerRelease(old))
