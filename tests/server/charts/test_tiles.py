"""Every county of a division has a tile of its own."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from server.charts.tiles import COUNTIES, Tile, draw_tiles

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(("division", "number"), [("2024", 15), ("2018", 18)])
def test_every_county_has_a_square_of_its_own(division: str, number: int) -> None:
    places = COUNTIES[division]

    assert len(places) == len(set(places.values())) == number


def test_the_largest_number_has_the_strongest_colour_whatever_the_whole_country_has() -> None:
    tiles = [
        Tile("03", "Oslo", 494.0, "494"),
        Tile("55", "Troms", 59.0, "59"),
        Tile("no", "hele landet", 1650.0, "1650"),
    ]

    root = ElementTree.fromstring(draw_tiles(tiles, "2024").as_file())
    fills = [rect.get("fill-opacity") for rect in root.iter(f"{SVG}rect") if rect.get("class") == "tile"]

    assert fills == ["0.42", "0.10"]


def test_a_county_without_a_figure_is_drawn_with_its_words() -> None:
    root = ElementTree.fromstring(draw_tiles([Tile("03", "Oslo", None, "vises ikke")], "2024").as_file())

    assert [text.text for text in root.iter(f"{SVG}text")] == ["Oslo", "vises ikke"]


def test_words_wider_than_a_tile_stand_in_lines_at_its_foot() -> None:
    root = ElementTree.fromstring(draw_tiles([Tile("03", "Oslo", None, "ingen ledige")], "2024").as_file())
    places = {text.text: float(str(text.get("y"))) for text in root.iter(f"{SVG}text")}

    assert places["Oslo"] < places["ingen"] < places["ledige"]
