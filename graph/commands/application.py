"""
The command line of Yrkesgraf.

Heavy modules are imported inside the commands that use them: the reasoner and the validator alone would add half a
second to the start of ``yrkesgraf serve``.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections import Counter
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from ..allocator import SERVER_OPTIONS, allocate_with
from ..errors import YrkesgrafError
from ..reading.release import Releases
from ..vocab import DEFAULT_BASE
from .code_titles import code_titles
from .counts import count_occupations, evaluate_related
from .crosswalk_table import print_crosswalk
from .fetch import fetch
from .printed_tables import show
from .query_release import run_query
from .recode_codes import recode_codes
from .release_diff import compare_releases, tell_changes
from .releases import DEFAULT_HOME, Home, explained, releases_app
from .retention import pin_release, prune_releases, unpin_release, verify_releases
from .source_files import default_data, sources_app
from .table_folder import write_tables

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Joins the lines of a paragraph in a docstring, which the default mode prints as they are broken in the source.
    rich_markup_mode="markdown",
    help="Norwegian occupations as linked data: fetch sources, build a release, serve and query it.",
)
releases_app.command("diff")(compare_releases)
releases_app.command("verify")(verify_releases)
releases_app.command("pin")(pin_release)
releases_app.command("unpin")(unpin_release)
releases_app.command("prune")(prune_releases)
app.add_typer(releases_app, name="releases")
app.add_typer(sources_app, name="sources")
app.command()(fetch)

Sources = Annotated[
    Path | None,
    typer.Option(help="The sources file (TOML) or the name of a bundled one.", show_default="national", metavar="FILE"),
]
Data = Annotated[
    Path | None,
    typer.Option(
        help="The folder with the documents of the sources.",
        show_default="var/cache where documents were fetched, else the sources file's",
        metavar="FOLDER",
    ),
]
Base = Annotated[str, typer.Option(help="The base IRI of the release, ending in a slash.", metavar="IRI")]
People = Annotated[bool, typer.Option("--with-people", help="Keep the names of interviewed people.")]

Former = Annotated[
    str,
    typer.Option(help="The name of the release before; none for none.", show_default="the current one", metavar="NAME"),
]


class RecordForm(StrEnum):
    """The output formats of a record."""

    JSON = "json"
    YAML = "yaml"


@app.command()
@explained
def read(
    file: Annotated[Path, typer.Argument(help="The occupation page, as text or HTML.")],
    form: Annotated[RecordForm, typer.Option("--format", help="The output format.")] = RecordForm.JSON,
    with_people: People = False,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Print an occupation page as a record.

    Occupations have the names of the current release. Standard error lists lines that fit no part of a record first.

    Example: yrkesgraf read page.txt --format yaml > lege.yaml
    """
    from ..sources.page.facts import write_facts, write_json
    from ..sources.page.reader import read_page
    from .known_names import known_names

    reading = read_page(file, with_people=with_people, known=known_names(home))
    sys.stdout.write(write_json(reading.record) if form is RecordForm.JSON else write_facts(reading.record))
    typer.echo(reading.report.as_text(), err=True)


@app.command()
@explained
def build(
    sources: Sources = None,
    data: Data = None,
    home: Home = DEFAULT_HOME,
    base: Base = DEFAULT_BASE,
    *,
    with_people: People = False,
    former: Former = "",
) -> None:
    """
    Build a release from the sources and make it the current one.

    The same input gives the same release, so an unchanged one is not built again. When a build fails, the current
    release stays in place. The release before is part of the input: its resources that are gone keep their IRIs as
    retired ones, and the changes since are listed.
    """
    from ..building.unchanged import find_unchanged
    from ..progress import Progress

    order = dataclasses.replace(_order(sources, data, home, base, with_people), former=former)
    progress = Progress()
    if release := find_unchanged(order):
        progress.say(f"release {release.id} is built already")
    else:
        from ..building.pipeline import build as build_release

        release = build_release(order, progress)
    manifest = release.manifest
    typer.echo(f"{release.folder}: {manifest.things} things, {manifest.triples} triples under {manifest.base}")
    if manifest.former:
        typer.echo(tell_changes(release))


@app.command()
@explained
def check(
    sources: Sources = None,
    data: Data = None,
    base: Base = DEFAULT_BASE,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every finding.")] = False,
) -> None:
    """Check and reason over the sources without publishing a release; exit with status 1 on violations."""
    from ..adapters.registry import ADAPTERS
    from ..building.pipeline import digest_inputs, inspect, prepare, reason
    from ..checking.checks import VIOLATION, all_checks
    from ..progress import Progress
    from ..sources_file import read_catalogue

    order = _order(sources, data, DEFAULT_HOME, base, False)
    catalogue = read_catalogue(order.sources, order.data, ADAPTERS)
    progress = Progress()
    draft = prepare(order, catalogue, digest_inputs(order, catalogue), progress)
    inspect(draft, progress)
    counts = Counter(finding.check for finding in draft.findings)
    show(
        ("check", "severity", "findings", "rule"),
        [(one.key, one.severity, str(counts[one.key]), one.words["holds"]["en"]) for one in all_checks()],
    )
    for finding in draft.findings:
        if verbose or finding.severity == VIOLATION:
            typer.echo(f"{finding.severity} {finding.check}: {finding.about} {finding.message}")
    if any(finding.severity == VIOLATION for finding in draft.findings):
        raise typer.Exit(1)
    reason(draft, progress)


@app.command()
@explained
def serve(
    home: Home = DEFAULT_HOME,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="The number of web worker processes.", min=1)] = 1,
    base: Annotated[
        str,
        typer.Option(
            help="The base IRI of the releases to serve.", show_default="that of the newest release", metavar="IRI"
        ),
    ] = "",
) -> None:
    """
    Serve the current release over HTTP.

    A newer release with the same base is picked up without a restart. A line on standard error tells when the server
    answers.
    """
    release = Releases(home).current(base)
    # The server's process takes this one's place: signals reach it, and this room never imports that one.
    command = [sys.executable, "-m", "server", "--host", host, "--port", str(port), "--workers", str(workers)]
    place = {"YRKESGRAF_HOME": str(home), "YRKESGRAF_BASE": release.manifest.base}
    os.execve(sys.executable, command, os.environ | place | allocate_with(SERVER_OPTIONS))  # noqa: S606


@app.command("mcp")
@explained
def serve_assistant(home: Home = DEFAULT_HOME) -> None:
    """Serve the current release to an assistant by the Model Context Protocol, on standard input and output."""
    if find_spec("mcp") is None:
        raise YrkesgrafError("the Model Context Protocol needs its SDK: pip install 'yrkesgraf[assistants]'")
    place = {"YRKESGRAF_HOME": str(home), "YRKESGRAF_BASE": Releases(home).current().manifest.base}
    command = [sys.executable, "-m", "server.assistant"]
    os.execve(sys.executable, command, os.environ | place | allocate_with(SERVER_OPTIONS))  # noqa: S606


def _order(sources: Path | None, data: Path | None, home: Path, base: str, with_people: bool) -> Any:  # noqa: ANN401
    from ..building.order import Order
    from ..sources_file import NATIONAL, named_sources

    path = named_sources(sources) if sources else NATIONAL
    return Order(Releases(home), base, path, data or (default_data() if path == NATIONAL else None), with_people)


# Help lists commands in the order in which they are added.
app.command("query")(run_query)
app.command("count")(count_occupations)
app.command("code")(code_titles)
app.command("recode")(recode_codes)
app.command("crosswalk")(print_crosswalk)
app.command("tables")(write_tables)
app.command("evaluate")(evaluate_related)
