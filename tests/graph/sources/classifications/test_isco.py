"""ISCO-08 is read whole, and ISCO-88 as far as the table that leads from it tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.isco import read_isco08, read_isco88

TABLE = "isco1988,isco1988_title,isco2008,isco2008_title"


def written(folder: Path, *lines: str) -> Path:
    path = folder / "isco.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_group_of_isco08_keeps_its_zero(tmp_path: Path) -> None:
    found, report = read_isco08(written(tmp_path, "code,title_en", "0,Armed Forces", "01,Officers", "0110,Officers"))

    assert [item.code for item in found] == ["0", "01", "0110"]
    assert report["without the code above"] == ["0110"]


def test_a_group_of_isco88_comes_once_with_the_name_most_rows_have(tmp_path: Path) -> None:
    path = written(
        tmp_path, TABLE, "4142,Mail clerks,1,A", "4142,Mail Clerks,2,B", "4142,Mail Clerks,3,C", "110,Armed Forces,4,D"
    )

    found, report = read_isco88(path)

    assert [(item.code, dict(item.names), item.in_use) for item in found] == [
        ("4142", {"en": "Mail Clerks"}, (("en", "Mail clerks"),)),
        ("0110", {"en": "Armed Forces"}, ()),
    ]
    assert report["leading zeros put back"] == ["line 5: 110 is 0110"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("22111,Leger", "22111"),
        ("2A,Leger", "'2A'"),
        ("2211,", "has no name"),
        ("2,Again", "line 2"),
        ("22", "as many"),
    ],
)
def test_a_fault_in_isco08_is_told_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(SourceFault, match=words) as fault:
        read_isco08(written(tmp_path, "code,title_en", "2,Professionals", line))

    assert fault.value.line == 3


@pytest.mark.parametrize("code", ["11", "11111", "11A1"])
def test_a_unit_group_of_isco88_has_four_digits(tmp_path: Path, code: str) -> None:
    with pytest.raises(SourceFault, match=code) as fault:
        read_isco88(written(tmp_path, TABLE, f"{code},Legislators,1111,Legislators"))

    assert fault.value.line == 2


def test_both_are_read_whole(shared: Callable[[str], Path]) -> None:
    new, report = read_isco08(shared("sources/ilo/isco08.csv"))
    old, told = read_isco88(shared("sources/ilo/isco1988_isco2008.csv"))

    assert (len(new), report["by digits"]) == (619, {"1": 10, "2": 43, "3": 130, "4": 436})
    assert report["without the code above"] == []
    assert (len(old), len(told["leading zeros put back"]), len(told["named in several ways"])) == (389, 3, 2)
