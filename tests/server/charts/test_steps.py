"""A way is drawn from top to bottom, with every word of long names."""

from __future__ import annotations

from xml.etree import ElementTree

from server.charts.steps import draw_steps

SVG = "{http://www.w3.org/2000/svg}"


def test_steps_stand_in_order_with_all_their_words() -> None:
    steps = [("Profesjonsstudium i medisin " * 4, "6 år"), ("Autorisasjon som lege", ""), ("Lege", "")]

    drawing = draw_steps(steps)
    root = ElementTree.fromstring(drawing.as_file())
    words = " ".join(str(text.text) for text in root.iter(f"{SVG}text"))
    places = [float(str(dot.get("cy"))) for dot in root.iter(f"{SVG}circle")]

    assert words.split() == " ".join(f"{name} {note}" for name, note in steps).split()
    assert places == sorted(places)
    assert max(float(str(text.get("y"))) for text in root.iter(f"{SVG}text")) < drawing.height
