"""Tables of statistics have summary lines first, and reasons for withheld figures."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.reading.result_rows import Cell
from server.charts.ranges import Row
from server.languages import Passage, ReaderLanguage
from server.things.page_questions import Found
from server.things.sources import AGES, today
from server.things.tables import Line, Table, figure_tables


def line(number: int, *, whole: bool = False) -> Line:
    return Line([], [str(number)], whole=whole)


def test_lines_that_sum_up_the_others_stand_first() -> None:
    table = Table("2221", "", None, [line(1, whole=True), line(2)])

    assert table.summary == [line(1, whole=True)]


@pytest.mark.parametrize("lines", [[], [line(1)], [line(1, whole=True)]])
def test_where_no_line_or_every_line_sums_up_there_is_no_summary(lines: list[Line]) -> None:
    assert Table("2221", "", None, lines).summary == []


@pytest.mark.parametrize(("language", "words"), [("nb", "vises ikke"), ("nn", "blir ikkje vist"), ("en", "not shown")])
def test_a_figure_that_is_withheld_says_so_and_why(portal_client: FlaskClient, language: str, words: str) -> None:
    pages = [
        portal_client.get(f"{path}?lang={language}", headers={"Accept": "text/html"}).text
        for path in re.findall(r'href="(/doc/occupation/[^"?]+)', portal_client.get("/list/occupation").text)
    ]
    rows = [row for page in pages for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if words in row]

    assert rows
    assert all('<br><span class="note">' in row for row in rows)


def test_a_bar_is_named_by_what_tells_it_from_the_others() -> None:
    def drawn(sector: str, sex: str) -> Line:
        names = [Passage(sector, "nb"), Passage("heltid", "nb"), Passage(sex, "nb")]
        return Line(names, ["10"], bar=Row("", "10", 5.0, 20.0, 10.0))

    lines = [drawn("privat", "kvinner"), drawn("privat", "menn"), drawn("statlig", "menn")]
    chart = Table("2223", "", None, lines).chart

    assert [bar.name for bar in chart] == ["privat, kvinner", "privat, menn", "statlig, menn"]


def test_a_single_figure_is_no_chart() -> None:
    assert Table("2223", "", None, [Line([Passage("alle", "nb")], ["1"], bar=Row("", "1", 0.0, 1.0))]).chart == []


def test_percentages_of_a_table_have_one_number_of_decimals(portal: Release) -> None:
    rows: list[dict[str, Cell]] = [
        {
            "cube": Cell(portal.names.thing("cube", "unemployment"), "uri"), "since": Cell(since, "literal"),
            "percent": Cell(percent, "literal"), "unemployed": Cell("1024", "literal"),
        }
        for since, percent in (("all", "0.7"), ("1-3", "1.06"), ("7-10", "2"))
    ]  # fmt: skip
    found: Found = {"figure-codes": [], "pay": [], "unemployment": rows, "head-counts": [], AGES: []}

    made = figure_tables(portal, found, ReaderLanguage.of("nb"), today()).unemployment

    assert made is not None
    assert [line.figures for line in made.tables[0].lines] == [
        ["0,70", "1\xa0024"],
        ["1,06", "1\xa0024"],
        ["2,00", "1\xa0024"],
    ]
