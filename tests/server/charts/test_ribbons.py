"""Flows have a ribbon for each link, and a linked box for each end."""

from __future__ import annotations

from xml.etree import ElementTree

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
