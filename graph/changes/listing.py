"""Table of changes, with the same columns in files and on the command line; over HTTP, two more follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from ..change_kinds import CHANGE_COLUMNS
from ..table_writer import TableWriter
from .record import ReleaseChange

COLUMNS = CHANGE_COLUMNS


def write_changes(changes: Iterable[ReleaseChange], old: str, new: str, stream: TextIO) -> None:
    """Write *changes* from the release named *old* to the one named *new* as CSV to *stream*, row by row."""
    writer = TableWriter(stream, COLUMNS)
    writer.write(change_row(change, old, new) for change in changes)


def change_row(change: ReleaseChange, old: str, new: str) -> tuple[str, ...]:
    """Return the cells of *change* in the order of ``COLUMNS``."""
    language = change.new.language or change.old.language
    values = change.property, change.old.value, change.new.value, language
    return change.kind, change.thing, *values, old, new, change.source, change.ground


def change_records(changes: Iterable[ReleaseChange], old: str, new: str) -> Iterator[dict[str, str]]:
    """Yield *changes* as records with the keys of ``COLUMNS``; an absent value has no key."""
    for change in changes:
        cells = zip(COLUMNS, change_row(change, old, new), strict=True)
        yield {name: cell for name, cell in cells if cell}
