"""People found by how their names stand on a page."""

from __future__ import annotations

import pytest

from graph.sources.page.lines import number_lines, read_plain
from graph.sources.page.names_in_text import find_named, interview_lines, without_runs
from graph.sources.page.people import LEFT_OUT, without_names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Kari Li", ("Kari Li",)),
        ("Møt Kari", ("Kari",)),
        ("Møt fiskaren Kari Li", ("Kari Li",)),
        ("– Det er fint, seier skipper og kokk Kari Li.", ("Kari Li",)),
        ("Ola (34)", ("Ola",)),
        ("Ola Berg, 34", ("Ola Berg",)),
        ("Fiskar\nKari\n– Det er fint.", ("Kari",)),
        ("Sjømat Noreg", ()),
        ("Norges Fiskarlag", ()),
        ("Det seier Helsedirektoratet, seier lova.", ()),
        ("Klinisk Biolog\nEin klinisk biolog forskar.", ()),
        ("Følg fiskaren på sjøen.", ()),
    ],
)
def test_a_name_alone_or_introduced_is_a_persons(text: str, people: tuple[str, ...]) -> None:
    assert find_named(number_lines(read_plain(text)), {"fiskar"}).people == people


@pytest.mark.parametrize(
    ("text", "aside", "runs"),
    [
        ("Foto: Ola Berg", ("Ola Berg",), ()),
        ("Per Berg styrer båten.", ("Per Berg",), ()),
        ("Kokken Ola Berg røykjer fisk.", (), ("Ola Berg",)),
        ("Barnesykepleier Caroline Klemp smiler.", ("Caroline Klemp",), ()),
        ("Han bruker Store Sjøkart kvar dag.", (), ("Store Sjøkart",)),
        ("Som Fiskar er du ute.", (), ()),
    ],
)
def test_what_is_written_like_a_name_is_told_by_where_it_stands(
    text: str, aside: tuple[str, ...], runs: tuple[str, ...]
) -> None:
    found = find_named(number_lines(read_plain(text + "\nper kokken")), {"fiskar"})

    assert found.people == ()
    assert {*found.aside, *found.runs} == {*aside, *runs}


def test_runs_and_addresses_are_hidden_where_they_stand() -> None:
    lines = number_lines(read_plain("Spør Ola Berg på ola@berg.no, eller Ola."))

    (line,) = without_runs(lines, ["Ola Berg"])

    assert line.text == f"Spør {LEFT_OUT} på {LEFT_OUT}, eller Ola."


def test_an_interview_is_what_stands_between_its_people_and_ends_at_a_heading() -> None:
    text = "Du er ute.\nFiskar\nKari Li\n– Det er fint.\nEi bøye\nSkipper\nOla Berg\nOla styrer.\nOm\nLivet er hardt."
    lines = number_lines(read_plain(text))
    named = find_named(lines, set())
    hidden = without_names(lines, named.people, set())

    found = interview_lines(hidden, named.places, {8})

    assert sorted(found) == [1, 2, 3, 4, 5, 6, 7]
