"""The neighbourhood of an occupation is drawn, listed and given as data, all of the same relations."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from server.pictures.neighbour_layout import HEIGHT, WIDTH, Spot, fan_out, part, place
from tests.some import some

HTML = {"Accept": "text/html"}


def test_drawing_table_and_data_show_the_same_neighbours(client: FlaskClient) -> None:
    text = client.get("/neighbours/lege", headers=HTML).text
    records = client.get("/neighbours/lege.json").get_json()

    keys = [record["key"] for record in records]
    assert keys
    assert re.findall(r'<g class="node" data-key="([^"]+)"', text) == keys
    assert re.findall(r'<tr data-key="([^"]+)"', text) == keys


def test_occupations_that_a_page_lists_and_that_share_nothing_have_no_likeness(client: FlaskClient) -> None:
    records = client.get("/neighbours/lege.json").get_json()

    assert {(record["strength"], record["stated"]) for record in records} == {(0.0, True)}
    assert client.get("/neighbours/lege.json?least=0.2").get_json() == []


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


def test_a_click_on_an_occupation_adds_those_around_it_and_another_takes_them_away(client: FlaskClient) -> None:
    before = client.get("/neighbours/lege?lang=nb", headers=HTML).text
    links = re.findall(r'<td><a href="(/neighbours/lege\?open=[^"]+)"', before)
    opened = [client.get(link.replace("&amp;", "&"), headers=HTML).text for link in links]

    assert [text.count(">Skjul yrkene rundt<") for text in opened] == [1] * len(links)
    assert all('href="/neighbours/lege?lang=nb"' in text for text in opened)


def test_the_occupations_opened_last_are_open_and_a_full_map_says_so(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.pictures.neighbours.MOST_OPENED", 1)
    first, second = [record["key"] for record in client.get("/neighbours/lege.json").get_json()][:2]

    text = client.get(f"/neighbours/lege?lang=nb&open={first}&open={second}", headers=HTML).text

    assert re.findall(r'<h3 id="end-([^"]+)"', text) == ["lege", second]
    assert "Kartet har høyst 1 slike yrker om gangen" in text


def test_the_query_of_a_map_is_offered_only_where_it_gives_all_of_the_map(client: FlaskClient) -> None:
    whole = client.get("/neighbours/lege?lang=nb", headers=HTML).text
    opened = client.get("/neighbours/lege?open=allmennlege&lang=nb", headers=HTML).text

    assert ">Som SPARQL</a>" in whole
    assert ">Som SPARQL</a>" not in opened


def test_the_map_ends_in_titles_codes_and_skills_of_each_opened_occupation(client: FlaskClient) -> None:
    text = client.get("/neighbours/lege?open=allmennlege&lang=nb", headers=HTML).text

    assert re.findall(r'<h3 id="end-([^"]+)"', text) == ["lege", "allmennlege"]
    assert re.search(r'href="/doc/title/\d{7}', text)
    assert re.search(r'href="/doc/styrk98/\d+', text)


def test_the_file_has_the_names_on_the_page(client: FlaskClient) -> None:
    text = client.get("/neighbours/lege.svg?lang=nb").text
    records = client.get("/neighbours/lege.json?lang=nb").get_json()

    assert records
    assert all(f">{record['name']}</text>" in text for record in records)


def test_names_at_one_place_are_moved_apart() -> None:
    opened = Spot(600.0, 280.0, 6)
    spots = [Spot(*fan_out(opened, order, 6), 12) for order in range(6)] + [Spot(600.0, 280.0, 12) for _ in range(4)]

    part(spots)

    ordered = sorted(spots, key=lambda spot: spot.y)
    near = [
        (one, other)
        for one in ordered
        for other in ordered
        if one is not other and abs(one.x - other.x) < 60 and abs(one.y - other.y) < 12
    ]
    assert near == []
