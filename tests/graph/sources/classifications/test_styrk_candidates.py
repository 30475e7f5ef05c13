"""The candidates of titles in another edition are read with the two kinds of evidence apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.styrk_candidates import TitleCandidates, read_candidates

HEADER = "styrk98_7,title,styrk08_by_nav_title,styrk08_name,isco08_candidates_by_isco88\n"


def write(folder: Path, *rows: str) -> Path:
    path = folder / "candidates.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_a_title_keeps_its_zeros_and_both_kinds_of_evidence(tmp_path: Path) -> None:
    titles, _ = read_candidates(write(tmp_path, "0111102,KORPORAL,0310,Menige,0110|0310"))

    assert titles == [TitleCandidates("0111102", "0310", ("0110", "0310"))]
    assert (titles[0].group, titles[0].is_agreed) == ("0111", True)


def test_the_report_says_how_often_the_two_agree(tmp_path: Path) -> None:
    path = write(tmp_path, "1000001,A,2211,L,2211|2212", "1000002,B,2211,L,2212", "1000003,C,2211,L,", "1000004,D,,,")

    report = read_candidates(path)[1]

    assert (report["with both"], report["of which agree"], report["agreement"]) == (2, 1, 0.5)
    assert report["with neither"] == 1


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (["111101,X,,,"], "line 2: a title of STYRK-98 has seven digits, got '111101'"),
        (["0111101,X,310,M,"], "line 2: a group of STYRK-08 or ISCO-08 has four digits, got '310'"),
        (["0111101,X,,,0310|31"], "line 2: a group of STYRK-08 or ISCO-08 has four digits, got '31'"),
        (["0111101,X,,,0310|0310"], "line 2: a candidate is listed twice"),
        (["0111101,X,,,", "0111101,X,,,"], "line 3: the code 0111101 stands on line 2 too"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, rows: list[str], complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint.replace("|", r"\|")):
        read_candidates(write(tmp_path, *rows))


def test_the_real_table_agrees_on_three_of_five(shared: Callable[[str], Path]) -> None:
    report = read_candidates(shared("sources/ssb/styrk98_to_styrk08_partial.csv"))[1]

    assert report == {
        "titles": 7020,
        "with an equal title in NAV's list": 3809,
        "with candidates by ISCO-88": 5664,
        "with neither": 567,
        "with both": 3020,
        "of which agree": 1808,
        "agreement": 0.599,
    }
