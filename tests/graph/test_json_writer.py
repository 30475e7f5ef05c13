"""One writer makes all JSON: readable lines, letters as they are, and only numbers that JSON has."""

from __future__ import annotations

import ast
import json

import pytest

from graph.json_writer import write_json
from tests.graph.test_table_writer import MODULES, calls
from tests.paths import ROOT

# Modules that quote a string or a parameter as JSON does; none of them makes JSON for others.
QUOTING = {
    "graph/search/index.py",
    "graph/sources/files/json_document.py",
    "server/browse/fault_report.py",
    "server/snippets.py",
}


def test_text_is_indented_and_ends_with_a_line_end() -> None:
    text = write_json([{"name": "sjåfør", "codes": ["0110"], "count": 2, "known": None}])

    assert text.startswith('[\n {\n  "name": "sjåfør",\n')
    assert text.endswith("]\n")
    assert json.loads(text) == [{"name": "sjåfør", "codes": ["0110"], "count": 2, "known": None}]


@pytest.mark.parametrize(("data", "error"), [(float("nan"), ValueError), ({"a": object()}, TypeError)])
def test_data_that_json_does_not_have_is_refused(data: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        write_json(data)


def test_only_one_module_writes_json() -> None:
    writers = {path for path in MODULES if calls(ast.parse(path.read_text("utf-8")), "json", "dump", "dumps")}

    assert {path.relative_to(ROOT).as_posix() for path in writers} - QUOTING == {"graph/json_writer.py"}
