"""YAML and JSON read as records, and every fault told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.model import Record
from graph.sources.files.yaml_records import read_yaml


class Tool(Record, frozen=True):
    """A record to read."""

    code: str
    weight: float = 0.0
    names: dict[str, str] = {}  # noqa: RUF012 - msgspec copies a default


def read(folder: Path, text: str, end: str = "...\n") -> tuple[Tool, ...]:
    path = folder / "tools.yaml"
    path.write_text(text + end, "utf-8")
    return read_yaml(path, tuple[Tool, ...])


def test_records_are_read_in_order(tmp_path: Path) -> None:
    assert read(tmp_path, '- {code: "01", weight: 2}\n- code: hammer\n') == (
        Tool(code="01", weight=2.0),
        Tool(code="hammer"),
    )


def test_json_is_read_too_also_with_tabs(tmp_path: Path) -> None:
    assert read(tmp_path, '[\n\t{"code": "01"}\n]\n', end="") == (Tool(code="01"),)


def test_a_file_ends_with_three_dots(tmp_path: Path) -> None:
    assert read(tmp_path, "- code: saw\n", end="...\n\n") == (Tool(code="saw"),)
    with pytest.raises(SourceFault, match=r"line 1: the file ends without the line '\.\.\.'"):
        read(tmp_path, "- code: saw\n", end="")


def test_an_empty_file_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="the file is empty"):
        read(tmp_path, "\n", end="")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# only a comment\n", 2, "this is not YAML"),
        ("- code: saw\n- code: 12\n", 2, "'12' is read as a number; put it in quotes"),
        ("- code: saw\n- code: 0110\n", 2, "'0110' is read as a number; put it in quotes"),
        ("- code: saw\n- code: 2023-01-01\n", 2, "'2023-01-01' is read as a date; put it in quotes"),
        ("- code: saw\n- code:\n", 2, "a text is missing"),
        ("- code: saw\n- code: [a]\n", 2, "here stands a text"),
        ("- code: saw\n- saw\n", 2, "here stand fields"),
        ("- code: saw\n  weight: heavy\n", 2, "'heavy' is no number"),
        ("- code: saw\n  names:\n    nb: sag\n    nn: 3\n", 4, "'3' is read as a number; put it in quotes"),
        ("- code: saw\n  ? [a]\n  : b\n", 2, "the name of a field is one word"),
        ("code: saw\n", 1, "here stands a list"),
        ("- code: 'saw\n", 2, "this is not YAML"),
        ("- code: saw\n -code\n", 2, "this is not YAML"),
        ("- &a {code: saw}\n- *a\n", 1, "an alias"),
        ("- code: !!python/name:os.system saw\n", 1, "cannot be what"),
        ("--- {}\n--- {}\n", 2, "this is not YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    with pytest.raises(SourceFault) as caught:
        read(tmp_path, text)

    assert said in str(caught.value)
    assert caught.value.line == line
