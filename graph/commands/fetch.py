"""The command that brings the newest documents from the services that publish them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .printed_tables import show
from .releases import explained

Cache = Annotated[Path, typer.Option(help="The data folder to fetch into; build with --data on the same folder.")]
Sources = Annotated[Path | None, typer.Option(help="The sources file (TOML); the national one when left out.")]
Data = Annotated[Path | None, typer.Option(help="A data folder to copy documents from that no service has.")]
Smaller = Annotated[bool, typer.Option("--smaller", help="Take lists that have lost a fifth or more since last time.")]
Page = Annotated[list[str] | None, typer.Option(help="The address of an occupation page to fetch instead; repeatable.")]


@explained
def fetch(
    sources: Sources = None,
    data: Data = None,
    cache: Cache = Path("var/cache"),
    page: Page = None,
    smaller: Smaller = False,
) -> None:
    """
    Fetch the newest documents into a data folder; exit status 1 when one of them could not be had.

    Only what has changed is fetched, servers in trouble are asked again slowly, and a document is replaced only by a
    whole one that can be read. Example: yrkesgraf fetch --data ../shared/sources && yrkesgraf build --data var/cache
    """
    import stamina

    from ..adapters.registry import ADAPTERS
    from ..fetching.data_folder import Fetcher, Outcome, page_source
    from ..fetching.polite import PoliteClient
    from ..progress import Progress
    from ..sources_file import NATIONAL, read_sources_file

    progress = Progress()
    stamina.instrumentation.set_on_retry_hooks(
        [lambda details: progress.say(f"{details.caused_by}; asking again in {details.wait_for:.0f} s")]
    )
    path = sources or NATIONAL
    found = [page_source(url) for url in page] if page else read_sources_file(path, ADAPTERS)
    fetcher = Fetcher(cache, PoliteClient(), data or path.parent, smaller)
    with progress.stage("fetch", len(found)):
        results = fetcher.fetch(found, progress)
    show(("source", "outcome", "what"), [(result.key, result.outcome, result.words) for result in results])
    if any(result.outcome is Outcome.FAILED for result in results):
        raise typer.Exit(1)
