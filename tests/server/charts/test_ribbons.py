"""Flows have a ribbon for each link, and a linked box for each end."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from server.charts.ribbons import FlowEnd, draw_flows

SVG = "{http://www.w3.org/2000/svg}"
LEFT = [FlowEnd("helse", "Helsefag", "/a"), FlowEnd("real", "Realfag", "/b")]
RIGHT = [FlowEnd("2", "Akademiske yrker", "/c"), FlowEnd("3", "Høyskoleyrker med et svært langt navn", "/d")]
LINKS = {("helse", "2"): 3, ("helse", "3"): 1, ("real", "2"): 2}


def test_every_link_is_a_ribbon_as_wide_as_its_number() -> None:
    root = ElementTree.fromstring(draw_flows(LEFT, RIGHT, LINKS).as_file())
    titles = [path.findtext(f"{SVG}title") for path in root.iter(f"{SVG}path")]

    assert titles == [
        "Helsefag – Akademiske yrker: 3",
        "Helsefag – Høyskoleyrker med et svært langt navn: 1",
        "Realfag – Akademiske yrker: 2",
    ]


def test_every_end_is_a_link_with_its_whole_name_and_fits_the_drawing() -> None:
    drawing = draw_flows(LEFT, RIGHT, LINKS)
    root = ElementTree.fromstring(drawing.as_file())
    links = [(link.get("href"), link.get("aria-label")) for link in root.iter(f"{SVG}a")]
    boxes = [box for box in root.iter(f"{SVG}rect") if box.get("class") == "node"]

    assert links == [(one.href, one.name) for one in [*LEFT, *RIGHT]]
    assert all(float(str(box.get("y"))) >= 0 for box in boxes)
    assert all(float(str(box.get("y"))) + float(str(box.get("height"))) <= drawing.height for box in boxes)


def test_a_long_name_is_whole_on_several_lines() -> None:
    root = ElementTree.fromstring(draw_flows(LEFT, RIGHT, LINKS).as_file())
    last = list(root.iter(f"{SVG}a"))[-1]

    assert [text.text for text in last.iter(f"{SVG}text")] == ["Høyskoleyrker med et svært", "langt navn"]


def test_the_shorter_column_is_spread_from_the_top_to_the_bottom() -> None:
    many = [FlowEnd(str(number), f"Yrke {number}", "/") for number in range(20)]
    drawing = draw_flows(LEFT, many, {("helse", one.key): 1 for one in many} | {("real", "19"): 1})
    boxes = [box for box in ElementTree.fromstring(drawing.as_file()).iter(f"{SVG}rect") if box.get("class") == "node"]
    tops = [float(str(box.get("y"))) for box in boxes]

    assert tops[0] == tops[2]
    assert tops[1] + float(str(boxes[1].get("height"))) == pytest.approx(drawing.height, abs=12)
