"""Choice of the release that a build follows: the current one of the same base, unless its inputs are the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ..errors import ReleaseFault
from ..reading.release import Release, Releases

NO_FORMER = "none"


@dataclass(frozen=True)
class Predecessor:
    """The name of the release that a build follows, '' for a first one, with the digest of all other inputs."""

    name: str = ""
    own_inputs: str = ""

    def digest(self, own_inputs: str) -> str:
        """Return the digest of all inputs: of *own_inputs* alone without a release before."""
        if not self.name:
            return own_inputs
        return hashlib.sha256(f"{own_inputs}\n{self.name}\n".encode()).hexdigest()


NO_PREDECESSOR = Predecessor()


def find_predecessor(releases: Releases, base: str, own_inputs: str, named: str = "") -> Predecessor:
    """
    Return the release that one with *own_inputs* follows: the one *named*, else the current one of *base*.

    A current release with the same inputs has no successor: the build makes it again, over its own predecessor, which
    need not be on disk unless that is built. Raises ``ReleaseFault`` where the release *named* is not in the folder.
    """
    if named == NO_FORMER:
        return NO_PREDECESSOR
    if not named:
        current = _current(releases, base)
        if current is None:
            return NO_PREDECESSOR
        is_same = own_inputs == (current.manifest.own_inputs or current.manifest.inputs)
        name = current.manifest.former if is_same else current.id
        return Predecessor(name, own_inputs) if name else NO_PREDECESSOR
    return Predecessor(releases.get(named).id, own_inputs)


def open_predecessor(
    releases: Releases, base: str, before: Predecessor, *, with_people: bool = False
) -> Release | None:
    """
    Return the release *before*, whose files are whole, to be compared with a new one; None for a first release.

    Raises ``ReleaseFault`` where it is not in the folder, damaged, or of another base than *base*, and where it has the
    names of interviewed people and the new one, which is not *with_people*, would publish them as former values.
    """
    if not before.name:
        return None
    if before.name not in releases.names():
        raise ReleaseFault(
            f"{releases.home}: the release before, {before.name}, has been removed; restore it, name another with"
            f" --former NAME, or build without history with --former {NO_FORMER}"
        )
    former = releases.get(before.name)
    if former.manifest.base != base:
        raise ReleaseFault(f"{former.id} has the base {former.manifest.base}; the release before must have {base}")
    if former.manifest.with_people and not with_people:
        raise ReleaseFault(
            f"{former.id} has the names of interviewed people, which the changes since would publish; build with"
            f" --with-people, name a release without them with --former NAME, or build without history with"
            f" --former {NO_FORMER}"
        )
    if broken := former.broken_files():
        raise ReleaseFault(
            f"{former.folder}: damaged files: {', '.join(broken[:3])}; restore the release, name another with"
            f" --former NAME, or build without history with --former {NO_FORMER}"
        )
    return former


def _current(releases: Releases, base: str) -> Release | None:
    """Return the current release of *base*; None where there is none, or only one of another base."""
    name = releases.current_id(base)
    if name is None or name not in releases.names():
        return None
    release = releases.get(name)
    return release if release.manifest.base == base else None
