"""Nav's categories are read in two levels, each group of STYRK-08 in one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.nav_categories import read_nav_categories


def entry(code: str, upper: str, lower: str, name: str = "Leger") -> dict[str, str]:
    return {"styrkCode": code, "styrkDescription": name, "categoryLevel1": upper, "categoryLevel2": lower}


def written(folder: Path, **groups: dict[str, str]) -> Path:
    path = folder / "nav.json"
    path.write_text(json.dumps({key.removeprefix("c"): group for key, group in groups.items()}, indent=1), "utf-8")
    return path


def test_a_group_is_in_a_category_that_is_part_of_another(tmp_path: Path) -> None:
    path = written(
        tmp_path, c2211=entry("2211", "Helse og sosial", "Lege"), c2212=entry("2212", "Helse og sosial", "Lege")
    )

    categories, groups, report = read_nav_categories(path)

    assert [(one.key, one.name, one.above) for one in categories] == [
        ("helse-og-sosial", "Helse og sosial", ""),
        ("lege", "Lege", "helse-og-sosial"),
    ]
    assert [(group.code, group.category) for group in groups] == [("2211", "lege"), ("2212", "lege")]
    assert report == {"groups": 2, "categories": 1, "categories below them": 1}


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (entry("2212", "Helse", "Lege"), "the same in both places"),
        (entry("22111", "Helse", "Lege"), "22111"),
        (entry("2211", "Helse", "!"), "letters to make a key"),
        (entry("2211", "Lege", "Lege"), "two places"),
        (entry("2211", "Helse", "Lege") | {"more": "x"}, "more"),
    ],
)
def test_a_changed_shape_is_a_fault_with_its_line(tmp_path: Path, group: dict[str, str], words: str) -> None:
    with pytest.raises(SourceFault, match=words) as fault:
        read_nav_categories(written(tmp_path, c2211=group))

    assert fault.value.line == 2


def test_a_category_in_two_places_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="two places"):
        read_nav_categories(written(tmp_path, c2211=entry("2211", "Helse", "Lege"), c2212=entry("2212", "IT", "Lege")))


def test_a_file_without_groups_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="no groups"):
        read_nav_categories(written(tmp_path))


def test_all_of_navs_categories_are_read(shared: Callable[[str], Path]) -> None:
    _, groups, report = read_nav_categories(shared("sources/nav/arbeidsplassen_styrk.json"))

    assert report == {"groups": 407, "categories": 14, "categories below them": 115}
    assert len({group.code for group in groups}) == 407
