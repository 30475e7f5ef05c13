"""
A release folder: opened, listed, and swapped.

A release is immutable once it has its name. ``current`` is a symbolic link beside the releases, replaced in one rename,
so that a reader sees the old release or the new one and never half of either.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from .engine import Engine
from .errors import ReleaseFault
from .store import GraphStore
from .terms import Term, load_terms
from .vocab import Names

MANIFEST = "manifest.json"
CURRENT = "current"

# Opens what answers for a release, given its store's folder and its base IRI.
Opener = Callable[[Path, str], Engine]


class FileEntry(msgspec.Struct, frozen=True):
    """A file of a release: its path within the folder, its size in bytes, its SHA-256."""

    path: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a release is made of, and what it holds; ``inputs`` is the digest of all that went into it."""

    id: str
    base: str
    version: str
    inputs: str
    issued: datetime.date
    built: datetime.datetime
    triples: int
    quads: int
    things: int
    counts: dict[str, int]
    files: tuple[FileEntry, ...]


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

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The ontology's terms by IRI, read on first use."""
        return load_terms(self.store)

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
        self._link = str(home / CURRENT)

    @property
    def current_link(self) -> Path:
        """The symbolic link to the release being served."""
        return self.home / CURRENT

    def current_id(self) -> str | None:
        """Return the name of the current release, or None before the first build."""
        try:
            # One system call and no Path, since every request asks.
            return os.path.basename(os.readlink(self._link))  # noqa: PTH115, PTH119
        except FileNotFoundError:
            return None

    def current(self) -> Release:
        """Open the current release."""
        if (name := self.current_id()) is None:
            raise ReleaseFault(f"{self.home}: no release has been built yet; `yrkesgraf build` makes one")
        return self.get(name)

    def get(self, name: str) -> Release:
        """Open the release called *name*."""
        if name in {"", ".", "..", CURRENT} or "/" in name or not (self.home / name).is_dir():
            known = ", ".join(release.id for release in self.list()) or "none"
            raise ReleaseFault(f"{self.home}: there is no release {name!r}; there are: {known}")
        return Release.open(self.home / name, self._opener)

    def list(self) -> list[Release]:
        """Return all releases, oldest build first."""
        found = [
            Release.open(path.parent, self._opener)
            for path in self.home.glob(f"*/{MANIFEST}")
            if not path.parent.is_symlink() and not path.parent.name.startswith(".")
        ]
        return sorted(found, key=lambda release: (release.manifest.built, release.id))

    def switch(self, name: str) -> Release:
        """Make the release called *name* the current one, in one rename."""
        release = self.get(name)
        fresh = self.home / f".{CURRENT}-{os.getpid()}-{threading.get_ident()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(name)
        fresh.replace(self.current_link)
        sync_folder(self.home)
        return release


class CurrentRelease:
    """
    Hands out the release being served, and the new one as soon as ``current`` points to it.

    It looks at the link once in *pause* seconds at the most, since a system call, however short, has a thread queue
    for the interpreter. Requests that run keep the release they started with; its store closes when the last of them
    lets go.
    """

    def __init__(self, releases: Releases, pause: float = 0.0) -> None:
        self._releases = releases
        self._pause = pause
        self._next_look = 0.0
        self._lock = threading.Lock()
        self._release = releases.current()

    def get(self) -> Release:
        """Return the current release."""
        held, now = self._release, time.monotonic()
        if now < self._next_look:
            return held
        self._next_look = now + self._pause
        name = self._releases.current_id()
        if name is None or name == held.id:
            return held
        with self._lock:
            if self._release.id != name:
                self._release = self._releases.get(name)
            return self._release


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
