"""
Makes the tables of facts that are bundled with the program from the documents of a data folder.

A source with a ``table`` gets one: the records of its document without texts of others, or the document itself where
its adapter has no records. The data package beside the tables says which document each was made from.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from ..adapters.interface import Context
from ..adapters.registry import ADAPTERS
from ..adapters.tabular import RecordAdapter
from ..atomic_files import digest_file
from ..bundled_tables import PACKAGE, BundledTable, DataPackage, TableLicence, TableOrigin
from ..errors import YrkesgrafError
from ..fetched import write_whole
from ..progress import Progress
from ..source_document import Source, find, place
from ..sources_file import Catalogue
from ..text_files import read_text
from ..vocab import DEFAULT_BASE, Names

MOST_BYTES = 8_000_000


def bundle(catalogue: Catalogue, folder: Path, progress: Progress) -> DataPackage:
    """
    Write a table to *folder* for every source of *catalogue* that has one, and the data package of them all.

    Raises ``SourceFault`` for a document that cannot be read, and ``YrkesgrafError`` where a document is missing or
    all tables together are larger than ``MOST_BYTES``.
    """
    context = Context(Names(DEFAULT_BASE))
    tables = []
    for source in catalogue.sources:
        with progress.part(source.key) as tell:
            context.language = source.language
            text = _text(catalogue, source, context)
            if source.table is None:
                continue
            write_whole(folder / source.table, text.encode())
            tables.append(_described(catalogue, source, folder / source.table))
            tell(f"{tables[-1].rows:,} rows, {tables[-1].bytes:,} bytes")
    if (total := sum(table.bytes for table in tables)) > MOST_BYTES:
        raise YrkesgrafError(f"{folder}: the tables have {total:,} bytes together, more than {MOST_BYTES:,}")
    package = DataPackage("yrkesgraf-facts", "Facts about Norwegian occupations, bundled with Yrkesgraf", tuple(tables))
    write_whole(folder / PACKAGE, msgspec.json.format(msgspec.json.encode(package), indent=1) + b"\n")
    return package


def _text(catalogue: Catalogue, source: Source, context: Context) -> str:
    """Return the table of *source*; its adapter leaves facts that later sources need in *context*."""
    document = place(catalogue.data, source) if source.table else find(catalogue.data, source)
    if not document.is_file():
        raise YrkesgrafError(f"{document}: there is no document of {source.key} to make its table from")
    adapter = ADAPTERS[source.adapter]
    iri = context.names.thing("source", source.key)
    if not isinstance(adapter, RecordAdapter):
        adapter(document, iri, context)
        return read_text(document) if source.table else ""
    records, _ = adapter.records(document, context)
    adapter.write(records, iri, context)
    return adapter.table(records)


def _described(catalogue: Catalogue, source: Source, table: Path) -> BundledTable:
    document = place(catalogue.data, source)
    return BundledTable(
        name=source.key,
        path=table.name,
        bytes=table.stat().st_size,
        rows=table.read_bytes().count(b"\n") - 1,
        hash=digest_file(table),
        licenses=(TableLicence(source.licence),),
        sources=(TableOrigin(source.publisher, source.path, digest_file(document), source.url or ""),),
        credit=source.notice.get("nb", source.publisher),
        as_of=source.as_of,
    )
