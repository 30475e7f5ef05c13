"""The command that counts what a set of occupations has, safely."""

from __future__ import annotations

import csv
import json
import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from .cli_releases import DEFAULT_HOME, Home, explained
from .release import Releases
from .statistics import SUMMARY, Named, Tally, count, names_of


class Countable(StrEnum):
    """What can be counted: job titles, education codes, educations."""

    TITLES = "titles"
    CODES = "codes"
    EDUCATIONS = "educations"


class TallyForm(StrEnum):
    """The forms a count can be printed in."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@explained
def count_occupations(
    occupations: Annotated[list[str], typer.Argument(help="Keys of occupations, such as lege.")],
    of: Annotated[Countable, typer.Option(help="What to count.")] = Countable.TITLES,
    form: Annotated[TallyForm, typer.Option("--format", help="How to print the count.")] = TallyForm.TABLE,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Count what several occupations have together, with nothing counted twice, and name what they share.

    Example: yrkesgraf count mobelsnekker trevaresnekker industrisnekker --of titles
    """
    release = Releases(home).current()
    names = names_of(release.store.rows, [release.names.thing("occupation", key) for key in occupations])
    counted = count(release.store.rows, [release.names.thing("occupation", key) for key in occupations], of)
    if form is TallyForm.JSON:
        typer.echo(json.dumps(counted.as_data(), ensure_ascii=False, indent=2))
    elif form is TallyForm.CSV:
        csv.writer(sys.stdout, lineterminator="\n").writerows([SUMMARY, counted.summary()])
    else:
        _print(counted, names)


def _print(counted: Tally, names: dict[str, Named]) -> None:
    table = Table("occupation", counted.of)
    for occupation, found in counted.members.items():
        table.add_row(names[occupation].name, str(len(found)))
    table.add_section()
    table.add_row("distinct (safe)", str(counted.safe))
    table.add_row("added up (naive)", str(counted.naive))
    Console().print(table)
    for thing in counted.shared():
        holders = ", ".join(names[holder].name for holder in counted.holders(thing.iri))
        typer.echo(f"counted more than once: {thing.code} {thing.name} ({holders})")
