"""
Releases on disk beside the current one, opened on request.

Only the most recently used stay open, so memory does not grow with the number of releases.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from http import HTTPStatus

from cachetools import LRUCache

from graph.errors import ReleaseFault, YrkesgrafError
from graph.reading.query_files import load_folder
from graph.reading.release import CurrentRelease, Release, Releases
from graph.vocab import Iri

from ..refusals import UnknownPage

# An open release of Norway takes some 100 MB with the facts derived from it, and opens in 4 to 45 ms. A server that
# showed pages of 24 of them had 413 MB with two open, 672 MB with four, 202 MB after the first.
MOST_OPEN = 2
# The number of pairs of a release and an IRI whose existence is remembered, some two megabytes.
_MOST_KNOWN = 10_000
log = logging.getLogger(__name__)
_NAME = re.compile(r"[\w-]+")


class GoneRelease(YrkesgrafError):
    """A release that was removed from disk."""

    status = HTTPStatus.GONE


class KeptReleases:
    """The releases of one base in *releases*, with the current one from *world*; safe to use from many threads."""

    def __init__(self, releases: Releases, world: CurrentRelease, most: int = MOST_OPEN) -> None:
        self._releases = releases
        self._world = world
        self._most = most
        self._open: OrderedDict[str, Release] = OrderedDict()
        self._lock = threading.Lock()
        self._listed: dict[str, Release] = {}
        self._refused: set[str] = set()
        self._known: LRUCache[bytes, bool] = LRUCache(_MOST_KNOWN)
        self._asking = threading.Lock()

    def get(self, name: str) -> Release:
        """
        Return the release *name* with its store open.

        Raises ``GoneRelease`` for a removed release, ``UnknownPage`` for a name that no release of this base has had.
        """
        current = self._world.get()
        if name == current.id:
            return current
        if name not in self._releases.names():
            raise self._missing(name, current)
        with self._lock:
            found = self._open.pop(name, None) or self._read(name, current)
            self._open[name] = found
            while len(self._open) > self._most:
                self._open.popitem(last=False)  # the store closes after the last request that uses it
        return found.opened()

    def open_releases(self) -> list[Release]:
        """Return the releases that are open, the current one first."""
        current = self._world.get()
        with self._lock:
            return [current, *self._open.values()]

    def names(self) -> list[str]:
        """Return the names of all releases on disk, of other bases too."""
        return self._releases.names()

    def having(self, iri: Iri) -> list[Release]:
        """
        Return the releases of this base that state anything about *iri*, oldest build first, the current one last.

        A release built after the current one has been withdrawn, by a switch back, and is left out. So is one that
        cannot be read, which is logged once.
        """
        current = self._world.get()
        former = sorted(self._former(current), key=lambda release: (release.manifest.built, release.id))
        found = [release for release in former if self._has(release, iri)]
        return [*found, current] if _states(current, iri) else found

    def earlier(self) -> list[Release]:
        """Return the other releases of this base that were not built after the current one, unopened, newest first."""
        former = self._former(self._world.get())
        return sorted(former, key=lambda release: (release.manifest.built, release.id), reverse=True)

    def _former(self, current: Release) -> Iterator[Release]:
        """Yield the other releases of the base of *current* that were not built after it, unopened."""
        for name in self._releases.names():
            release = None if name == current.id else self._manifest_of(name)
            if (
                release
                and release.manifest.base == current.manifest.base
                and release.manifest.built <= current.manifest.built
            ):
                yield release

    def _manifest_of(self, name: str) -> Release | None:
        """Return the release *name* unopened, whose manifest is read once; None where it cannot be read."""
        try:
            return self._listed.get(name) or self._listed.setdefault(name, self._releases.get(name))
        except ReleaseFault as fault:
            self._refuse(name, fault)
            return None

    def _has(self, release: Release, iri: Iri) -> bool:
        """Return whether *release* states anything about *iri*; asked once, since a release never changes."""
        key = hashlib.blake2b(f"{release.id} {iri}".encode(), digest_size=16).digest()
        with self._asking:
            if (known := self._known.get(key)) is None:
                try:
                    # A copy closes its store at once: readers keep theirs, and one more is open at a time.
                    known = _states(self._open.get(release.id) or dataclasses.replace(release), iri)
                except ReleaseFault as fault:
                    self._refuse(release.id, fault)
                    return False
                self._known[key] = known
            return known

    def _refuse(self, name: str, fault: ReleaseFault) -> None:
        if name not in self._refused:
            self._refused.add(name)
            log.error("no versions from the release %s: %s", name, fault)

    def _read(self, name: str, current: Release) -> Release:
        found = self._releases.get(name)
        if found.manifest.base != current.manifest.base:
            raise UnknownPage(f"The release {name} has another base than {current.manifest.base}.")
        return dataclasses.replace(found, is_old=True)

    def _missing(self, name: str, current: Release) -> YrkesgrafError:
        named = f"the current one is {current.id}: {current.names.document('release', current.id)}"
        if _NAME.fullmatch(name) and _states(current, current.names.thing("release", name)):
            return GoneRelease(f"The release {name} has been removed; {named}.")
        return UnknownPage(f"There is no release {name[:80]!r}; {named}.")


def _states(release: Release, iri: Iri) -> bool:
    """Return whether *release* states anything about *iri*."""
    return release.store.ask(load_folder("pages")["exists"].text, {"this": iri})
