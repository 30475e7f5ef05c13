"""A drawing is an element of a page and a file of its own, and its words are escaped."""

from __future__ import annotations

from xml.etree import ElementTree

from server.charts.drawing import Drawing

SVG = "{http://www.w3.org/2000/svg}"


def test_a_file_is_whole_svg_with_its_title_and_colours() -> None:
    drawing = Drawing("Lønn: R&D", 40)
    drawing.rect("bar", "10%", 5, "20%", 13)
    drawing.text("name", "0", 13, "<Lege> & co")

    root = ElementTree.fromstring(drawing.as_file())

    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == "Lønn: R&D"
    assert root.findtext(f"{SVG}text") == "<Lege> & co"
    assert root.findall(f"{SVG}rect")[-1].get("fill", "").startswith("#")


def test_a_file_has_its_caption_in_lines_below_the_shapes_and_links_from_anywhere() -> None:
    drawing = Drawing("Fra utdanning til yrke: Helsefag", 40, width=100)
    drawing.open_link("/doc/education/medisin?lang=nb", "Medisin")
    drawing.close_link()

    root = ElementTree.fromstring(drawing.as_file("https://example.org", "Et bånd er én eller flere koblinger."))
    lines = [(text.text or "", float(str(text.get("y")))) for text in root.iter(f"{SVG}text")]
    height = float(str(root.get("viewBox")).split()[-1])

    words = " ".join(line for line, _ in lines)
    assert words == "Fra utdanning til yrke: Helsefag Et bånd er én eller flere koblinger."
    assert all(len(line) <= 14 and 40 < y < height for line, y in lines)
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["https://example.org/doc/education/medisin?lang=nb"]
    assert "Fra utdanning" not in drawing.markup


def test_a_drawing_without_links_is_hidden_from_screen_readers_and_one_with_links_is_not() -> None:
    still, linked = Drawing("", 40), Drawing("", 40)
    linked.open_link("/a", "A")
    linked.close_link()

    assert 'aria-hidden="true"' in still.markup
    assert "aria-hidden" not in linked.markup
