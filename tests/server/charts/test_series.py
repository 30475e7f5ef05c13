"""Lines over years are named at their ends, apart from each other and within the drawing."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from server.charts.series import Series, draw_series

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("ends", [(50, 51, 52), (10, 10, 10), (10, 90, 91)])
def test_names_of_lines_with_near_ends_do_not_overlap(ends: tuple[int, ...]) -> None:
    lines = [Series(f"line {end}", {2017: 10.0, 2025: float(end)}) for end in ends]

    drawing = draw_series(lines, "nb")
    root = ElementTree.fromstring(drawing.as_file())
    places = sorted(float(str(text.get("y"))) for text in root.iter(f"{SVG}text") if text.get("class") == "name")

    assert len(places) == len(ends)
    assert all(after - before >= 28 for before, after in pairwise(places))
    assert 0 < places[0] < places[-1] + 14 <= drawing.height


def test_a_number_before_the_last_year_of_the_axis_has_its_year() -> None:
    lines = [Series("kvinner", {2017: 1, 2019: 2}), Series("menn", {2017: 3, 2025: 4})]

    root = ElementTree.fromstring(draw_series(lines, "nb").as_file())

    assert {text.text for text in root.iter(f"{SVG}text") if text.get("class") == "figure"} == {"2 (2019)", "4"}


@pytest.mark.parametrize(("years", "lines"), [((2024, 2025), 1), ((2017, 2019, 2025), 0), ((2017, 2018, 2025), 1)])
def test_a_line_joins_consecutive_years_only(years: tuple[int, ...], lines: int) -> None:
    root = ElementTree.fromstring(draw_series([Series("a", {year: float(year) for year in years})], "nb").as_file())

    assert len([line for line in root.iter(f"{SVG}line") if line.get("class") == "series-1"]) == lines


def test_each_line_has_points_and_a_name_with_a_mark_of_its_own() -> None:
    lines = [Series(name, {2024: 1.0, 2025: 2.0}) for name in ("a", "b", "c")]

    root = ElementTree.fromstring(draw_series(lines, "nb").as_file())

    assert [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "name"] == ["a", "b", "c"]
    assert [mark.get("class") for mark in root.iter(f"{SVG}rect")].count("series-2") == 3


def test_years_stand_apart_by_their_distance() -> None:
    root = ElementTree.fromstring(draw_series([Series("a", {2017: 1, 2019: 2, 2025: 3})], "nb").as_file())
    first, second, last, _ = (float(str(dot.get("cx"))[:-1]) for dot in root.iter(f"{SVG}circle"))

    assert (last - first) / (second - first) == pytest.approx(4, rel=0.05)
