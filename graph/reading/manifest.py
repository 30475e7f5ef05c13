"""The manifest of a release: its inputs, its size, and its files with checksums."""

from __future__ import annotations

import datetime

import msgspec

MANIFEST = "manifest.json"
# The default graph: each statement of the release once.
DUMP = "yrkesgraf.ttl.gz"


class FileEntry(msgspec.Struct, frozen=True):
    """A file of a release: its path in the folder, its size in bytes and its SHA-256 in hexadecimal."""

    path: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The manifest: ``inputs`` is the digest of every input of the build, ``counts`` has the resources by class.

    A release built over another names that one as ``former``, and ``own_inputs`` is the digest of all other inputs.
    ``with_people`` is true where the names of interviewed people are kept.
    """

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
    former: str = ""
    own_inputs: str = ""
    with_people: bool = False
