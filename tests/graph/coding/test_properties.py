"""The properties of an entity follow its links, with the confidence of the crosswalks used."""

from __future__ import annotations

import pytest

from graph.coding.properties import PROPERTIES, Properties
from graph.coding.routes import ROUTES, kind_of
from graph.reading.release import Release
from graph.search.index import Indexed, open_index


def keys(properties: Properties, kind: str, key: str, property_: str) -> list[str]:
    return [one.thing.key for one in properties.values(found(properties, kind, key), property_)]


def found(properties: Properties, kind: str, key: str) -> Indexed:
    return properties.by_key[kind, key]


@pytest.fixture(scope="module")
def bundled_properties(bundled: Release) -> Properties:
    return Properties(open_index(bundled.folder))


@pytest.fixture(scope="module")
def crossed_properties(crossed: Release) -> Properties:
    return Properties(open_index(crossed.folder))


def test_a_title_has_its_group_and_its_occupation(bundled_properties: Properties) -> None:
    assert keys(bundled_properties, "title", "2221150", "styrk98") == ["2221"]
    assert keys(bundled_properties, "title", "2221150", "occupation") == ["lege"]


def test_a_group_is_its_own_value_and_has_its_titles(bundled_properties: Properties) -> None:
    assert keys(bundled_properties, "styrk98", "2221", "styrk98") == ["2221"]
    assert len(keys(bundled_properties, "styrk98", "2221", "title")) == 45


def test_every_way_to_a_system_ends_at_what_the_system_has() -> None:
    assert {(target, way[-1][1]) for target, ways in ROUTES.items() for way in ways if way} == {
        (target, kind_of(target)) for target in ROUTES if target != "title"
    }


def test_a_code_of_styrk98_is_none_of_styrk08(bundled_properties: Properties) -> None:
    assert keys(bundled_properties, "title", "2221150", "styrk08") == []


def test_groups_are_reached_by_crosswalks_in_both_directions(crossed_properties: Properties) -> None:
    reached = crossed_properties.values(found(crossed_properties, "styrk08", "7522"), "isco08")

    assert [(one.thing.key, one.is_mapped) for one in reached] == [("7522", True)]
    assert "7522" in keys(crossed_properties, "isco08", "7522", "styrk08")


def test_holders_are_the_things_that_have_a_value(bundled_properties: Properties) -> None:
    group = found(bundled_properties, "styrk98", "1228")

    assert [
        bundled_properties.things[number].key
        for number, _ in bundled_properties.holders(group.number, "title", "styrk98")
    ] == ["1228130"]


def test_a_kind_knows_which_properties_it_has(bundled_properties: Properties) -> None:
    assert bundled_properties.known_of("title") == ["styrk98", "occupation", "title"]
    assert bundled_properties.known_of("robot") == []
    assert set(bundled_properties.known_of("occupation")) <= set(PROPERTIES)
