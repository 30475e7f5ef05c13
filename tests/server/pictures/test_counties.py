"""Figures by county: the newest period, the ratio of two of them, and words for those withheld."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from server.languages import ReaderLanguage
from server.pictures.county_figures import read_counties

NB = ReaderLanguage.of("nb")


def row(release: Release, area: str, name: str, period: str, **figures: str) -> Row:
    return {
        "area": Cell(release.names.thing("code", area), "uri"),
        "name": Cell(name, "literal", "nb"),
        **({"period": Cell(period, "literal")} if period else {}),
        **{one: Cell(value, "literal") for one, value in figures.items()},
    }


def find(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found
    return found[1]


def test_counties_have_the_figures_of_the_newest_period_and_their_ratio(portal: Release) -> None:
    rows = [
        row(portal, "county-2024-03", "Oslo", "2026-01-31", seekers="711", vacancies="494"),
        row(portal, "country-no", "hele landet", "2026-01-31", seekers="2238", vacancies="1650"),
        row(portal, "county-2024-55", "Troms", "2026-01-31", seekers="43"),
        row(portal, "county-2024-03", "Oslo", "2025-12-31", seekers="1", vacancies="1"),
    ]

    areas, division, period = read_counties(portal, rows, "job-market", NB)

    assert (division, period) == ("2024", "januar 2026")
    assert [(one.code, one.name) for one in areas] == [("03", "Oslo"), ("55", "Troms"), ("no", "hele landet")]
    assert areas[0].words == {"vacancies": "494", "seekers": "711", "seekers_per_vacancy": "1,4"}
    assert areas[1].words == {"vacancies": "vises ikke", "seekers": "43", "seekers_per_vacancy": "vises ikke"}


def test_ratios_have_one_number_of_decimals_and_counts_have_none(portal: Release) -> None:
    rows = [
        row(portal, "county-2024-03", "Oslo", "2026-01-31", seekers="4000", vacancies="2000"),
        row(portal, "county-2024-55", "Troms", "2026-01-31", seekers="43", vacancies="28"),
    ]

    areas, _, _ = read_counties(portal, rows, "job-market", NB)

    assert [one.words["seekers_per_vacancy"] for one in areas] == ["2,0", "1,5"]
    assert [one.words["seekers"] for one in areas] == ["4\xa0000", "43"]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"seekers": "43", "vacancies": "0"}, "ingen ledige"),
        ({"seekers": "43"}, "vises ikke"),
        ({"vacancies": "0"}, "vises ikke"),
    ],
)
def test_no_vacancies_is_not_said_to_be_withheld(portal: Release, figures: dict[str, str], said: str) -> None:
    rows = [row(portal, "county-2024-55", "Troms", "2026-01-31", **figures)]

    areas, _, _ = read_counties(portal, rows, "job-market", NB)

    assert areas[0].figures["seekers_per_vacancy"] is None
    assert areas[0].words["seekers_per_vacancy"] == said


def test_the_division_follows_the_codes_of_the_figures(portal: Release) -> None:
    rows = [row(portal, "county-2018-12", "Hordaland", "2017-12-31", shortage="325")]

    areas, division, period = read_counties(portal, rows, "shortage", NB)

    assert (areas[0].words, division, period) == ({"shortage": "325"}, "2018", "2017")


@pytest.mark.parametrize("path", ["/counties/pay", "/counties/job-market", "/counties/stjerne.svg"])
def test_a_cube_without_counties_in_the_release_is_not_found(portal_client: FlaskClient, path: str) -> None:
    assert portal_client.get(path).status_code == 404


def test_companies_have_the_day_they_were_retrieved_by_and_few_full_time_equivalents_in_words(portal: Release) -> None:
    days = [{"retrieved": Cell(day, "literal")} for day in ("2026-01-02", "2026-01-03")]
    rows = [
        row(portal, "county-2024-46", "Vestland", "", companies="812", full_time="2310.5") | days[0],
        row(portal, "county-2024-55", "Troms", "", companies="3", status="under-five") | days[1],
        row(portal, "county-2024-03", "Oslo", "", companies="9", status="partly-shown") | days[0],
    ]

    areas, division, period = read_counties(portal, rows, "companies", NB)

    assert (division, period) == ("2024", "hentet senest 3. januar 2026")
    assert [one.words for one in areas] == [
        {"companies": "9", "full_time": "vises ikke"},
        {"companies": "812", "full_time": "2\xa0310,5"},
        {"companies": "3", "full_time": "færre enn 5"},
    ]


def test_a_map_opens_with_the_subject_of_the_largest_figure(portal_client: FlaskClient) -> None:
    opened, cook, baker = (
        portal_client.get(f"/counties/companies.csv{chosen}").text for chosen in ("", "?of=kokk", "?of=baker")
    )

    assert opened == cook != baker


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("nb", ("Bedrifter med yrket", "hentet senest 3. januar 2026", "færre enn 5", "er ukjent")),
        ("nn", ("Bedrifter med yrket", "henta seinast 3. januar 2026", "færre enn 5", "er ukjende")),
        ("en", ("Companies with the occupation", "retrieved by 3 January 2026", "fewer than 5", "are unknown")),
    ],
)
def test_the_companies_of_an_occupation_are_a_map_and_a_table(
    portal_client: FlaskClient, language: str, sentences: tuple[str, ...]
) -> None:
    text = portal_client.get(f"/counties/companies?of=kokk&lang={language}", headers={"Accept": "text/html"}).text

    assert [one for one in sentences if one not in text] == []
    assert 'href="/counties/shortage' not in text


def test_the_table_of_companies_is_the_same_as_csv_and_by_its_query(portal_client: FlaskClient) -> None:
    rows = portal_client.get("/counties/companies.csv?of=kokk").text.splitlines()
    page = portal_client.get("/counties/companies?of=kokk", headers={"Accept": "text/html"}).text
    query = parse_qs(urlsplit(html.unescape(find(r'href="(/query\?[^"]+)"', page))).query)["query"][0]

    asked = portal_client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"}).text.splitlines()

    assert rows == ["code,name,companies,full_time", "46,Vestland,812,2310.5", "55,Troms,3,"]
    assert rows == asked


@pytest.mark.parametrize("key", ["kokk", "baker"])
def test_the_page_of_an_occupation_leads_to_its_companies(portal_client: FlaskClient, key: str) -> None:
    assert f'href="/counties/companies?of={key}"' in portal_client.get(f"/doc/occupation/{key}.html").text
