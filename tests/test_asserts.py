"""A test cannot pass on nothing: a loop that holds every assert of a test is over items that are certainly there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.paths import ROOT

_LOOPS = (ast.For, ast.While)


def unguarded(text: str) -> Iterator[str]:
    """Yield the tests in *text* whose every assert stands in a loop that may be empty."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            guarded = list(_asserts(node, may_be_empty=False))
            if guarded and all(guarded):
                yield node.name


def _asserts(node: ast.AST, *, may_be_empty: bool) -> Iterator[bool]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Assert) or (isinstance(child, ast.With) and "raises" in ast.unparse(child.items[0])):
            yield may_be_empty
        inside = may_be_empty or (isinstance(child, _LOOPS) and not _is_certain(child))
        yield from _asserts(child, may_be_empty=inside)


def _is_certain(loop: ast.For | ast.While) -> bool:
    if isinstance(loop, ast.While):
        return False
    match loop.iter:
        case ast.Tuple(elts=[_, *_]) | ast.List(elts=[_, *_]):
            return True
        case ast.IfExp(body=ast.Tuple(elts=[_, *_]), orelse=ast.Tuple(elts=[_, *_])):
            return True
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant()]):
            return True
        case ast.Call(func=ast.Name(id="some")):
            return True
    return False


def test_no_test_asserts_only_in_a_loop_that_may_be_empty() -> None:
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    found = [f"{path.relative_to(ROOT)}: {name}" for path in files for name in unguarded(path.read_text("utf-8"))]

    assert files
    assert found == []


@pytest.mark.parametrize(
    ("loop", "found"),
    [
        ("for one in rows(): assert one", ["test_a"]),
        ("while rows(): assert one", ["test_a"]),
        ("for one in some(rows()): assert one", []),
        ("for one in (1, 2): assert one", []),
        ("for one in (): assert one", ["test_a"]),
        ("for _ in range(3): assert one", []),
        ("for one in rows(): use(one)\n    assert one", []),
    ],
)
def test_a_loop_that_may_be_empty_is_found(loop: str, found: list[str]) -> None:
    assert list(unguarded(f"def test_a():\n    {loop}\n")) == found
