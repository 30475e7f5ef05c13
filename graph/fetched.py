"""
The record of a data folder: for each fetched document its URL, time and checksum.

It is ``fetched.json`` beside the documents. A build on the folder takes the date of a document from it, and refuses a
document that has changed since it was fetched.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec

from .atomic_files import open_whole, sync_folder
from .errors import SourceFault

RECORD = "fetched.json"
# The field of a record in the index of a service that was never fetched.
NOT_FETCHED = "notFetched"


class FetchedDocument(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One fetched document; ``statements`` is the number its reader made of it, by which a shrunken one is detected.

    One that was *accepted* by hand has 0 and no address.
    """

    url: str
    path: str
    sha256: str
    bytes: int
    statements: int
    fetched_at: datetime.datetime
    etag: str | None = None
    last_modified: str | None = None
    accepted: bool = False


def read_record(folder: Path) -> dict[str, FetchedDocument]:
    """
    Return the entries of the record in *folder* by source key, none where the file is missing.

    Raises ``SourceFault`` where the file is not such a record.
    """
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
    """Write *body* to *path* by one rename, so that no reader ever sees a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_whole(path, ".fetching-") as file:
        file.write(body)
    sync_folder(path.parent)
