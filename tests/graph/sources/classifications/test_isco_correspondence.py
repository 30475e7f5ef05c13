"""The table from ISCO-88 to ISCO-08 is read with the zeros it has lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.isco_correspondence import read_isco_table

HEADER = "isco1988,isco1988_title,isco2008,isco2008_title\n"


def write(folder: Path, *rows: str) -> Path:
    path = folder / "isco.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_a_lost_zero_is_mended_and_told(tmp_path: Path) -> None:
    pairs, report = read_isco_table(write(tmp_path, "110,Armed Forces,210,Non-commissioned", "2221,A,2211,B"))

    assert pairs == [("0110", "0210"), ("2221", "2211")]
    assert report["codes that had lost their leading zero"] == ["0110", "0210"]


def test_a_pair_listed_twice_counts_once_and_is_told(tmp_path: Path) -> None:
    pairs, report = read_isco_table(write(tmp_path, "2221,A,2211,B", "2221,A,2211,B"))

    assert (len(pairs), report["listed twice"]) == (1, ["2221 2211"])


@pytest.mark.parametrize("row", ["22,A,2211,B", "2221,A,,B", "2221p,A,2211,B"])
def test_what_is_no_code_is_told_with_its_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(SourceFault, match="line 2: a unit group of ISCO has four digits"):
        read_isco_table(write(tmp_path, row))


def test_the_real_table_has_678_pairs_of_389_groups(shared: Callable[[str], Path]) -> None:
    pairs, report = read_isco_table(shared("sources/ilo/isco1988_isco2008.csv"))

    assert (len(pairs), len({old for old, _ in pairs}), len({new for _, new in pairs})) == (678, 389, 436)
    assert report["codes that had lost their leading zero"] == ["0110", "0210", "0310"]
