"""
The sources file: the documents behind a release, their publishers, licences and rhythms of change.

It is TOML with one ``[[source]]`` table a document; paths are relative to a data folder, by default the file's own. Its
last table, ``[end]``, has the number of sources, so that a truncated file is detected.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from .atomic_files import digest_file
from .bundled_tables import TABLES, read_package
from .errors import SourceFault
from .fetched import RECORD, FetchedDocument, read_record
from .source_document import DATA, Source, find, in_languages, places
from .toml_lines import find_line, read_toml
from .vocab import is_own_graph

BUNDLED_NAMES = DATA / "names.yaml"
NATIONAL = DATA / "national.toml"


class Catalogue(msgspec.Struct, frozen=True):
    """
    The sources of a release, in reading order, with the paths of the file and of its data.

    ``declared`` are all sources of the file, those without a document too.
    """

    path: Path
    data: Path
    sources: tuple[Source, ...]
    accepted: frozenset[str] = frozenset()
    declared: tuple[Source, ...] = ()

    def file(self, source: Source) -> Path:
        """Return the path of a source's document, or of its bundled table where the document is not at hand."""
        return find(self.data, source)

    def files(self) -> list[Path]:
        """Return the paths of the sources file, of the record of what was fetched, and of the documents at hand."""
        return [self.path, self.data / RECORD, *map(self.file, self.sources)]

    def places(self) -> list[Path]:
        """Return each path where the document of a source is looked for, whether or not it is there."""
        return [path for source in self.declared for path in places(self.data, source)]

    def issued(self) -> datetime.date:
        """Return the day the newest document was fetched: the date in the name of a release made of them."""
        return max(source.retrieved for source in self.sources)


def named_sources(name: Path) -> Path:
    """
    Return the sources file that *name* is: a path, or the name of one that comes with the program (``national``).

    >>> named_sources(Path("national")).name
    'national.toml'
    """
    bundled = DATA / f"{name}.toml"
    return bundled if not name.exists() and name.parent == Path() and bundled.is_file() else name


def read_catalogue(path: Path, data: Path | None, adapters: Mapping[str, object]) -> Catalogue:
    """
    Read the sources file at *path* and check that every document exists and has the expected checksum.

    The checksum and date of a fetched document come from the folder's record. Raises ``SourceFault``, with the line,
    for a data folder that does not exist, a broken file, an unknown adapter, a missing document or a wrong checksum.
    """
    if data and not data.is_dir():
        raise SourceFault(data, None, "there is no such folder with documents; `yrkesgraf fetch` makes one")
    folder = data or path.parent
    found = read_sources_file(path, adapters)
    record = read_record(folder)
    lines = path.read_text("utf-8").splitlines()
    sources = []
    for number, declared in enumerate(found):
        for source in in_languages(declared, folder, found):
            file = find(folder, source)
            line = find_line(lines, number, "sha256")
            if source.optional and not file.is_file():
                continue
            if not file.is_file():
                raise SourceFault(path, find_line(lines, number, "path"), f"there is no document at {file}")
            sources.append(_check(source, file, record.get(source.key), declared_in=path, line=line, folder=folder))
    accepted = frozenset(key for key in record if record[key].accepted)
    return Catalogue(path, folder, tuple(sources), accepted, found)


def _check(
    source: Source, file: Path, entry: FetchedDocument | None, *, declared_in: Path, line: int | None, folder: Path
) -> Source:
    """Return *source* with the checksum and date of its *file*; raises ``SourceFault`` where the checksum differs."""
    accept = f"`yrkesgraf sources accept {source.key}` takes the new document"
    if file.parent == TABLES:
        return _of_table(source, file)
    if entry and entry.path == source.path:
        origin = f"{entry.url}; fetch it again, or" if entry.url else "you;"
        _must_be(file, entry.sha256, folder / RECORD, None, f"recorded from {origin} {accept}")
        return msgspec.structs.replace(source, retrieved=entry.fetched_at.date(), sha256=entry.sha256)
    if source.sha256:
        _must_be(file, source.sha256, declared_in, line, f"written here; {accept}")
    return source


def _must_be(file: Path, digest: str, where: Path, line: int | None, other: str) -> None:
    if (found := digest_file(file)) != digest:
        raise SourceFault(where, line, f"{file} has the SHA-256 {found}, not the one {other}")


def _of_table(source: Source, file: Path) -> Source:
    """Return *source* with the checksum of the document that its bundled table was made from."""
    table = read_package().get(file.name)
    if table is None:
        raise SourceFault(file, None, "no table of the data package beside it; make it with `yrkesgraf sources bundle`")
    _must_be(file, table.hash, TABLES, None, "in the data package; make both with `yrkesgraf sources bundle`")
    return msgspec.structs.replace(source, sha256=table.sources[0].hash)


def read_sources_file(path: Path, adapters: Mapping[str, object]) -> tuple[Source, ...]:
    """
    Return the sources in the file at *path*, whether or not their documents exist.

    Raises ``SourceFault``, with the line, for a broken file, an unknown adapter, a key used twice, or the key of
    a graph that every release makes itself.
    """
    content, lines = read_toml(path)
    if not (tables := content.get("source", [])):
        raise SourceFault(path, None, "a sources file has at least one [[source]] table")
    _check_end(path, lines, content.get("end"), len(tables))
    sources = tuple(_source(path, lines, number, table) for number, table in enumerate(tables))
    keys: set[str] = set()
    for number, source in enumerate(sources):
        if source.adapter not in adapters:
            known = ", ".join(sorted(adapters))
            where = find_line(lines, number, "adapter")
            raise SourceFault(path, where, f"unknown adapter {source.adapter!r}; there are: {known}")
        if is_own_graph(source.key):
            words = f"the key {source.key!r} is that of a graph which every release makes; give the source another"
            raise SourceFault(path, find_line(lines, number, "key"), words)
        if source.key in keys:
            raise SourceFault(path, find_line(lines, number, "key"), f"the key {source.key!r} is used twice")
        keys.add(source.key)
    return sources


def _check_end(path: Path, lines: list[str], end: object, count: int) -> None:
    heads = [line.split("#")[0].strip() for line in lines if line.startswith("[")]
    if not isinstance(end, dict) or heads[-1] != "[end]":
        raise SourceFault(
            path, len(lines), "the file ends without the table [end]: it is cut off, or the table forgotten"
        )
    if end != {"sources": count}:
        at = next(number for number, line in enumerate(lines, start=1) if line.startswith("[end]"))
        raise SourceFault(path, at, f"the file has {count} sources, and [end] should say so alone: sources = {count}")


def _source(path: Path, lines: list[str], number: int, table: object) -> Source:
    try:
        return msgspec.convert(table, Source)
    except msgspec.ValidationError as error:
        message = str(error)
        field = re.search(r"field `(\w+)`|\$\.(\w+)|^(\w+) is", message)
        name = next(filter(None, field.groups()), "") if field else ""
        words = message.removesuffix(" - at `$`")
        raise SourceFault(path, find_line(lines, number, name), words) from None
