"""The list of everything to download: releases with their files, named graphs, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.tables.inventory import list_tables
from graph.tables.renditions import file_suffixes
from graph.vocab import Names

from ..formats import N_TRIPLES
from ..http.listings import Record
from ..http.page_context import Page
from ..http.responses import DIGEST_ENDING
from ..languages import Passage, ReaderLanguage, choose

# The columns of the list as one table; ``kind`` is file, graph or table.
COLUMNS = ("kind", "release", "name", "address", "bytes", "sha256", "digest")


@dataclass(frozen=True)
class DumpFile:
    """A file of a release: its name, its absolute address, its size in bytes and its SHA-256 in hexadecimal."""

    name: str
    address: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class DumpedRelease:
    """A release on this server: its name, its day of issue as YYYY-MM-DD, and its files without the store."""

    release: str
    issued: str
    is_current: bool
    files: Sequence[DumpFile]


@dataclass(frozen=True)
class DumpedGraph:
    """A named graph: its IRI, its title, and the absolute address of its triples."""

    graph: str
    title: Passage
    address: str


@dataclass(frozen=True)
class TableFile:
    """A file of a table, made on request: the key of the table, its suffix, its absolute address and its digest's."""

    table: str
    suffix: str
    address: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class DumpsPage(Page):
    """The variables of ``dumps.html``; the current release is the first."""

    template: ClassVar[str] = "dumps.html"

    releases: Sequence[DumpedRelease]
    graphs: Sequence[DumpedGraph]
    files_query: str
    graphs_query: str


def list_releases(current: Release, earlier: Iterable[Release]) -> list[DumpedRelease]:
    """Return the *current* release and the *earlier* ones with their files."""
    return [_describe(current, "", is_current=True), *(_describe(one, f"release/{one.id}/") for one in earlier)]


def _describe(found: Release, inside: str, *, is_current: bool = False) -> DumpedRelease:
    """Return a release whose files have addresses within the path *inside*."""
    base = f"{found.names.base}{inside}dumps/{found.id}/"
    files = [
        DumpFile(one.path, base + one.path, one.bytes, one.sha256)
        for one in found.manifest.files
        if "/" not in one.path
    ]
    return DumpedRelease(found.id, found.manifest.issued.isoformat(), is_current, files)


def list_graphs(current: Release, language: ReaderLanguage) -> list[DumpedGraph]:
    """Return the named graphs of the *current* release, with titles in *language*; raises as ``Engine.rows`` does."""
    titles: dict[str, dict[str, str]] = {}
    for row in current.store.rows(load_folder("pages")["graphs"].text):
        titles.setdefault(row["graph"].value, {})[row["title"].language] = row["title"].value
    return [
        DumpedGraph(iri, choose(words, language) or Passage(iri, ""), _graph_address(iri, current.names))
        for iri, words in titles.items()
    ]


def _graph_address(iri: str, names: Names) -> str:
    # N-Triples are sent while they are read; Turtle is grouped by subject first.
    return f"{names.base}rdf-graph-store?{urlencode({'graph': iri, 'format': N_TRIPLES.suffix})}"


def list_table_files(current: Release) -> list[TableFile]:
    """Return the files of every table of the *current* release; raises ``EngineFault`` where a remote engine fails."""
    return [
        TableFile(
            table.key, suffix, address := f"{current.names.base}tables/{table.key}.{suffix}", address + DIGEST_ENDING
        )
        for table in list_tables(current).values()
        for suffix in file_suffixes(table)
    ]


def list_rows(
    current: Release, releases: Iterable[DumpedRelease], graphs: Iterable[DumpedGraph], tables: Iterable[TableFile]
) -> Iterator[Record]:
    """Yield a record of ``COLUMNS`` for each file, graph and table; ``digest`` is the address of its SHA-256."""
    for one in releases:
        for file in one.files:
            yield {
                "kind": "file", "release": one.release, "name": file.name, "address": file.address,
                "bytes": file.bytes, "sha256": file.sha256, "digest": file.address + DIGEST_ENDING,
            }  # fmt: skip
    for graph in graphs:
        yield {"kind": "graph", "release": current.id, "name": graph.title.words, "address": graph.address}
    for table in tables:
        name = f"{table.table}.{table.suffix}"
        yield {
            "kind": "table", "release": current.id, "name": name, "address": table.address, "digest": table.digest
        }  # fmt: skip
