"""Occupations are found by sentences, interests and skills, the best first, whatever words stand around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.search.index import SearchIndex
from graph.search.index_writer import write_index
from graph.search.mentions import find_told, load_wishes
from graph.search.records import TextMention, Thing

MENTIONS = [
    TextMention("dyrepleier", "interest", "dyr", "nb"),
    TextMention("dyrepleier", "text", "Dyrepleieren hjelper dyr som er syke.", "nb"),
    TextMention("sosionom", "interest", "omsorg", "nb"),
    TextMention("sosionom", "text", "Du hjelper mennesker i en vanskelig tid.", "nb"),
    TextMention("vaktmester", "text", "Du hjelper beboere med små feil.", "nb"),
    TextMention("gartner", "interest", "gartneri og hage", "nb"),
    TextMention("gartner", "skill", "plant green plants", "en"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """An index of four occupations."""
    path: Path = tmp_path_factory.mktemp("index") / "search.sqlite"
    keys = sorted({mention.source for mention in MENTIONS})
    write_index(path, [Thing(key, "occupation", key, "", ()) for key in keys], [], mentions=MENTIONS)
    return SearchIndex(path)


def found(index: SearchIndex, typed: str) -> list[tuple[str, str]]:
    """Return the keys of the occupations found, each with its best mention."""
    told = find_told(index, typed, 9)
    things = index.things(one.thing for one in told)
    return [(things[one.thing].key, one.mentions[0].text) for one in told]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hjelpe mennesker", ("sosionom", "Du hjelper mennesker i en vanskelig tid.")),
        ("Jeg vil hjelpe mennesker", ("sosionom", "Du hjelper mennesker i en vanskelig tid.")),
        ("jobbe med dyr", ("dyrepleier", "dyr")),
        ("arbeide med dyra", ("dyrepleier", "dyr")),
        ("være ute", ("gartner", "gartneri og hage")),
        ("be outdoors", ("gartner", "gartneri og hage")),
        ("green plants", ("gartner", "plant green plants")),
    ],
)
def test_the_best_occupation_stands_first_with_the_words_that_matched(
    index: SearchIndex, typed: str, first: tuple[str, str]
) -> None:
    assert found(index, typed)[0] == first


def test_one_with_all_the_words_goes_before_one_with_some(index: SearchIndex) -> None:
    keys = [key for key, _ in found(index, "hjelpe mennesker")]

    assert keys.index("sosionom") < keys.index("vaktmester")


@pytest.mark.parametrize("typed", ["", "jobbe med", "xyzzy", '"*'])
def test_words_that_tell_of_nothing_find_nothing(index: SearchIndex, typed: str) -> None:
    assert find_told(index, typed, 9) == []


def test_an_older_index_has_no_mentions(index: SearchIndex, tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    path.write_bytes(index.path.read_bytes().replace(b"mention", b"notions"))

    assert SearchIndex(path).mentioned('"dyr"', 5) == []


def test_no_word_that_stands_for_others_is_passed_over() -> None:
    wishes = load_wishes()

    assert wishes.passed_over.isdisjoint(wishes.meant)
