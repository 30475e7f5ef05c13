"""Bars stand on one axis, and the number of a bar stands at its median."""

from __future__ import annotations

from xml.etree import ElementTree

from server.charts.ranges import Row, draw_ranges

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [Row("Leger", "80 050 kr", 60790, 105050, 80050), Row("Bakere", "40 670 kr", 37460, 45950, 40670)]


def drawn(rows: list[Row]) -> ElementTree.Element:
    return ElementTree.fromstring(draw_ranges(rows, "nb").as_file())


def test_the_number_stands_at_the_median() -> None:
    root = drawn(ROWS)
    medians = [line.get("x1") for line in root.iter(f"{SVG}line") if line.get("class") == "median"]
    numbers = [(text.get("x"), text.text) for text in root.iter(f"{SVG}text") if text.get("class") == "figure"]

    assert numbers == list(zip(medians, ["80 050 kr", "40 670 kr"], strict=True))


def test_the_axis_covers_the_bars_and_has_numbers() -> None:
    root = drawn(ROWS)
    ticks = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "tick"]
    ends = [float(str(bar.get("x"))[:-1]) + float(str(bar.get("width"))[:-1]) for bar in [*root.iter(f"{SVG}rect")][1:]]

    assert ticks == ["0", "30\xa0000", "60\xa0000", "90\xa0000", "120\xa0000"]
    assert max(ends) < 97


def test_a_median_without_a_range_is_its_mark_alone() -> None:
    root = drawn([Row("Offiserer", "59 200 kr", 59200, 59200, 59200)])
    classes = [str(shape.get("class")) for shape in root.iter()]

    assert "median" in classes
    assert "bar" not in classes


def test_a_length_has_its_number_behind_the_bar() -> None:
    root = drawn([Row("2223", "5", 0, 5), Row("2221", "10", 0, 10)])
    bars = list(root.iter(f"{SVG}rect"))[1:]
    numbers = [text.get("x") for text in root.iter(f"{SVG}text") if text.get("class") == "figure"]

    assert numbers == [bar.get("width") for bar in bars]
