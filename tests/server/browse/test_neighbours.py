"""The neighbourhood of an occupation is drawn, listed and given as data, all of the same relations."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from server.browse.neighbours import HEIGHT, WIDTH, place
from tests.some import some

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("least", ["0", "0.4"])
def test_drawing_table_and_data_show_the_same_neighbours(client: FlaskClient, least: str) -> None:
    text = client.get(f"/neighbours/lege?least={least}", headers=HTML).text
    records = client.get(f"/neighbours/lege.json?least={least}").get_json()

    keys = [record["key"] for record in records]
    assert keys
    assert re.findall(r'<g class="node" data-key="([^"]+)"', text) == keys
    assert re.findall(r'<tr data-key="([^"]+)"', text) == keys
    assert all(record["strength"] >= float(least) for record in records)


def test_every_line_ends_at_two_that_are_drawn(client: FlaskClient) -> None:
    text = client.get("/neighbours/lege", headers=HTML).text
    drawn = {*re.findall(r'<g class="node(?: middle)?" data-key="([^"]+)"', text)}

    ends = re.findall(r'data-one="([^"]+)" data-other="([^"]+)"', text)
    assert len(ends) >= len(drawn) - 1
    assert {end for line in ends for end in line} <= drawn


@pytest.mark.parametrize("count", [1, 2, 7, 39])
@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_every_neighbour_stands_within_the_drawing(count: int, strength: float) -> None:
    for order in some(range(count)):
        x, y = place(order, count, strength)
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT


@pytest.mark.parametrize(
    ("path", "status"), [("/neighbours/stjerne", 404), ("/neighbours/lege?least=2", 400), ("/neighbours/lege.ttl", 404)]
)
def test_what_cannot_be_shown_is_refused(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
