"""Employed persons are read by occupation, age and contract, for the whole country."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.statistics.statbank_employment import read_employment

TABLE = """Region;Ansettelsesforhold;Yrke;Alder;ContentsCode;Tid;value;status
0;0;2223;15-74;Sysselsatte;2025;60000;
0;F;2223;15-74;Sysselsatte;2025;55000;
0;M;2223;20-66;Sysselsatte;2025;;:
0;0;0-9;15-74;Sysselsatte;2025;2872857;
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "employed.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_figure_has_its_age_and_its_kind_of_contract(tmp_path: Path) -> None:
    figures, report = read_employment(written(tmp_path, TABLE))

    assert [(one.age, one.contract, one.employed, one.status) for one in figures] == [
        ("15-74", "all", 60000, ""),
        ("15-74", "permanent", 55000, ""),
        ("20-66", "temporary", None, "withheld"),
    ]
    assert report["left out"] == {"group 0-9": 1}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("0;F;", "0;X;", r"line 3: unknown contract 'X'"),
        ("0;F;2223", "0;0;2223", r"line 3: the figure 2025-2223-15-74-all-A stands here twice"),
        ("60000", "-5", r"line 2: a number of persons is zero or more"),
        ("2223", "0-9", r"the table has no employed persons of any group"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_employment(written(tmp_path, TABLE.replace(old, new)))


def test_the_real_table_has_580_groups(shared: Callable[[str], Path]) -> None:
    figures, report = read_employment(shared("sources/ssb/ssb_14437_2025.csv"))

    assert (len(figures), report["STYRK-08 codes"]) == (4640, 580)
