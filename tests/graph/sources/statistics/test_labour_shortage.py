"""Nav's survey of employers is read by county of 2018, with its blanks in numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.statistics.labour_shortage import read_shortage

TABLE = "aar;yrkekode;yrke;oslo;sogn_fjordane;norge\n2017;2512;Programvareutviklere;1 400;25;1650\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "shortage.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_row_has_a_figure_for_each_county_and_the_country(tmp_path: Path) -> None:
    figures, _ = read_shortage(written(tmp_path, TABLE))

    assert [(one.group, one.area, one.shortage) for one in figures] == [
        ("2512", "county-2018-03", 1400),
        ("2512", "county-2018-14", 25),
        ("2512", "country-no", 1650),
    ]


def test_a_column_of_no_county_is_passed_over_and_reported(tmp_path: Path) -> None:
    text = TABLE.replace("yrke;oslo", "yrke;viken;oslo").replace("lere;1", "lere;7;1")

    assert read_shortage(written(tmp_path, text))[1]["columns passed over"] == ["viken"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("1 400", "mange", r"line 2: oslo is a whole number, got 'mange'"),
        (";norge", ";noreg", r"line 1: there is no column 'norge', the whole country"),
        ("2512", "251", r"line 2: a unit group of STYRK-08 has four digits, got '251'"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_shortage(written(tmp_path, TABLE.replace(old, new)))


def test_the_real_survey_has_136_groups_in_18_counties_and_the_country(shared: Callable[[str], Path]) -> None:
    _, report = read_shortage(shared("sources/nav/bedriftsundersokelsen_2017_yrke_fylke.csv"))

    assert (report["STYRK-08 codes"], report["areas"]) == (136, 19)
