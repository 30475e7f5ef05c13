"""The command ``query``: a SPARQL query over the current release, with the coverage of the lists that it reads."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..errors import QueryFault, YrkesgrafError
from ..reading.known_lists import known_lists
from ..reading.limits.service_keyword import asks_other_services
from ..reading.query_files import load_folder
from ..reading.release import Releases
from ..text_files import read_text
from .printed_tables import show
from .releases import DEFAULT_HOME, Home, explained


class Rows(StrEnum):
    """The output formats of query results."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"


@explained
def run_query(
    file: Annotated[Path | None, typer.Argument(help="The file with a SPARQL query; - for standard input.")] = None,
    example: Annotated[str | None, typer.Option(help="The example query to run instead of a file.")] = None,
    form: Annotated[Rows, typer.Option("--format", help="The output format of SELECT and ASK.")] = Rows.TABLE,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Run a SPARQL query over the current release.

    SELECT and ASK print a table by default; CONSTRUCT and DESCRIBE print Turtle. For a query of lists that sources give
    for some occupations only, the error stream has the number of those.

    Example: yrkesgraf query --example titles-by-group --format csv
    """
    text = _query_text(file, example)
    release = Releases(home).current()
    store = release.store
    place = f"example {example}" if example else "standard input" if str(file) == "-" else str(file)
    if asks_other_services(text):
        raise YrkesgrafError(f"{place}: SERVICE is refused: a query reads the release alone, no other endpoint.")
    media_type = {"csv": "text/csv", "tsv": "text/tab-separated-values", "xml": "application/sparql-results+xml"}
    try:
        answer = store.answer(text, results=media_type.get(form, "application/sparql-results+json"))
    except QueryFault as fault:
        raise YrkesgrafError(f"{place}: {fault}") from None
    if form is Rows.TABLE and answer.media_type.endswith("results+json"):
        _print_table(answer.body)
    else:
        sys.stdout.buffer.write(answer.body)
    sys.stdout.flush()
    for one in known_lists(release.coverage, text):
        typer.echo(f"{one.names.get('en', one.property)}: known for {one.known} of {one.all} occupations", err=True)


def _query_text(file: Path | None, example: str | None) -> str:
    examples = load_folder("examples")
    if example is not None:
        if example not in examples:
            raise YrkesgrafError(f"no example is named {example!r}; the examples are: {', '.join(examples)}")
        return examples[example].text
    if file is None:
        raise YrkesgrafError("no query given; give a file, - for standard input, or --example NAME")
    return read_text(Path("/dev/stdin") if str(file) == "-" else file)


def _print_table(body: bytes) -> None:
    import msgspec

    found = msgspec.json.decode(body)
    if "boolean" in found:
        typer.echo(str(found["boolean"]).lower())
        return
    columns = found["head"]["vars"]
    rows = found["results"]["bindings"]
    show(columns, [[row.get(column, {}).get("value", "") for column in columns] for row in rows])
