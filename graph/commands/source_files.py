"""The part of the command line about sources: list them, accept a changed document, make the bundled tables."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from ..errors import YrkesgrafError
from .printed_tables import show
from .releases import explained

DEFAULT_CACHE = Path("var/cache")
Sources = Annotated[
    Path,
    typer.Option(help="The sources file (TOML), or the name of a bundled one, such as national."),
]
Data = Annotated[Path | None, typer.Option(help="The data folder with the documents; var/cache once fetched into.")]

sources_app = typer.Typer(no_args_is_help=True, help="List the sources, accept a changed document, bundle facts.")


@sources_app.command("list")
@explained
def list_sources(sources: Sources = Path("national"), data: Data = None) -> None:
    """List every source with its date, its rhythm, its licence and its address, or why it has none."""
    from ..adapters.registry import ADAPTERS
    from ..source_document import find, in_languages, locate
    from ..sources_file import named_sources, read_sources_file

    path = named_sources(sources)
    folder = data or default_data() or path.parent
    rows = []
    declared = read_sources_file(path, ADAPTERS)
    for source in (found for one in declared for found in in_languages(one, folder, declared) or [one]):
        file = find(folder, source)
        kind = "document" if file == locate(folder, source) else "table"
        words = kind if file.is_file() else "not at hand"
        address = source.fetch or source.no_address.get("en", "comes with the program" if source.bundled else "")
        rows.append((source.key, str(source.as_of or ""), source.rhythm, words, source.licence, address))
    show(("source", "as of", "rhythm", "from", "licence", "address"), rows)


@sources_app.command("accept")
@explained
def accept_document(
    name: Annotated[str, typer.Argument(help="The key of the source, as `sources list` shows it.")],
    sources: Sources = Path("national"),
    data: Data = None,
) -> None:
    """
    Record the checksum of a document that was replaced by hand, so that builds take it as it is now.

    Example: yrkesgraf sources accept yrkeskatalogen --data var/cache
    """
    from ..adapters.registry import ADAPTERS
    from ..atomic_files import digest_file
    from ..fetched import FetchedDocument, read_record, write_record
    from ..source_document import in_languages, locate
    from ..sources_file import named_sources, read_sources_file

    path = named_sources(sources)
    folder = data or default_data() or path.parent
    declared = read_sources_file(path, ADAPTERS)
    found = {one.key: one for source in declared for one in in_languages(source, folder, declared)}
    if name not in found:
        raise YrkesgrafError(f"{path}: there is no source {name!r}; there are: {', '.join(found)}")
    document = locate(folder, found[name])
    if not document.is_file():
        raise YrkesgrafError(f"{document}: there is no document of {name} to accept; put it there, or give --data")
    digest, size = digest_file(document), document.stat().st_size
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    record = read_record(folder)
    record[name] = FetchedDocument("", found[name].path, digest, size, 0, now, accepted=True)
    write_record(folder, record)
    typer.echo(f"{name}: accepted {document}, {size:,} bytes, SHA-256 {digest}")


@sources_app.command("bundle")
@explained
def bundle_tables(
    data: Annotated[Path, typer.Option(help="The data folder with every document that a table is made from.")],
    sources: Sources = Path("national"),
    into: Annotated[Path | None, typer.Option(help="The folder for the tables; that of the program else.")] = None,
) -> None:
    """
    Make the bundled tables of facts again from the documents of a data folder.

    Example: yrkesgraf sources bundle --data ../shared/sources
    """
    from ..adapters.registry import ADAPTERS
    from ..building.bundling import bundle
    from ..bundled_tables import TABLES
    from ..progress import Progress
    from ..sources_file import Catalogue, named_sources, read_sources_file

    path = named_sources(sources)
    found = tuple(source for source in read_sources_file(path, ADAPTERS) if source.bundled or source.table)
    progress = Progress()
    with progress.stage("bundle", len(found)):
        package = bundle(Catalogue(path, data, found), into or TABLES, progress)
    total = sum(table.bytes for table in package.resources)
    typer.echo(f"{into or TABLES}: {len(package.resources)} tables, {total:,} bytes")


def default_data() -> Path | None:
    """Return the folder that documents are fetched into, where some have been."""
    from ..fetched import RECORD

    return DEFAULT_CACHE if (DEFAULT_CACHE / RECORD).is_file() else None
