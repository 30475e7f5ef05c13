"""
The files of this project that decide the content of a release: code, its tables, the ontology and queries.

The code is the import closure of the build, read from the sources, so that a change to a command, to the fetching of
documents or to a query of a page leaves the name of a release as it is. A module's tables stand beside it.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import resolve_name
from pathlib import Path

from ..atomic_files import digest_file

ROOT = Path(__file__).parents[2]
START = "graph.building.pipeline"
# The folders of queries that a build asks or publishes; a test holds the code against this list.
ASKED = ("build", "checks", "examples", "rules", "search", "shared")
_ROOMS = ("graph", "ontology", "queries")
# The fields of a syntax tree that hold statements, or clauses with statements of their own.
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_TABLES = ("*.json", "*.toml", "*.yaml")


def digest_project(root: Path = ROOT) -> str:
    """Return the SHA-256 of the files of the project in *root* that a build depends on, in hexadecimal."""
    digest = hashlib.sha256()
    for path in input_files(root):
        digest.update(f"{path.relative_to(root).as_posix()} {digest_file(path)}\n".encode())
    return digest.hexdigest()


def input_files(root: Path = ROOT) -> list[Path]:
    """Return the files of the project in *root* that a build depends on, in order."""
    code = set(reachable_modules(START, root).values())
    folders = {path.parent for path in code if path.name != "__init__.py"}
    tables = {path for folder in folders for pattern in _TABLES for path in folder.glob(pattern)}
    terms = set((root / "ontology").glob("*.ttl"))
    asked = {path for folder in ASKED for path in (root / "queries" / folder).iterdir() if path.is_file()}
    return sorted(code | tables | terms | asked)


def reachable_modules(start: str, root: Path) -> dict[str, Path]:
    """Return the file of each module in *root* that *start* imports, directly or not, with *start* and all packages."""
    found: dict[str, Path] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        path = None if name in found else _find_module(name, root)
        if path is not None:
            found[name] = path
            waiting += [name.rpartition(".")[0], *_imports(path, name)]
    return found


def _find_module(name: str, root: Path) -> Path | None:
    """Return the file of a module of our own, None for another's and for a name within a module."""
    if name.partition(".")[0] not in _ROOMS:
        return None
    place = root.joinpath(*name.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def _imports(path: Path, name: str) -> tuple[str, ...]:
    """Return the names that the module *name* at *path* may import: modules, and names within them."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return _imports_of(path.read_bytes(), package)


# A process that builds several releases reads each module once.
@lru_cache(maxsize=1024)
def _imports_of(text: bytes, package: str) -> tuple[str, ...]:
    names: list[str] = []
    for statement in _statements(ast.parse(text)):
        if isinstance(statement, ast.Import):
            names += [alias.name for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            base = resolve_name("." * statement.level + (statement.module or ""), package)
            names += [base, *(f"{base}.{alias.name}" for alias in statement.names)]
    return tuple(names)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements within *node*, at any depth; no expression can hold an import."""
    for field in _BLOCKS:
        for statement in getattr(node, field, ()):
            yield statement
            yield from _statements(statement)
