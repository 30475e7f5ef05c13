"""
The command ``crosswalk``: the mappings of a crosswalk, or the codes without a match.

The SSSOM writer, and rdflib with it, is imported inside the command; see ``graph/commands/application.py``.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from ..errors import YrkesgrafError
from ..reading.query_files import load_folder
from ..reading.release import Releases
from ..table_writer import CSV, TSV, write_table
from .releases import DEFAULT_HOME, Home, explained

_MAPPING = ("fromCode", "fromName", "toCode", "toName", "relation", "ground", "cardinality", "confidence")
_UNMATCHED = ("side", "code", "name")


class CrosswalkForm(StrEnum):
    """The output formats of a crosswalk."""

    SSSOM = "sssom"
    TSV = "tsv"
    CSV = "csv"


@explained
def print_crosswalk(
    key: Annotated[str, typer.Argument(help="The key of the crosswalk, such as styrk08-isco08.")],
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Print the codes without a match, on both sides, instead.")
    ] = False,
    form: Annotated[
        CrosswalkForm,
        typer.Option("--format", help="The output format; sssom has mappings, codes without a match and metadata."),
    ] = CrosswalkForm.CSV,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Print the mappings of a crosswalk with their evidence and confidence.

    Example: yrkesgraf crosswalk styrk08-isco08 --unmatched --format tsv
    """
    from ..building.sssom import file_name, key_of

    release = Releases(home).current()
    file = release.folder / file_name(key)
    if not file.is_file():
        known = ", ".join(sorted(key_of(path.name) for path in release.folder.glob(file_name("*"))))
        raise YrkesgrafError(f"release {release.id} has no crosswalk {key!r}; its crosswalks are: {known}")
    if form is CrosswalkForm.SSSOM:
        sys.stdout.write(file.read_text("utf-8"))
        return
    query, columns = ("crosswalk-unmatched", _UNMATCHED) if unmatched else ("crosswalk-mappings", _MAPPING)
    binding = {"this": release.names.thing("crosswalk", key), "language": "nb"}
    rows = release.store.rows(load_folder("shared")[query].text, binding)
    cells = [[row[column].value.rpartition("#")[2] if column in row else "" for column in columns] for row in rows]
    typer.echo(write_table(columns, cells, TSV if form is CrosswalkForm.TSV else CSV), nl=False)
