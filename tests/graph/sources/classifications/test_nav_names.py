"""NAV's names are read with the group of the edition that each row is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.nav_names import NavName, read_nav_names

HEADER = "isco_versjon;yrkeskode;yrkesbetegnelse;forste_aar;siste_aar;antall_aar\n"


def write(folder: Path, *rows: str) -> Path:
    path = folder / "names.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_a_name_has_a_group_of_each_edition_it_is_listed_in(tmp_path: Path) -> None:
    path = write(tmp_path, "ISCO-08;5223;Butikkselger;2012;2017;6", "ISCO-88;5221;Butikkselger;2002;2011;10")

    names, report = read_nav_names(path)

    assert names == [
        NavName(kind="styrk08", code="5223", name="Butikkselger"),
        NavName(kind="styrk98", code="5221", name="Butikkselger"),
    ]
    assert report["names"] == 1


def test_a_name_that_nav_could_not_place_is_left_out_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path, "ISCO-08;0000;KONVERTERT STYRK;2012;2017;6", "ISCO-08;2211;Lege;2012;2017;6")

    names, report = read_nav_names(path)

    assert [one.code for one in names] == ["2211"]
    assert report["left out, in no group"] == 1


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("ISCO-68;2211;Lege;2012;2017;6", "isco_versjon is one of ISCO-88, ISCO-08"),
        ("ISCO-08;221;Lege;2012;2017;6", "a group here has four digits"),
        ("ISCO-08;22x1;Lege;2012;2017;6", "digits"),
        ("ISCO-08;2211; ;2012;2017;6", "yrkesbetegnelse is empty"),
    ],
)
def test_a_malformed_row_is_refused_with_its_line(tmp_path: Path, row: str, fault: str) -> None:
    path = write(tmp_path, "ISCO-08;2211;Lege;2012;2017;6", row)

    with pytest.raises(SourceFault, match=f"line 3.*{fault}"):
        read_nav_names(path)
