"""
The record of the files that the last build of a base looked at, beside its releases.

To read, parse and digest all inputs of a release takes a second, several times what their status takes. As for git, a
file whose size, times and inode are those of the record has the content that it had; anything else is looked at whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import msgspec

from .. import __version__
from ..atomic_files import open_whole
from ..reading.manifest import MANIFEST
from ..reading.release import Release
from .order import Order

# Size in bytes, times of modification and of change in nanoseconds, inode. No program can set the time of change.
Status = tuple[int, int, int, int]
_COMPILED = "__pycache__"


class View(msgspec.Struct, frozen=True):
    """The status of files by path, None for one that is not there, and the names in folders by path."""

    files: dict[str, Status | None]
    folders: dict[str, list[str] | None]

    @classmethod
    def of(cls, files: Iterable[Path | str], folders: Iterable[Path | str]) -> View:
        """Look at *files* and *folders* as they are now."""
        return cls({str(path): _status(path) for path in files}, {str(path): _names(path) for path in folders})

    def is_now(self) -> bool:
        """Return whether all files and folders are as they were."""
        return not self.changed()

    def changed(self) -> list[str]:
        """Return the paths of the files and folders that are not as they were."""
        now = View.of(self.files, self.folders)
        files = [path for path, status in now.files.items() if status != self.files[path]]
        return files + [path for path, names in now.folders.items() if names != self.folders[path]]

    def rewritten(self) -> list[str]:
        """Return the paths of the files that have been written, replaced or removed since, also with equal content."""
        return [path for path, status in self.files.items() if _writing(_status(path)) != _writing(status)]


class LastBuild(msgspec.Struct, frozen=True):
    """The order, inputs and outputs of the last build of a base, and the name of its release."""

    asked: str
    inputs: View
    release: str
    outputs: View


def find_unchanged(order: Order) -> Release | None:
    """
    Return the current release where the last build of its base was of the same *order* and all files are as they were.

    Return None where a build is needed to tell. A file that was changed on the disk behind its status is found by
    ``yrkesgraf releases verify``.
    """
    try:
        record = msgspec.json.decode(_place(order).read_bytes(), type=LastBuild)
    except (OSError, msgspec.DecodeError):
        return None
    releases = order.releases
    is_current = {releases.current_id(order.base), releases.current_id()} == {record.release}
    if record.asked != _asked(order) or not is_current or not record.inputs.is_now() or not record.outputs.is_now():
        return None
    return releases.get(record.release)


def remember(order: Order, inputs: View, release: Release) -> None:
    """
    Record that a build of *order*, which looked at *inputs* before it digested them, has made *release* current.

    A record that cannot be written is left out: the release is whole, and only the next build takes longer.
    """
    names = [MANIFEST, *(entry.path for entry in release.manifest.files)]
    outputs = View.of((release.folder / name for name in names), ())
    record = LastBuild(_asked(order), inputs, release.id, outputs)
    with suppress(OSError), open_whole(_place(order)) as file:
        file.write(msgspec.json.encode(record))


def _place(order: Order) -> Path:
    return order.releases.home / f".built-{quote(order.base, safe='')}.json"


def _asked(order: Order) -> str:
    """Return *order* as text: paths are absolute, since a relative one is another in another folder."""
    data = order.data and order.data.resolve()
    return repr((__version__, order.base, str(order.sources.resolve()), str(data), order.with_people, order.former))


def _status(path: Path | str) -> Status | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - some hundred files, for which a Path takes longer than the call
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _writing(status: Status | None) -> tuple[int, int, int] | None:
    """Return *status* without the time of change, which new permissions and links set, too."""
    return status and (status[0], status[1], status[3])


def _names(folder: Path | str) -> list[str] | None:
    """Return the names in *folder*, without hidden and compiled ones; None where there is no such folder."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - as above
    except OSError:
        return None
    return sorted(name for name in names if not name.startswith(".") and name != _COMPILED)
