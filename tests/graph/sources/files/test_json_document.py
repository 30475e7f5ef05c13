"""A fault in a JSON file is told with the line it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.files.json_document import JsonDocument


def written(folder: Path, text: str) -> Path:
    path = folder / "document.json"
    path.write_text(text, "utf-8")
    return path


def test_data_are_plain_and_converted_on_demand(tmp_path: Path) -> None:
    document = JsonDocument(written(tmp_path, '{"y_lege": {"code": "0110"}}'))

    assert document.objects() == {"y_lege": {"code": "0110"}}
    assert document.convert(document.data, dict[str, dict[str, str]], "") == {"y_lege": {"code": "0110"}}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{\n"a": 1,\n}', r"line [23]: this is not JSON"),
        ('{\n"a": [1, 2', r"line 2: this is not JSON"),
        ("", r"line 1: this is not JSON"),
        ('{"a": 1,\n"b": 2,\n"a": 3}', r"line 1: the field 'a' stands twice"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        JsonDocument(written(tmp_path, text))


def test_a_value_of_the_wrong_kind_is_told_near_its_record(tmp_path: Path) -> None:
    document = JsonDocument(written(tmp_path, '{\n"y_lege": {},\n"y_kokk": {"antall": "tolv"}\n}'))

    with pytest.raises(SourceFault, match=r"line 3: Expected `int`, got `str`"):
        document.convert(document.data["y_kokk"]["antall"], int, "y_kokk")


def test_a_list_is_no_object(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="Expected `object`, got `array`"):
        JsonDocument(written(tmp_path, "[]")).objects()


def test_json_nested_too_deeply_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[\n" * 100_000 + "]" * 100_000, "utf-8")

    with pytest.raises(SourceFault, match=r"line 100000: the JSON is nested too deeply"):
        JsonDocument(path)


def test_a_number_of_5001_digits_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text('{"a": 1,\n "b": ' + "9" * 5001 + "}", "utf-8")

    with pytest.raises(SourceFault, match=r"line 2: a number of 5001 digits is no figure"):
        JsonDocument(path)


def test_records_are_found_however_deep_they_are_nested(tmp_path: Path) -> None:
    path = tmp_path / "nested.json"
    path.write_text('{"y_a": {"1": {"nus": "1"}}, "y_b": [{"nus": "2"}]}', "utf-8")

    assert [one["nus"] for one in JsonDocument(path).leaves("nus")] == ["1", "2"]
