"""The way to an occupation is a file with the steps of its page."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_the_file_has_the_steps_of_the_page(client: FlaskClient) -> None:
    text = client.get("/path/lege.svg?lang=nb").text

    assert "Profesjonsstudium i medisin" in text
    assert "Gis av Helsedirektoratet" in text or "gis av Helsedirektoratet" in text
    assert text.index("LIS1") < text.index("Spesialist")


def test_an_unknown_occupation_has_no_way(client: FlaskClient) -> None:
    assert client.get("/path/stjerne.svg").status_code == 404
    assert client.get("/path/a%20b.svg").status_code == 404
