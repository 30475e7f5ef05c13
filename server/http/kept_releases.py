"""
Releases on disk beside the current one, opened on request.

Only the most recently used stay open, so memory does not grow with the number of releases.
"""

from __future__ import annotations

import dataclasses
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from http import HTTPStatus

from graph.errors import YrkesgrafError
from graph.reading.manifest import MANIFEST
from graph.reading.query_files import load_folder
from graph.reading.release import CurrentRelease, Release, Releases

from ..refusals import UnknownPage

# An open store takes some tens of megabytes, and opens in 4 to 45 ms.
MOST_OPEN = 4
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

    def get(self, name: str) -> Release:
        """
        Return the release *name* with its store open.

        Raises ``GoneRelease`` for a removed release, ``UnknownPage`` for a name that no release of this base has had.
        """
        current = self._world.get()
        if name == current.id:
            return current
        if not _NAME.fullmatch(name) or not (self._releases.home / name / MANIFEST).is_file():
            raise self._missing(name, current)
        with self._lock:
            found = self._open.pop(name, None) or self._read(name, current)
            self._open[name] = found
            while len(self._open) > self._most:
                self._open.popitem(last=False)  # the store closes after the last request that uses it
        return found.opened()

    def list(self) -> Iterator[Release]:
        """Yield the releases of this base, oldest build first, without opening them."""
        base = self._world.get().manifest.base
        yield from (release for release in self._releases.list() if release.manifest.base == base)

    def _read(self, name: str, current: Release) -> Release:
        found = self._releases.get(name)
        if found.manifest.base != current.manifest.base:
            raise UnknownPage(f"The release {name} has another base than {current.manifest.base}.")
        return dataclasses.replace(found, is_old=True)

    def _missing(self, name: str, current: Release) -> YrkesgrafError:
        named = f"the current one is {current.id}: {current.names.document('release', current.id)}"
        known = {"this": current.names.thing("release", name)}
        if _NAME.fullmatch(name) and current.store.ask(load_folder("pages")["exists"].text, known):
            return GoneRelease(f"The release {name} has been removed; {named}.")
        return UnknownPage(f"There is no release {name[:80]!r}; {named}.")
