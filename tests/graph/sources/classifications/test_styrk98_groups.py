"""The groups of STYRK-98 have NAV's names, and NAV's own rows are told apart from them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.styrk98_groups import read_styrk98_groups

HEAD = "code,n_titles,name_nb_nav,name_en_isco88"


def groups(folder: Path, *lines: str) -> Path:
    path = folder / "groups.csv"
    path.write_text("\n".join((HEAD, *lines)) + "\n", "utf-8")
    return path


def test_a_group_has_navs_name_and_never_the_one_of_isco88(tmp_path: Path) -> None:
    found, report = read_styrk98_groups(groups(tmp_path, "5143,3,Slankeverter mv.,Undertakers and embalmers"))

    assert [(group.code, dict(group.names), group.added_by) for group in found] == [
        ("5143", {"nb": "Slankeverter mv."}, "")
    ]
    assert report["left out, names of the groups of ISCO-88 with the same digits"] == 1


def test_a_row_without_titles_is_navs_own(tmp_path: Path) -> None:
    found, report = read_styrk98_groups(groups(tmp_path, "0009,0,KONVERTERT,", "X21,0,Ingen yrkesbakgrunn,"))

    assert [(group.names["nb"], group.added_by) for group in found] == [("Konvertert", "nav")]
    assert report["left out, no code of digits"] == ["line 3: X21 Ingen yrkesbakgrunn"]


def test_a_group_without_a_name_stays_and_is_listed(tmp_path: Path) -> None:
    found, report = read_styrk98_groups(groups(tmp_path, "2412,30,,Personnel and careers professionals"))

    assert (found[0].code, dict(found[0].names), report["without a name"]) == ("2412", {}, ["2412"])


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (("22211,3,Leger,",), 2, "22211"),
        (("222,3,Leger,",), 2, "four digits"),
        (("X21,3,Leger,",), 2, "X21"),
        (("2221,3,Leger,", "2221,3,Leger,"), 3, "line 2"),
        (("2221,mange,Leger,",), 2, "n_titles is a number"),
        (("2221,3",), 2, "as many cells"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, lines: tuple[str, ...], line: int, words: str) -> None:
    with pytest.raises(SourceFault, match=words) as fault:
        read_styrk98_groups(groups(tmp_path, *lines))

    assert fault.value.line == line


def test_the_groups_of_all_titles_are_read(shared: Callable[[str], Path]) -> None:
    found, report = read_styrk98_groups(shared("sources/ssb/styrk98_groups.csv"))

    assert sum(not group.added_by for group in found) == 351
    assert [group.code for group in found if group.added_by] == ["0000", "0009", "1220", "3434", "6101", "6102", "8115"]
    assert len(report["without a name"]) == 29
