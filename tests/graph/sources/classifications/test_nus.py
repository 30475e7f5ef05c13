"""The names known of codes in NUS2000 are read, with the names other sources have for one code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.nus import read_nus

HEAD = "code,digits,name,isced97,sources,variant_names"


def names(folder: Path, *lines: str) -> Path:
    path = folder / "nus.csv"
    path.write_text("\n".join((HEAD, *lines)) + "\n", "utf-8")
    return path


def test_a_code_has_its_name_its_isced_and_what_others_call_it(tmp_path: Path) -> None:
    found, report = read_nus(names(tmp_path, "763202,6,Anestesiologi,5741,a|b,Anestesi|Anestesiologi", "763,3,,,a,"))

    assert (found[0].isced97, dict(found[0].names), found[0].in_use) == (
        "5741",
        {"nb": "Anestesiologi"},
        (("nb", "Anestesi"),),
    )
    assert report["named differently by another source"] == ["763202: Anestesiologi | Anestesi"]
    assert report["without a name"] == ["763"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("76320,5,Navn,,a,", "76320"),
        ("763202,4,Navn,,a,", "6 digits"),
        ("763202,6,Navn,57,a,", "ISCED 97"),
        ("7632O2,6,Navn,,a,", "7632O2"),
        ("763,3,Igjen,,a,", "line 2"),
        ("763202,6,Navn", "as many cells"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(SourceFault, match=words) as fault:
        read_nus(names(tmp_path, "763,3,Medisin,,a,", line))

    assert fault.value.line == 3


def test_all_names_at_hand_are_read(shared: Callable[[str], Path]) -> None:
    found, report = read_nus(shared("sources/ssb/nus2000_partial.csv"))

    assert (len(found), report["by digits"]) == (1634, {"3": 21, "4": 260, "6": 1353})
    assert report["with ISCED 97"] == 693
    assert [line.split(":")[0] for line in report["named differently by another source"]] == ["755105"]
