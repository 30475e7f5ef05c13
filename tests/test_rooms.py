"""The rooms keep their direction, and each engine has its door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("ontology", "graph", "queries", "server")
MODULES = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))

DOORS = {
    "pyoxigraph": {"graph/store.py", "graph/workbench.py"},
    "SPARQLWrapper": {"graph/remote.py"},
    "owlready2": {"graph/reasoning.py"},
    "pyshacl": set(),
    "sqlite3": {"graph/search/index.py", "graph/search/writer.py"},
    "flask": {"server"},
    "granian": {"server/__main__.py", "server/stopping.py"},
}
FORBIDDEN = {
    "ontology": {"graph", "queries", "server", "tests"},
    "queries": {"graph", "ontology", "server", "tests"},
    "graph": {"server", "flask", "werkzeug", "tests"},
    "server": {"rdflib", "tests"},
}
# What the server may know of the graph room: reading, and nothing that writes.
SERVER_MAY_IMPORT = {
    *(
        "engine",
        "errors",
        "lexical",
        "queries",
        "release",
        "remote",
        "search",
        "sheets",
        "statistics",
        "store",
        "terms",
        "together",
        "vocab",
    ),
}


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, and of what it takes from them."""
    package = path.parent.as_posix().replace("/", ".")
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {path.with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path for path in MODULES}
    graph = {name: {found for found in imports(path) if found in names} - {name} for name, path in names.items()}

    assert len([*TopologicalSorter(graph).static_order()]) == len(names)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imports(path)}

    assert not roots & FORBIDDEN[path.parts[0]]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_an_engine_is_imported_at_its_door_only(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imports(path)}

    for engine, doors in DOORS.items():
        if engine in roots:
            assert path.as_posix() in doors or path.parts[0] in doors


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] == "server"], ids=str)
def test_the_server_knows_only_the_reading_side(path: Path) -> None:
    known = {name.split(".")[1] for name in imports(path) if name.startswith("graph.")}

    assert known <= SERVER_MAY_IMPORT


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_file_stays_within_250_lines(path: Path) -> None:
    assert len((ROOT / path).read_text("utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_query_is_written_outside_the_queries_room(path: Path) -> None:
    strings = [
        node.value
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]

    assert not [text for text in strings if "WHERE {" in text or "CONSTRUCT {" in text]
