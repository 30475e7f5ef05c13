"""
A release folder: opened, listed, and swapped.

A release is immutable once it has its name. ``current`` is a symbolic link beside the releases, replaced in one rename,
so that a reader sees the old release or the new one and never half of either. Releases of several bases may lie side
by side: each base has a link of its own, which a server of that base follows, and ``current`` is the last one made.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import msgspec

from ..atomic_files import digest_file, sync_folder
from ..errors import ReleaseFault, YrkesgrafError
from ..vocab import Names
from .engine import Engine
from .manifest import MANIFEST, FileEntry, Manifest
from .store import GraphStore
from .terms import Term, load_terms

CURRENT = "current"
ONTOLOGY_FILE = "ontology.ttl"
_PAUSE = 1.0

log = logging.getLogger(__name__)

# Opens what answers for a release, given its store's folder and its base IRI.
Opener = Callable[[Path, str], Engine]


@dataclass(frozen=True)
class Release:
    """One release on disk."""

    folder: Path
    manifest: Manifest
    opener: Opener = GraphStore

    @classmethod
    def open(cls, folder: Path, opener: Opener = GraphStore) -> Release:
        """Read the manifest of the release in *folder*; raises ``ReleaseFault`` where there is none."""
        try:
            manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
        except FileNotFoundError:
            raise ReleaseFault(f"{folder}: no release here; `yrkesgraf build` makes one") from None
        except msgspec.DecodeError as error:
            raise ReleaseFault(f"{folder / MANIFEST}: not a manifest of this version ({error})") from error
        return cls(folder, manifest, opener)

    @property
    def id(self) -> str:
        """The release's name, which is its folder's."""
        return self.manifest.id

    @property
    def names(self) -> Names:
        """The IRIs of this release."""
        return Names(self.manifest.base)

    @cached_property
    def store_path(self) -> str:
        """Where the triples lie, without links, for processes that open them too."""
        return str((self.folder / "store").resolve())

    @cached_property
    def store(self) -> Engine:
        """The triples, opened on first use."""
        return self.opener(self.folder / "store", self.manifest.base)

    def opened(self) -> Release:
        """Return this release with its triples open, so that a fault of theirs is told before it is relied on."""
        _ = self.store
        return self

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The ontology's terms by IRI, read on first use."""
        return load_terms(self.store)

    def files(self) -> list[str]:
        """Return the names of the files that may be had whole: all but the store, which is the engine's own."""
        return [MANIFEST, *(entry.path for entry in self.manifest.files if "/" not in entry.path)]

    def broken_files(self) -> list[str]:
        """Return the paths whose bytes are not what the manifest says, or that are gone."""
        return [entry.path for entry in self.manifest.files if not self._is_whole(entry)]

    def _is_whole(self, entry: FileEntry) -> bool:
        path = self.folder / entry.path
        return path.is_file() and path.stat().st_size == entry.bytes and digest_file(path) == entry.sha256


class Releases:
    """The folder that holds all releases and the link to the current one."""

    def __init__(self, home: Path, opener: Opener = GraphStore) -> None:
        self.home = home
        self._opener = opener
        self._links: dict[str, str] = {}

    def link(self, base: str = "") -> Path:
        """Return the symbolic link to the current release of *base*, or to the last of any base made current."""
        return self.home / (f"{CURRENT}-{quote(base.rstrip('/').replace('://', '-'), safe='')}" if base else CURRENT)

    def current_id(self, base: str = "") -> str | None:
        """
        Return the name of the current release of *base*, or of any, or None where none is.

        Raises ``ReleaseFault`` where something else than a link has its place.
        """
        link = self._links.get(base) or self._links.setdefault(base, str(self.link(base)))
        try:
            # One system call and no Path, since every request asks.
            return os.path.basename(os.readlink(link))  # noqa: PTH115, PTH119
        except FileNotFoundError:
            return self.current_id() if base else None
        except OSError as error:
            raise ReleaseFault(f"{link}: this is no link to a release ({error.strerror}); remove it") from None

    def current(self, base: str = "") -> Release:
        """Open the current release, of *base* where one is given."""
        if (name := self.current_id(base)) is None:
            raise ReleaseFault(f"{self.home}: no release has been built yet; `yrkesgraf build` makes one")
        release = self.get(name)
        if base and release.manifest.base != base:
            raise ReleaseFault(
                f"{self.home}: no release under {base} is here; `yrkesgraf build --base {base}` makes one"
            )
        return release

    def get(self, name: str) -> Release:
        """Open the release called *name*, or the only one whose name begins so."""
        names = self.names()
        begun = [known for known in names if name and known.startswith(name)]
        if name not in names and len(begun) == 1:
            name = begun[0]
        if name not in names:
            said = f"{len(begun)} releases whose names begin with {name!r}" if begun else f"no release {name!r}"
            raise ReleaseFault(
                f"{self.home}: there {'are' if begun else 'is'} {said}; there are: {', '.join(names) or 'none'}"
            )
        return Release.open(self.home / name, self._opener)

    def names(self) -> list[str]:
        """Return the names of all releases, sorted."""
        return sorted(
            path.parent.name
            for path in self.home.glob(f"*/{MANIFEST}")
            if not path.parent.name.startswith((".", CURRENT))
        )

    def list(self) -> list[Release]:
        """Return all releases, oldest build first."""
        found = [Release.open(self.home / name, self._opener) for name in self.names()]
        return sorted(found, key=lambda release: (release.manifest.built, release.id))

    def switch(self, name: str) -> Release:
        """Make the release called *name* (or the only one that begins so) the current one of its base, and of all."""
        release = self.get(name)
        fresh = self.home / f".{CURRENT}-{os.getpid()}-{threading.get_ident()}"
        for link in (self.link(release.manifest.base), self.link()):
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(release.folder.name)
            fresh.replace(link)
        sync_folder(self.home)
        return release


class CurrentRelease:
    """
    Hands out the release being served, and the new one of its base as soon as its link points to it.

    It looks at the link once in *pause* seconds at the most, since a system call, however short, has a thread queue
    for the interpreter. Requests that run keep the release they started with; its store closes when the last of them
    lets go. A link to what cannot be opened changes nothing, and is logged once.
    """

    def __init__(self, releases: Releases, base: str = "", pause: float = 0.0) -> None:
        self._releases = releases
        self._pause = pause
        self._next_look = 0.0
        self._lock = threading.Lock()
        self._release = releases.current(base).opened()
        self._base = self._release.manifest.base
        self._refused = ""
        self._look_again = 0.0

    def get(self) -> Release:
        """Return the current release."""
        held, now = self._release, time.monotonic()
        if now < self._next_look:
            return held
        self._next_look = now + self._pause
        try:
            name = self._releases.current_id(self._base)
        except ReleaseFault as fault:
            self._refuse(str(fault))
            return held
        # Whoever opens the new one does it alone; the others are answered from the old one meanwhile.
        if name in {None, held.id} or time.monotonic() < self._look_again or not self._lock.acquire(blocking=False):
            return held
        try:
            self._release = self._follow(name or "")
        finally:
            self._lock.release()
        return self._release

    def _follow(self, name: str) -> Release:
        """Return the release called *name* if it is whole and of the same base, or else the one there is."""
        held = self._release
        try:
            found = self._releases.get(name)
            if found.manifest.base == self._base:
                found.opened()
                self._refused = ""
                return found
        except YrkesgrafError as fault:
            self._refuse(str(fault))
        self._look_again = time.monotonic() + _PAUSE
        return held

    def _refuse(self, words: str) -> None:
        if words != self._refused:
            self._refused = words
            log.error("still serving %s: %s", self._release.id, words)
