"""The codes of a classification are read as Klass answers them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.klass_codes import read_klass_codes

MAJOR = {"code": "2", "parentCode": None, "level": "1", "name": "Akademiske yrker", "notes": ""}
SUB_MAJOR = {"code": "22", "parentCode": "2", "level": "2", "name": "Medisinske  yrker", "notes": "Nytt navn. "}


def answer(folder: Path, *codes: dict[str, Any], key: str = "codes") -> Path:
    path = folder / "codes.json"
    path.write_text(json.dumps({key: list(codes)}, indent=1), "utf-8")
    return path


def test_a_code_has_its_name_and_the_publishers_note(tmp_path: Path) -> None:
    found, report = read_klass_codes(answer(tmp_path, MAJOR, SUB_MAJOR), "styrk08")

    assert [(item.code, dict(item.names), dict(item.notes)) for item in found] == [
        ("2", {"nb": "Akademiske yrker"}, {}),
        ("22", {"nb": "Medisinske yrker"}, {"nb": "Nytt navn."}),
    ]
    assert report == {"codes": 2, "by digits": {"1": 1, "2": 1}}


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ((), "no codes"),
        ((MAJOR, MAJOR), "stands twice"),
        ((MAJOR | {"code": "22111"},), "22111"),
        ((MAJOR | {"code": "A"},), "'A'"),
        ((MAJOR | {"name": " "},), "no name"),
        ((SUB_MAJOR,), "not its beginning"),
        ((MAJOR, SUB_MAJOR | {"code": "32"}), "not its beginning"),
        (({"code": "2"},), "level"),
    ],
)
def test_a_changed_shape_is_a_fault(tmp_path: Path, codes: tuple[dict[str, Any], ...], words: str) -> None:
    with pytest.raises(SourceFault, match=words):
        read_klass_codes(answer(tmp_path, *codes), "styrk08")


def test_a_document_of_another_kind_is_told_from_the_first_line(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="line 1: the file has no list named codes"):
        read_klass_codes(answer(tmp_path, MAJOR, key="titles"), "styrk08")


def test_a_fault_tells_the_line_of_the_code(tmp_path: Path) -> None:
    with pytest.raises(SourceFault) as fault:
        read_klass_codes(answer(tmp_path, MAJOR, SUB_MAJOR | {"code": "22111"}), "styrk08")

    assert fault.value.line == 11


def test_an_answer_without_codes_or_cut_off_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault):
        read_klass_codes(answer(tmp_path, MAJOR, key="kodar"), "styrk08")
    path = answer(tmp_path, MAJOR)
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")
    with pytest.raises(SourceFault, match="not JSON"):
        read_klass_codes(path, "styrk08")


def test_the_whole_of_styrk08_is_read(shared: Callable[[str], Path]) -> None:
    found, report = read_klass_codes(shared("sources/ssb/styrk08.klass.json"), "styrk08")

    assert (report["codes"], report["by digits"]) == (582, {"1": 10, "2": 43, "3": 122, "4": 407})
    assert sum(bool(item.notes) for item in found) == 2
