"""
The command ``tables``: all tables of the current release as files in a folder.

The makers of tables are imported inside the command; see ``graph/commands/application.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..atomic_files import open_whole
from ..reading.release import Releases
from .releases import DEFAULT_HOME, Home, explained


@explained
def write_tables(
    folder: Annotated[Path, typer.Argument(help="The folder to write to; it is made where it is missing.")],
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Write every kind of resource, crosswalk and data cube of the current release to a folder.

    Each is CSV with its CSVW metadata, and Parquet where pyarrow is installed; data cubes are JSON-stat as well. A
    Frictionless datapackage.json describes them all.

    Example: yrkesgraf tables tables/
    """
    from ..tables.renditions import make_all_files

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, body in make_all_files(Releases(home).current()):
        with open_whole(folder / name) as file:
            file.write(body)
        count += 1
    typer.echo(f"{count} files in {folder}")
