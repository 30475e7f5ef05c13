"""
An adapter in two halves, a reader and a writer with records between, so that facts can be bundled as a table.

It reads the publisher's document, or a table of the records made from one; the statements are the same but for the
texts, which a table leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from ..errors import SourceFault
from ..model import Record
from ..sources.files.record_table import is_record_table, read_records, write_records
from ..vocab import Statement
from .interface import Context, Reading

R = TypeVar("R", bound=Record)
Report = dict[str, Any]
RECORDS = "records"


@dataclass(frozen=True)
class RecordAdapter(Generic[R]):
    """
    Reads documents of one kind into records of the type *record*, and writes those as statements.

    ``texts`` are the fields with sentences of others, which no table holds. ``filled`` are fields that some record of
    every document has: where none has, the publisher has renamed something, and ``SourceFault`` says so.
    """

    record: type[R]
    read: Callable[[Path, Context], tuple[list[R], Report]]
    write: Callable[[list[R], str, Context], tuple[Iterable[Statement], Report]]
    texts: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()

    def __call__(self, path: Path, source: str, context: Context) -> Reading:
        """Return the statements of the document or table at *path*, with the number of records in the report."""
        records, report = self.records(path, context)
        statements, more = self.write(records, source, context)
        return Reading(statements, {RECORDS: len(records)} | report | more)

    def records(self, path: Path, context: Context) -> tuple[list[R], Report]:
        """Return the records of the document or table at *path* and a report; raises ``SourceFault``."""
        if is_record_table(path, self.record):
            return read_records(path, self.record), {}
        records, report = self.read(path, context)
        for field in self.filled:
            if records and not any(getattr(record, field) for record in records):
                words = f"none of its {len(records)} records has {field}: the publisher has renamed or dropped a field"
                raise SourceFault(path, None, words)
        return records, report

    def table(self, records: Iterable[R]) -> str:
        """Return *records* without their texts as CSV."""
        bare = {
            field.name: _default(field) for field in msgspec.structs.fields(self.record) if field.name in self.texts
        }
        return write_records(self.record, (msgspec.structs.replace(record, **bare) for record in records))


def _default(field: msgspec.structs.FieldInfo) -> object:
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
