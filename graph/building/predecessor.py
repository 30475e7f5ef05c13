"""Choice of the release that a build follows: the current one of the same base, unless its inputs are the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ..errors import ReleaseFault
from ..reading.release import Release, Releases

NO_FORMER = "none"


@dataclass(frozen=True)
class Predecessor:
    """The release that a build follows, None for a first one, with the digest of all other inputs."""

    release: Release | None = None
    own_inputs: str = ""

    @property
    def name(self) -> str:
        """The name of that release, '' for none."""
        return self.release.id if self.release else ""

    def digest(self, own_inputs: str) -> str:
        """Return the digest of all inputs: of *own_inputs* alone without a release before."""
        if self.release is None:
            return own_inputs
        return hashlib.sha256(f"{own_inputs}\n{self.name}\n".encode()).hexdigest()


NO_PREDECESSOR = Predecessor()


def find_predecessor(releases: Releases, base: str, own_inputs: str, named: str = "") -> Predecessor:
    """
    Return the release that one with *own_inputs* follows: the one *named*, else the current one of *base*.

    A current release with the same inputs has no successor: the build makes it again, over its own predecessor.
    Raises ``ReleaseFault`` where the predecessor is not in the folder, damaged, or of another base.
    """
    if named == NO_FORMER:
        return NO_PREDECESSOR
    if not named:
        current = _current(releases, base)
        if current is None:
            return NO_PREDECESSOR
        is_same = own_inputs == (current.manifest.own_inputs or current.manifest.inputs)
        named = current.manifest.former if is_same else current.id
        if not named:
            return NO_PREDECESSOR
    former = releases.get(named)
    if former.manifest.base != base:
        raise ReleaseFault(f"{former.id} has the base {former.manifest.base}; the release before must have {base}")
    if broken := former.broken_files():
        raise ReleaseFault(
            f"{former.folder}: damaged files: {', '.join(broken[:3])}; restore the release, switch to another,"
            f" or build with --former {NO_FORMER}"
        )
    return Predecessor(former, own_inputs)


def _current(releases: Releases, base: str) -> Release | None:
    """Return the current release of *base*; None where there is none, or only one of another base."""
    name = releases.current_id(base)
    if name is None or name not in releases.names():
        return None
    release = releases.get(name)
    return release if release.manifest.base == base else None
