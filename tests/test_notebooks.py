"""The notebooks run from the first cell to the last, over small worlds each behind a server."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.reading.release import Release
from tests.bench.servers import serving
from tests.paths import ROOT

FOLDER = ROOT / "docs" / "notebooks"
# The notebooks of each small world; skills are in the national release alone, and their table is empty.
NOTEBOOKS = {"portal": ("pay",), "bundled": ("titles-to-codes", "skills"), "crossed": ("crosswalk",)}
ADDRESS = "http://localhost:8000"


def test_every_notebook_has_a_world() -> None:
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == {name for names in NOTEBOOKS.values() for name in names}


@pytest.mark.parametrize("world", NOTEBOOKS)
def test_the_notebooks_of_a_world_run(request: pytest.FixtureRequest, world: str) -> None:
    release: Release = request.getfixturevalue(world)

    with serving(release.folder.parent) as server:
        found = {name: run(name, server.url) for name in NOTEBOOKS[world]}

    assert all(len(names["result"].columns) > 1 for names in found.values())
    filled = {
        name for name, names in found.items() if any(len(one) for one in names.values() if hasattr(one, "columns"))
    }
    assert filled == found.keys() - {"skills"}


def run(name: str, address: str) -> dict[str, Any]:
    """Run the cells of a notebook against the server at *address* and return the values of their names."""
    cells = json.loads((FOLDER / f"{name}.ipynb").read_text("utf-8"))["cells"]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]).replace(ADDRESS, address), names)
    return names
