"""The lines of each graph are kept in order, once, and leave nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from graph.statement_files import GraphFiles

A, B, C = b"<x:a> <x:p> <x:a> .\n", b"<x:b> <x:p> <x:b> .\n", b"<x:c> <x:p> <x:c> .\n"


def test_a_line_is_new_to_a_graph_once() -> None:
    files = GraphFiles()

    assert files.add("x:one", [B, A, A]) == [B, A]
    assert files.add("x:one", [A, C]) == [C]
    assert files.lines("x:one") == [A, B, C]
    assert files.sizes == {"x:one": 3}


def test_a_line_is_new_once_to_a_graph_that_began_empty() -> None:
    files = GraphFiles()
    files.add("x:one", [])

    assert [files.add("x:one", [A]) for _ in range(3)] == [[A], [], []]
    assert files.sizes == {"x:one": 1}


def test_a_line_that_another_graph_has_is_not_gone() -> None:
    files = GraphFiles()
    files.add("x:one", [A, B])
    files.add("x:two", [B])

    assert files.remove("x:one", [A, B]) == [A]
    assert files.sizes == {"x:one": 0, "x:two": 1}


def test_triples_come_once_and_quads_with_each_graph() -> None:
    files = GraphFiles()
    files.add("x:two", [B, A])
    files.add("x:one", [C, B])

    files.sort()

    assert list(files.triples()) == [A, B, C]
    assert list(files.triples(["x:two"])) == [A, B]
    assert b"".join(files.quads("x:one")) == b"<x:b> <x:p> <x:b> <x:one> .\n<x:c> <x:p> <x:c> <x:one> .\n"
    assert list(files.quads("x:three")) == []


def test_a_quad_ends_where_its_line_does_whatever_its_text_has() -> None:
    files = GraphFiles()
    files.add("x:one", [b'<x:a> <x:p> "ends . \\n .\\n and goes on" .\n'])

    assert b"".join(files.quads("x:one")) == b'<x:a> <x:p> "ends . \\n .\\n and goes on" <x:one> .\n'


def test_a_build_that_is_killed_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    files = GraphFiles()

    files.add("x:one", [A])

    assert files.lines("x:one") == [A]
    assert list(tmp_path.iterdir()) == []
