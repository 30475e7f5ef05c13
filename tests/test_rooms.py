"""The rooms stay readable: small folders, names used once, short files, and no query outside its room."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

ROOMS = ("ontology", "graph", "queries", "server")
MODULES = sorted(
    path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py") if "node_modules" not in path.parts
)
NAMED = [path for path in MODULES if path.name not in ("__init__.py", "__main__.py")]
MOST_IN_A_FOLDER = 25
MOST_LINES = 250


def public_classes(path: Path) -> Iterator[str]:
    """Yield the names of the public classes that a file defines at its top."""
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def repeated(names: Iterator[str]) -> list[str]:
    """Return the names that occur more than once."""
    return sorted(name for name, count in Counter(names).items() if count > 1)


def test_a_folder_holds_at_most_25_modules() -> None:
    sizes = Counter(path.parent for path in NAMED)

    assert len(sizes) > len(ROOMS)
    assert not {folder: size for folder, size in sizes.items() if size > MOST_IN_A_FOLDER}


@pytest.mark.parametrize("room", ["graph", "server"])
def test_no_two_modules_of_a_room_share_a_name(room: str) -> None:
    assert repeated(path.stem for path in NAMED if path.parts[0] == room) == []


@pytest.mark.parametrize("room", ["graph", "server"])
def test_no_two_public_classes_of_a_room_share_a_name(room: str) -> None:
    assert repeated(name for path in NAMED if path.parts[0] == room for name in public_classes(path)) == []


def test_a_module_does_not_repeat_the_name_of_its_folder() -> None:
    inner = [path for path in NAMED if len(path.parts) > 2]
    repeating = [path for path in inner if {path.parent.name, path.parent.name.rstrip("s")} & set(path.stem.split("_"))]

    assert inner
    assert repeating == []


def test_a_file_stays_within_250_lines() -> None:
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in MODULES}

    assert MODULES
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_no_query_is_written_outside_the_queries_room() -> None:
    queried = [
        (path, node.lineno)
        for path in MODULES
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if "WHERE {" in node.value or "CONSTRUCT {" in node.value
    ]

    assert queried == []


def test_only_files_named_for_it_build_all_of_norway() -> None:
    asking = {
        path.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and "national" in {argument.arg for argument in node.args.args}
    }

    assert asking
    assert {name for name in asking if not name.startswith("test_national")} == {"test_readme.py"}
