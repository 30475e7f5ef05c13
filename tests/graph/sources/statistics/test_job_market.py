"""Nav's job seekers and vacancies are read by county, and a small figure cannot be worked out from the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.statistics.job_market import read_job_market

HEADER = "Dato,Nivå,Geografisk enhet,Yrke,Antall søkere,Antall utlyste stillinger\n"
TABLE = (
    HEADER
    + """2025-06-01,Fylker,Oslo,Kontorarbeid,1369.0,492.0
2025-06-01,Fylker,Agder,Kontorarbeid,317.0,48.0
2025-06-01,Fylker,Finnmark,Kontorarbeid,,12.0
2025-06-01,Fylker,Svalbard og øvrige områder,Kontorarbeid,3.0,
2025-06-01,Telemark kommuner,Skien,Kontorarbeid,80.0,10.0
2025-06-01,Landet,Landet,Kontorarbeid,1690.0,552.0
"""
)


def written(folder: Path, text: str) -> Path:
    path = folder / "seekers.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_county_is_one_of_an_edition(tmp_path: Path) -> None:
    figures, report = read_job_market(written(tmp_path, TABLE))

    assert [one.area for one in figures] == ["county-2024-03", "county-2024-42", "county-2024-56", "country-no"]
    assert report["left out, municipalities and counties of another edition"] == {
        "Fylker: Svalbard og øvrige områder": 1,
        "Telemark kommuner: Skien": 1,
    }


def test_the_least_county_is_withheld_beside_one_that_nav_leaves_empty(tmp_path: Path) -> None:
    figures, _ = read_job_market(written(tmp_path, TABLE))

    assert [(one.seekers, one.vacancies, one.status) for one in figures] == [
        (1369, 492, ""),
        (None, 48, "partly-shown"),
        (None, 12, "withheld"),
        (1690, 552, ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("1369.0", "1369.5", r"line 2: Antall søkere is a whole number or empty, got '1369.5'"),
        ("2025-06-01,Fylker,Oslo", "juni,Fylker,Oslo", r"line 2: Dato is the first day of a month"),
        ("Fylker,Agder", "Fylker,Oslo", r"line 3: the figure 2025-06-county-2024-03-kontorarbeid stands here twice"),
        ("Nivå,", "Nivået,", r"line 1: the columns here are .*; missing: Nivå"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_job_market(written(tmp_path, TABLE.replace(old, new)))


def test_the_real_table_has_eight_months_of_fifteen_counties_and_the_country(shared: Callable[[str], Path]) -> None:
    figures, report = read_job_market(shared("sources/nav/soekere_stillinger_yrkespraksis_2025-2026.csv"))

    assert (len(figures), len(report["periods"]), report["areas"], len(report["fields"])) == (1920, 8, 16, 15)
