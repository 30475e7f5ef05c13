"""Pay of the StatBank is read from each of its three shapes, and nothing is made of a mark."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFault
from graph.sources.statistics.statbank_pay import PayFigure, read_statbank_pay

CODED = """MaaleMetode;Yrke;Sektor;Kjonn;AvtaltVanlig;ContentsCode;Tid;value;status
01;2223;ALLE;0;0;AvtaltManedslonn;2025;52000;
02;2223;ALLE;0;0;AvtaltManedslonn;2025;52900;
051;2223;ALLE;0;0;AvtaltManedslonn;2025;47000;
061;2223;ALLE;0;0;AvtaltManedslonn;2025;57000;
01;0310;ALLE;2;0;AvtaltManedslonn;2025;;:
"""
NAMED = """"statistikkmål","yrke","sektor","kjønn","avtalt/vanlig arbeidstid per uke","Månedslønn (kr) 2019"
"Gjennomsnitt","2223 Sykepleiere","Sum alle sektorer","Begge kjønn","I alt",45600
"Median","2223 Sykepleiere","Sum alle sektorer","Begge kjønn","I alt",45100
"Median","0310 Menige","Sum alle sektorer","Begge kjønn","I alt",:
"""
STAT: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "id": ["Kjonn", "Yrke", "ContentsCode", "Tid"],
    "size": [2, 1, 1, 1],
    "dimension": {
        "Kjonn": {"category": {"index": {"1": 0, "2": 1}, "label": {"1": "Menn", "2": "Kvinner"}}},
        "Yrke": {"category": {"index": ["7115"], "label": {"7115": "Tømrere og snekkere"}}},
        "ContentsCode": {"category": {"label": {"MedianAvtMndLonn": "Median"}}},
        "Tid": {"category": {"index": {"2025K4": 0}}},
    },
    "value": [44000, None],
    "status": {"1": ":"},
}


def written(folder: Path, text: str, name: str = "pay.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_the_measures_of_a_place_are_one_figure(tmp_path: Path) -> None:
    figures, _ = read_statbank_pay(written(tmp_path, CODED))

    assert figures[0] == PayFigure(
        period="2025",
        group="2223",
        sector="A",
        working_time="A",
        sex="A",
        median=52000,
        average=52900,
        lower=47000,
        upper=57000,
    )


def test_a_withheld_figure_has_its_status_and_no_number(tmp_path: Path) -> None:
    figures, report = read_statbank_pay(written(tmp_path, CODED))

    assert (figures[1].median, figures[1].status, figures[1].sex) == (None, "withheld", "K")
    assert report["cells without a figure, by the mark of the source"] == {":": 1}


def test_csv_with_names_of_codes_is_read_too(tmp_path: Path) -> None:
    figures, _ = read_statbank_pay(written(tmp_path, NAMED))

    assert [(one.group, one.period, one.average, one.median, one.status) for one in figures] == [
        ("2223", "2019", 45600, 45100, ""),
        ("0310", "2019", None, None, "withheld"),
    ]


def test_json_stat_is_read_too(tmp_path: Path) -> None:
    figures, _ = read_statbank_pay(written(tmp_path, json.dumps(STAT), "pay.json"))

    assert [(one.period, one.sex, one.median, one.status) for one in figures] == [
        ("2025K4", "M", 44000, ""),
        ("2025K4", "K", None, "withheld"),
    ]


def test_a_pay_of_zero_is_no_pay(tmp_path: Path) -> None:
    table = "Kjonn;Alder;Yrke;ContentsCode;Tid;value;status\n0;999D;1114;MedianAvtMndLonn;2024K4;0;\n"
    figures, _ = read_statbank_pay(written(tmp_path, table))

    assert (figures[0].median, figures[0].status) == (None, "none")


def test_the_sum_of_all_groups_is_left_out_and_reported(tmp_path: Path) -> None:
    text = CODED + "01;0-9;ALLE;0;0;AvtaltManedslonn;2025;53190;\n"

    assert read_statbank_pay(written(tmp_path, text))[1]["left out, no group of STYRK-08 or another measure"] == {
        "0-9": 1
    }


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("01;2223;ALLE;0", "01;2223;HALVE;0", r"line 2: unknown sector 'HALVE'; those read here are "),
        ("01;2223;ALLE;0", "09;2223;ALLE;0", r"line 2: unknown measure '09'"),
        ("2025;52000", "2025;mye", r"line 2: a figure is a number or one of"),
        (";Kjonn;", ";Kjonnet;", r"line 1: unknown variable 'Kjonnet'"),
        ("02;2223", "01;2223", r"line 3: median of 2025 2223 A A A stands here twice"),
        (";2025;52000", ";i fjor;52000", r"a period is a year, a quarter"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_statbank_pay(written(tmp_path, CODED.replace(old, new)))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"value": [44000]}, r"the dimensions make 2 figures, and there are 1"),
        ({"size": [3, 1, 1, 1]}, r"the dimension Kjonn has 2 codes and says that it has 3"),
        ({"id": None}, r"Expected `array`, got `null`"),
    ],
)
def test_json_stat_that_does_not_add_up_is_refused(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_statbank_pay(written(tmp_path, json.dumps(STAT | change), "pay.json"))


@pytest.mark.parametrize(
    ("name", "group", "sex", "median"),
    [
        ("ssb_11418_2019.csv", "2223", "A", 46700),
        ("ssb_11418_2025.csv", "7115", "M", 46760),
        ("ssb_11658_2025K4_median.csv", "7411", "A", 52100),
    ],
)
def test_the_real_tables_have_the_pay_of_nurses_carpenters_and_electricians(
    shared: Callable[[str], Path], name: str, group: str, sex: str, median: int
) -> None:
    figures, _ = read_statbank_pay(shared(f"sources/ssb/{name}"))

    assert [one.median for one in figures if (one.group, one.sex) == (group, sex)] == [median]
