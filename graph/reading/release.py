"""
Releases on disk: opening, listing and switching.

A named release is immutable. ``current`` is a symbolic link beside the releases, replaced in one rename, so that a
reader sees either the old or the new release. Releases of several bases may share a folder: each base has a link of its
own, which a server of that base follows, and ``current`` links to the latest release of any base.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from ..atomic_files import digest_file, sync_folder
from ..errors import ReleaseFault, YrkesgrafError
from ..vocab import Names
from .engine import Engine
from .known_lists import KnownList, load_coverage
from .manifest import MANIFEST, FileEntry, Manifest
from .store import GraphStore
from .terms import Term, load_terms

CURRENT = "current"
ONTOLOGY_FILE = "ontology.ttl"
_PAUSE = 1.0

log = logging.getLogger(__name__)

# Opens the engine for a release, given the folder of its store and its base IRI.
Opener = Callable[[Path, str], Engine]


@dataclass(frozen=True)
class Release:
    """One release on disk; ``is_old`` is true for one served beside the current release."""

    folder: Path
    manifest: Manifest
    opener: Opener = GraphStore
    is_old: bool = False
    derived: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False)  # by readers, by their keys

    @classmethod
    def open(cls, folder: Path, opener: Opener = GraphStore) -> Release:
        """Return the release in *folder*; raises ``ReleaseFault`` where its manifest is missing or unreadable."""
        try:
            manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
        except FileNotFoundError:
            raise ReleaseFault(f"{folder}: no release here; `yrkesgraf build` makes one") from None
        except OSError as error:
            raise ReleaseFault(f"{folder / MANIFEST}: cannot be read ({error.strerror}); check its owner") from error
        except msgspec.DecodeError as error:
            raise ReleaseFault(f"{folder / MANIFEST}: not a manifest of this version ({error})") from error
        return cls(folder, manifest, opener)

    @property
    def id(self) -> str:
        """The name of the release, equal to that of its folder."""
        return self.manifest.id

    @cached_property
    def names(self) -> Names:
        """The IRIs of this release."""
        return Names(self.manifest.base)

    @cached_property
    def store_path(self) -> str:
        """The path of the store without symbolic links, for other processes that open it."""
        return str((self.folder / "store").resolve())

    @cached_property
    def store(self) -> Engine:
        """The engine over the triples, opened on first use; raises ``ReleaseFault`` where it cannot be opened."""
        return self.opener(self.folder / "store", self.manifest.base)

    def opened(self) -> Release:
        """Return this release with its engine open; raises ``ReleaseFault`` where it cannot be opened."""
        _ = self.store
        return self

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The terms of the ontology by IRI, queried on first use."""
        return load_terms(self.store)

    @cached_property
    def coverage(self) -> tuple[KnownList, ...]:
        """The lists whose coverage is stated, queried on first use."""
        return load_coverage(self.store)

    def files(self) -> list[str]:
        """Return the names of the files for download: all except the store, which is internal to the engine."""
        return [MANIFEST, *(entry.path for entry in self.manifest.files if "/" not in entry.path)]

    def broken_files(self) -> list[str]:
        """Return the paths of files that are missing or differ from their checksums."""
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
        """Return the path of the link to the current release of *base*, or of any base where it is ''."""
        return self.home / (f"{CURRENT}-{quote(base.rstrip('/').replace('://', '-'), safe='')}" if base else CURRENT)

    def current_id(self, base: str = "") -> str | None:
        """
        Return the name of the current release of *base*, else of any base, or None.

        Raises ``ReleaseFault`` where the path of the link holds something else.
        """
        link = self._links.get(base) or self._links.setdefault(base, str(self.link(base)))
        try:
            # One system call and no Path, since this runs for every request.
            return os.path.basename(os.readlink(link))  # noqa: PTH115, PTH119
        except FileNotFoundError:
            return self.current_id() if base else None
        except OSError as error:
            raise ReleaseFault(f"{link}: not a link to a release ({error.strerror}); remove it") from None

    def current(self, base: str = "") -> Release:
        """Return the current release, of *base* unless it is ''; raises ``ReleaseFault`` where there is none."""
        if (name := self.current_id(base)) is None:
            raise ReleaseFault(f"{self.home}: no release has been built yet; `yrkesgraf build` makes one")
        release = self.get(name)
        if base and release.manifest.base != base:
            raise ReleaseFault(
                f"{self.home}: no release has the base {base}; `yrkesgraf build --base {base}` makes one"
            )
        return release

    def get(self, name: str) -> Release:
        """
        Return the release *name*, or the only one whose name starts with it.

        Raises ``ReleaseFault`` where none or several match.
        """
        names = self.names()
        begun = [name] if name in names else [known for known in names if name and known.startswith(name)]
        if len(begun) != 1:
            fault = f"{len(begun)} releases start with {name!r}" if begun else f"no release is named {name!r}"
            raise ReleaseFault(f"{self.home}: {fault}; the releases are: {', '.join(names) or 'none'}")
        return Release.open(self.home / begun[0], self._opener)

    def names(self) -> list[str]:
        """Return the names of all releases, sorted."""
        return sorted(
            path.parent.name
            for path in self.home.glob(f"*/{MANIFEST}")
            if not path.parent.name.startswith((".", CURRENT))
        )

    def list(self) -> list[Release]:
        """Return all releases, oldest build first; raises ``ReleaseFault`` where a manifest is unreadable."""
        found = [Release.open(self.home / name, self._opener) for name in self.names()]
        return sorted(found, key=lambda release: (release.manifest.built, release.id))

    def switch(self, name: str) -> Release:
        """
        Make the release that ``get`` returns for *name* the current one of its base, and of all bases.

        Raises ``ReleaseFault`` where none or several match.
        """
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
    The release being served, replaced by a newer one of its base as soon as the link points there.

    The link is read at most once in *pause* seconds, since every system call makes a thread queue for the interpreter
    lock. Running requests keep the release they started with, whose store closes after the last of them. A release that
    cannot be opened is logged once, and the old one stays in service. Raises ``ReleaseFault`` where there is no release
    to start with.
    """

    def __init__(self, releases: Releases, base: str = "", pause: float = 0.0) -> None:
        self._releases = releases
        self._pause = pause
        self._next_look = 0.0
        self._lock = threading.Lock()
        self._release = releases.current(base).opened()
        self._base = self._release.manifest.base
        self._refused, self._look_again = "", 0.0

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
        # One thread opens the new release; meanwhile the others use the old one.
        if name in {None, held.id} or time.monotonic() < self._look_again or not self._lock.acquire(blocking=False):
            return held
        try:
            self._release = self._follow(name or "")
        finally:
            self._lock.release()
        return self._release

    def _follow(self, name: str) -> Release:
        """Return the release *name* if it can be opened and has the same base, else the one being served."""
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
