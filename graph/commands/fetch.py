"""The command ``fetch``: the newest documents from the services that publish them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .printed_tables import show
from .releases import explained

Cache = Annotated[Path, typer.Option(help="The data folder to fetch into.", metavar="FOLDER")]
Sources = Annotated[
    Path | None,
    typer.Option(help="The sources file (TOML) or the name of a bundled one.", show_default="national", metavar="FILE"),
]
Data = Annotated[
    Path | None, typer.Option(help="A folder to copy documents from that no service publishes.", metavar="FOLDER")
]
Smaller = Annotated[bool, typer.Option("--smaller", help="Accept lists a fifth or more shorter than the last time.")]
Cells = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="The most figures to ask for of a service with one figure per request.",
        show_default="900, a quarter of an hour",
        metavar="N",
    ),
]
Page = Annotated[
    list[str] | None, typer.Option(help="An occupation page to fetch instead; may be repeated.", metavar="URL")
]


@explained
def fetch(
    sources: Sources = None,
    data: Data = None,
    cache: Cache = Path("var/cache"),
    page: Page = None,
    *,
    smaller: Smaller = False,
    cells: Cells = None,
) -> None:
    """
    Fetch the newest documents of the sources into a data folder.

    Only changed documents are downloaded, failed requests are retried with growing pauses, and a document is replaced
    only by a complete and readable one. The exit status is 1 when a document could not be fetched.

    Example: yrkesgraf fetch && yrkesgraf build
    """
    import stamina

    from ..adapters.registry import ADAPTERS
    from ..fetching.data_folder import Fetcher, Outcome
    from ..fetching.figure_cells import MOST_CELLS
    from ..fetching.page_sources import page_source
    from ..fetching.polite import PoliteClient
    from ..progress import Progress
    from ..sources_file import NATIONAL, named_sources, read_sources_file

    progress = Progress()
    stamina.instrumentation.set_on_retry_hooks(
        [lambda details: progress.say(f"{details.caused_by}; retrying in {details.wait_for:.0f} s")]
    )
    path = named_sources(sources) if sources else NATIONAL
    found = [page_source(url) for url in page] if page else read_sources_file(path, ADAPTERS)
    fetcher = Fetcher(cache, PoliteClient(), data or path.parent, smaller, cells or MOST_CELLS)
    with progress.stage("fetch", len(found)):
        results = fetcher.fetch(found, progress)
    show(("source", "outcome", "details"), [(result.key, result.outcome, result.words) for result in results])
    if any(result.outcome is Outcome.FAILED for result in results):
        raise typer.Exit(1)
