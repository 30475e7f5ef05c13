"""English titles are matched with ESCO names, whatever an advertisement adds."""

from __future__ import annotations

import pytest

from graph.coding.coder import Coder
from graph.coding.english import EnglishGroups, find_english
from graph.coding.routes import Routes
from graph.reading.release import Release
from graph.search.index import SearchIndex, open_index


@pytest.fixture(scope="module")
def index(europe: Release) -> SearchIndex:
    return open_index(europe.folder)


@pytest.mark.parametrize("written", ["{}", "Senior {}", "{} at Equinor", "{}s", "{} / project manager, Oslo"])
def test_a_name_of_esco_is_found_in_what_is_written(index: SearchIndex, written: str) -> None:
    name = index.names_of_kinds(["esco"])[0]
    found = find_english(written.format(name.text), index)

    assert name.thing in {entry.thing for entry in found}


@pytest.mark.parametrize("written", ["", "%", "astronaut", "x" * 1000])
def test_what_esco_has_no_name_for_finds_nothing(index: SearchIndex, written: str) -> None:
    assert find_english(written, index) == []


def test_a_title_in_english_has_the_codes_of_its_group(crossed: Release) -> None:
    index = open_index(crossed.folder)
    name = index.names_of_kinds(["esco"])[0]
    coded = Coder(index, ["esco", "styrk08"]).code(name.text)

    assert coded.things[0].kind == "esco"
    assert coded.codes["esco"][0].thing.number == name.thing
    assert coded.verdict == "doubtful"


def test_a_title_that_esco_does_not_list_has_the_group_of_a_near_name(crossed: Release) -> None:
    index = open_index(crossed.folder)
    coded = Coder(index, ["esco", "styrk08"], least=0.01).code("Wooden furniture makers")

    assert (coded.how, coded.matched) == ("near", "furniture maker")
    assert coded.things[0].kind == "esco"
    assert coded.codes["styrk08"][0].thing.code == "7522"


@pytest.mark.parametrize("written", ["Overlege", "", "%", "Zookeeper"])
def test_other_titles_have_no_english_evidence(crossed: Release, written: str) -> None:
    index = open_index(crossed.folder)

    assert EnglishGroups(index, Routes(index), ["overlege"]).find(written).near == ()
