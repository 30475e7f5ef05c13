"""The manifest of a release: what it is made of, and the files it consists of with their checksums."""

from __future__ import annotations

import datetime

import msgspec

MANIFEST = "manifest.json"


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
