"""Nav's job seekers and vacancies are read by county, and an empty cell is zero only where it is proved."""

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


def test_an_empty_cell_is_zero_where_the_figures_shown_add_up_to_the_country(tmp_path: Path) -> None:
    without_vacancies = TABLE.replace("Finnmark,Kontorarbeid,,12.0", "Finnmark,Kontorarbeid,,").replace("552", "540")
    figures, report = read_job_market(written(tmp_path, without_vacancies))

    assert [(one.seekers, one.vacancies, one.status) for one in figures] == [
        (1369, 492, ""),
        (317, 48, ""),
        (None, 0, "partly-shown"),
        (1690, 540, ""),
    ]
    assert (report["empty at the source, zero"], report["empty at the source, missing"]) == (1, 1)


def test_a_field_of_which_only_the_country_is_listed_is_read(tmp_path: Path) -> None:
    figures, _ = read_job_market(written(tmp_path, HEADER + "2025-06-01,Landet,Landet,Kontorarbeid,1690.0,\n"))

    assert [(one.seekers, one.vacancies, one.status) for one in figures] == [(1690, None, "partly-shown")]


@pytest.mark.parametrize("total", ["", "2025-06-01,Landet,Landet,Kontorarbeid,1690.0,553.0\n"])
def test_an_empty_cell_is_missing_elsewhere(tmp_path: Path, total: str) -> None:
    country = "2025-06-01,Landet,Landet,Kontorarbeid,1690.0,552.0\n"
    empty = TABLE.replace("Finnmark,Kontorarbeid,,12.0", "Finnmark,Kontorarbeid,,").replace(country, total)
    figures, _ = read_job_market(written(tmp_path, empty))

    (finnmark,) = (one for one in figures if one.area == "county-2024-56")
    assert (finnmark.seekers, finnmark.vacancies, finnmark.status) == (None, None, "none")


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
    assert (report["empty at the source, zero"], report["empty at the source, missing"]) == (73, 0)
    (agder,) = (one for one in figures if one.key == "2025-10-county-2024-42-jordbruk-skogbruk-og-fiske")
    assert (agder.seekers, agder.vacancies) == (73, 1)
