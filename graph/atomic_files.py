"""Atomic file writes: a file is written under a temporary name and put in place by one rename."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

# The prefix of unfinished folders among releases; the next build removes them.
UNFINISHED = ".building-"


@contextmanager
def open_whole(path: Path, prefix: str = ".writing-") -> Iterator[BinaryIO]:
    """
    Open a file that appears at *path* only once the body has ended without an error.

    A pipe or device at *path* is written to directly, since a rename would replace it. Raises ``OSError`` where the
    file cannot be written; an error in the body removes the temporary file and is raised again.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    place = path.resolve()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=prefix)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Flush the names in *folder* to disk, so that they survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
