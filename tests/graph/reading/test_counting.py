"""A count over several occupations counts each resource once, beside the naive sum."""

from __future__ import annotations

import pytest

from graph.errors import QueryFault
from graph.reading.counting import COUNTABLE, UnknownOccupation, count, names_of, tally, tally_with_related
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.vocab import Iri

JOINERS = ("mobelsnekker", "trevaresnekker", "industrisnekker")


def row(occupation: str, thing: str, **more: str) -> Row:
    return {"occupation": Cell(occupation, "uri"), "thing": Cell(thing, "uri")} | {
        name: Cell(value, "literal", "nb" if name == "name" else "") for name, value in more.items()
    }


def occupations(release: Release, *keys: str) -> list[Iri]:
    return [release.names.thing("occupation", key) for key in keys]


def test_three_joiners_have_four_titles_and_not_six(joiners: Release) -> None:
    counted = count(joiners.store.rows_of_each, occupations(joiners, *JOINERS))["titles"]

    assert (counted.safe, counted.naive) == (4, 6)
    assert [(title.code, title.names["nb"]) for title in counted.shared()] == [("7421124", "Spesialarbeider (snekker)")]
    assert counted.holders(counted.shared()[0].iri) == occupations(joiners, *JOINERS)


def test_the_pairs_are_as_many_as_the_naive_sum_and_name_as_many_things_as_the_safe_one(joiners: Release) -> None:
    counted = count(joiners.store.rows_of_each, occupations(joiners, *JOINERS))["titles"]

    pairs = counted.pairs()

    assert len(pairs) == counted.naive
    assert len({thing.iri for _, thing in pairs}) == counted.safe
    assert [thing.code for _, thing in pairs] == sorted(thing.code for _, thing in pairs)


def test_an_occupation_given_twice_is_counted_once(joiners: Release) -> None:
    counted = count(joiners.store.rows_of_each, occupations(joiners, JOINERS[0], JOINERS[0]))["titles"]

    assert (counted.safe, counted.naive, counted.shared()) == (2, 2, [])


def test_one_occupation_has_equal_sums(bundled: Release) -> None:
    counted = count(bundled.store.rows_of_each, occupations(bundled, "lege"))["titles"]

    assert (counted.safe, counted.naive) == (46, 46)


@pytest.mark.parametrize("of", COUNTABLE)
def test_an_occupation_without_any_still_stands_in_the_tally(bundled: Release, of: str) -> None:
    counted = count(bundled.store.rows_of_each, occupations(bundled, "audiograf"))[of]

    assert (counted.safe, list(counted.members)) == (0, occupations(bundled, "audiograf"))


def test_an_occupation_is_counted_together_with_its_related_ones(bundled: Release) -> None:
    (lege,) = occupations(bundled, "lege")
    rows = bundled.store.rows(load_folder("pages")["counted-with-related"].text, {"this": lege})

    tallies = {counted.of: counted for counted in tally_with_related(lege, rows)}

    assert set(tallies) == {"titles"}
    assert len(tallies["titles"].members) == 13
    assert (tallies["titles"].safe, tallies["titles"].naive) == (46, 46)


def test_a_thing_with_names_in_two_languages_is_one_thing() -> None:
    rows = [row("o:a", "t:1", code="0110", name="Offiser"), row("o:a", "t:1"), row("o:b", "t:1")]

    counted = tally("titles", ["o:a", "o:b", "o:c"], rows)

    assert (counted.safe, counted.naive) == (1, 2)
    assert counted.things["t:1"].code == "0110"
    assert counted.members == {"o:a": ["t:1"], "o:b": ["t:1"], "o:c": []}


def test_an_occupation_that_is_not_there_is_named(joiners: Release) -> None:
    with pytest.raises(UnknownOccupation, match="occupation/nobody"):
        names_of(joiners.store.rows, occupations(joiners, "mobelsnekker", "nobody"))


def test_an_occupation_with_what_no_iri_has_is_no_part_of_a_query(joiners: Release) -> None:
    with pytest.raises(QueryFault):
        names_of(joiners.store.rows, [Iri("http://example.org/a> } SERVICE <http://example.org/b")])


def test_of_no_occupations_nothing_is_asked_and_nothing_counted(joiners: Release) -> None:
    assert names_of(joiners.store.rows, []) == {}
    assert [counted.safe for counted in count(joiners.store.rows_of_each, []).values()] == [0, 0, 0]


def test_occupations_come_with_their_names(joiners: Release) -> None:
    found = names_of(joiners.store.rows, occupations(joiners, "mobelsnekker"))

    assert [named.names for named in found.values()] == [{"nb": "Møbelsnekker", "nn": "Møbelsnikkar"}]


def test_a_tally_is_one_row_and_plain_data(joiners: Release) -> None:
    counted = count(joiners.store.rows_of_each, occupations(joiners, *JOINERS))["titles"]

    assert counted.summary() == ["titles", "3", "3", "4", "6", "1", "Spesialarbeider (snekker)"]
    assert counted.as_data()["shared"][0]["occupations"] == occupations(joiners, *JOINERS)
