"""Occupations a page points to, in the forms lists of them take."""

from __future__ import annotations

import pytest

from graph.sources.page.lines import Kind, Line, number_lines, read_plain
from graph.sources.page.related import read_related


def lines(text: str) -> tuple[Line, ...]:
    return number_lines(read_plain(text))


@pytest.mark.parametrize(
    ("text", "mentions", "pictures"),
    [
        (
            "En mann ved en ovn.\nBaker\nBakeren lager brød.\nKvinne med kniv\nKokk\nKokken lager mat.",
            [("Baker", "Bakeren lager brød."), ("Kokk", "Kokken lager mat.")],
            ["En mann ved en ovn.", "Kvinne med kniv"],
        ),
        (
            "Baker\nBakeren lager brød.\nKokk\nKokken lager mat.",
            [("Baker", "Bakeren lager brød."), ("Kokk", "Kokken lager mat.")],
            [],
        ),
        ("Baker\nKokk\nServitør", [("Baker", None), ("Kokk", None), ("Servitør", None)], []),
        (
            "Agent innen kunst, kultur og underholdning\nAgenten finner oppdrag.",
            [("Agent innen kunst, kultur og underholdning", "Agenten finner oppdrag.")],
            [],
        ),
        ("- Baker\n- Kokk: lager mat", [("Baker", None), ("Kokk", "lager mat")], []),
        (
            "- Baker – lager brød\n- Barne- og ungdomsarbeider",
            [("Baker", "lager brød"), ("Barne- og ungdomsarbeider", None)],
            [],
        ),
        ("### Baker\nBakeren lager brød.\n### Kokk", [("Baker", "Bakeren lager brød."), ("Kokk", None)], []),
        ("", [], []),
    ],
)
def test_names_blurbs_and_pictures_are_told_apart(
    text: str, mentions: list[tuple[str, str | None]], pictures: list[str]
) -> None:
    found = read_related(lines(text), {})

    assert [(mention.name, mention.blurb) for mention in found.mentions] == mentions
    assert [line.text for line in found.pictures] == pictures


def test_what_stands_after_the_last_occupation_has_no_place() -> None:
    found = read_related(lines("Baker\nBakeren lager brød.\nTelefon 22 22 22 22\nNettstedkart"), {})

    assert [mention.name for mention in found.mentions] == ["Baker"]
    assert found.pictures == ()


def test_a_known_name_needs_no_sentence() -> None:
    found = read_related(lines("Baker\nBakeren lager brød.\nKokk"), {"kokk"})

    assert [(mention.name, mention.blurb) for mention in found.mentions][-1] == ("Kokk", None)


def test_a_mention_knows_the_lines_it_was_read_from() -> None:
    (mention,) = read_related(lines("\nBaker\n\nBakeren lager brød."), {}).mentions

    assert [line.number for line in mention.lines] == [2, 4]


def test_a_picture_marked_as_one_is_no_name() -> None:
    picture = Line(0, 1, Kind.PICTURE, "Baker")

    assert read_related([picture], {}).mentions == ()
