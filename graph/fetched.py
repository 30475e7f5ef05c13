"""
The record of a data folder: which documents were fetched, from where, when, and what they were then.

It is ``fetched.json`` beside the documents. A build on the folder takes the day of fetching from it, and refuses a
document that is no longer what was fetched.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec

from .atomic_files import open_whole, sync_folder
from .errors import SourceFault

RECORD = "fetched.json"


class FetchedDocument(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fetched document; ``statements`` is what its reader made of it, by which a shrunken one is known."""

    url: str
    path: str
    sha256: str
    bytes: int
    statements: int
    fetched_at: datetime.datetime
    etag: str | None = None
    last_modified: str | None = None


def read_record(folder: Path) -> dict[str, FetchedDocument]:
    """Return the entries of the record in *folder* by source key; none where nothing was fetched."""
    path = folder / RECORD
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, FetchedDocument])
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        raise SourceFault(
            path, None, f"not a record of fetched documents ({error}); remove it and fetch again"
        ) from None


def write_record(folder: Path, record: dict[str, FetchedDocument]) -> None:
    """Write *record* to *folder*, in the order of the keys."""
    write_whole(folder / RECORD, msgspec.json.format(msgspec.json.encode(dict(sorted(record.items()))), indent=2))


def write_whole(path: Path, body: bytes) -> None:
    """Put *body* at *path* in one rename, so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_whole(path, ".fetching-") as file:
        file.write(body)
    sync_folder(path.parent)
