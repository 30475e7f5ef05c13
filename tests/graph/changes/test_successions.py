"""A resource that has ended leads to the ones that took its place, each on a ground."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pytest
from rdflib.term import URIRef

from graph.changes.differences import TYPE, Difference, Fact, compare
from graph.changes.events import type_changes
from graph.changes.former_facts import UnknownFormer
from graph.changes.record import NOTHING
from graph.changes.sides import DraftSide
from graph.changes.successions import Life, Succession, find_successions
from graph.reading.result_rows import Cell
from graph.sources.classifications.hand_kept import Item, Scheme
from graph.statements.schemes import scheme_statements
from graph.vocab import DEFAULT_BASE, Names, expand
from graph.workbench import Workbench

NAMES = Names(DEFAULT_BASE)
SOURCE = f"{DEFAULT_BASE}id/graph/codes"


def iri(name: str) -> str:
    return f"{DEFAULT_BASE}id/{name}"


def life(name: str, *facts: tuple[str, str], label: str = "") -> Life:
    """Return a resource with facts: a value with a slash is one of ours."""
    kind = name.partition("/")[0]
    cells = [
        Fact(expand(property_), Cell(iri(value), "uri") if "/" in value else Cell(value, "literal"), SOURCE)
        for property_, value in facts
    ]
    return Life(iri(name), kind, Cell(label, "literal", "nb") if label else NOTHING, iri("source/codes"), cells)


@pytest.mark.parametrize(
    ("ended", "begun", "targets", "ground"),
    [
        ([life("styrk08/1", ("dct:isReplacedBy", "styrk08/2"))], [], ["styrk08/2"], "stated"),
        ([life("styrk08/1")], [life("styrk08/2", ("dct:replaces", "styrk08/1"))], ["styrk08/2"], "stated"),
        (
            [life("occupation/a", ("dct:identifier", "y_1"))],
            [life("occupation/b", ("dct:identifier", "y_1"))],
            ["occupation/b"],
            "same-identifier",
        ),
        (
            [life("isco88/2221", ("skos:broadMatch", "isco08/2211"), ("skos:broadMatch", "isco08/2212"))],
            [],
            ["isco08/2211", "isco08/2212"],
            "crosswalk",
        ),
        (
            [life("occupation/a", ("yg:classifiedIn", "styrk08/1"))],
            [life("occupation/b", ("yg:classifiedIn", "styrk08/1"))],
            ["occupation/b"],
            "same-codes",
        ),
        ([life("styrk08/1", label="Leger")], [life("styrk08/2", label="Leger")], ["styrk08/2"], "same-name"),
    ],
)
def test_a_successor_has_the_strongest_of_its_grounds(
    ended: list[Life], begun: list[Life], targets: list[str], ground: str
) -> None:
    found = find_successions(ended, begun)

    assert found == {ended[0].thing: Succession(tuple(iri(target) for target in targets), ground)}


def test_equal_codes_of_two_newcomers_prove_nothing() -> None:
    code = ("yg:classifiedIn", "styrk08/1")

    assert (
        find_successions([life("occupation/a", code)], [life("occupation/b", code), life("occupation/c", code)]) == {}
    )


def test_equal_digits_in_another_classification_prove_nothing() -> None:
    assert find_successions([life("styrk98/2221")], [life("styrk08/2221")]) == {}


def difference(name: str, *, is_gone: bool, facts: list[tuple[str, str]]) -> Difference:
    """Return the whole of a resource that comes or goes."""
    item = Fact(TYPE, Cell(expand("yg:ClassificationItem"), "uri"), SOURCE)
    all_facts = [item, *life(name, *facts).facts]
    return Difference(iri(name), all_facts if is_gone else [], [] if is_gone else all_facts, not is_gone, is_gone)


REPLACED = "dct:isReplacedBy"


@pytest.mark.parametrize(
    ("gone", "new", "kinds"),
    [
        ({"1": ["2", "3"]}, ["2", "3"], {("split", "1")}),
        ({"1": ["3"], "2": ["3"]}, ["3"], {("merger", "1"), ("merger", "2")}),
        ({"1": ["2"]}, [], {("take-over", "1")}),
        ({"1": ["2"]}, ["2"], {("code-change", "1")}),
        ({"1": []}, ["2"], {("deletion", "1"), ("creation", "2")}),
    ],
)
def test_an_item_ends_by_the_way_that_its_content_goes(
    gone: dict[str, list[str]], new: list[str], kinds: set[tuple[str, str]]
) -> None:
    differences = [
        difference(f"styrk08/{code}", is_gone=True, facts=[(REPLACED, f"styrk08/{target}") for target in targets])
        for code, targets in gone.items()
    ]
    differences += [difference(f"styrk08/{code}", is_gone=False, facts=[]) for code in new]

    found = {(change.kind, change.thing.rpartition("/")[2]) for change in type_changes(differences, NAMES)}

    assert found == kinds


def edition(*codes: tuple[str, str], replaces: Mapping[str, Sequence[str]] | None = None) -> Workbench:
    """Return a small classification of *codes* and names; *replaces* is the correspondence that its source states."""
    names = {"en": "Small"}
    items = tuple(Item(code, {"en": name}, replaces=tuple((replaces or {}).get(code, ()))) for code, name in codes)
    made = Workbench(DEFAULT_BASE)
    scheme = Scheme("small", "styrk08", names, names, items=items)
    made.add(URIRef(SOURCE), scheme_statements(scheme, NAMES, iri("source/codes")))
    return made


LEGER, PLEIERE, TANNLEGER = ("1", "Leger"), ("2", "Pleiere"), ("3", "Tannleger")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (edition(LEGER), edition(LEGER, PLEIERE), {("creation", "2")}),
        (edition(LEGER, PLEIERE), edition(LEGER), {("deletion", "2")}),
        (edition(LEGER), edition(("1", "Legar")), {("name-change", "1")}),
        (edition(LEGER), edition(("4", "Leger")), {("code-change", "1")}),
        (edition(LEGER), edition(PLEIERE, TANNLEGER, replaces={"2": "1", "3": "1"}), {("split", "1")}),
        (edition(LEGER), edition(LEGER, TANNLEGER, replaces={"3": "1"}), {("split-off", "1")}),
        (edition(LEGER, PLEIERE), edition(TANNLEGER, replaces={"3": "12"}), {("merger", "1"), ("merger", "2")}),
        (edition(LEGER, PLEIERE), edition(PLEIERE, replaces={"2": "1"}), {("take-over", "1")}),
    ],
)
def test_each_type_of_change_is_found_in_a_classification_whose_source_states_it(
    old: Workbench, new: Workbench, found: set[tuple[str, str]]
) -> None:
    changes = type_changes(compare(DraftSide(old), DraftSide(new)), NAMES)

    assert {(change.kind, change.thing.rpartition("/")[2]) for change in changes} == found


class Retiring(UnknownFormer):
    """A release that has retired all resources."""

    def living(self, iris: Sequence[str]) -> Collection[str]:
        return ()


def test_a_new_item_splits_nothing_off_an_item_that_was_retired_before() -> None:
    new = difference("styrk08/2", is_gone=False, facts=[("dct:replaces", "styrk08/1")])

    (change,) = type_changes([new], NAMES, Retiring())

    assert change.kind == "creation"


class Bare(UnknownFormer):
    """A release without definitions."""

    def uses(self, kind: str, property_: str) -> bool:
        return property_ != expand("skos:definition")


def test_values_of_a_property_that_is_new_to_its_class_are_counted_by_source() -> None:
    new = [Fact(expand("skos:definition"), Cell("Leger", "literal", "nb"), SOURCE)]
    differences = [Difference(iri(f"isco08/{code}"), [], new, False, False) for code in ("221", "222")]

    (change,) = type_changes(differences, NAMES, Bare())

    assert (change.kind, change.thing, change.property) == ("first-values", iri("source/codes"), new[0].property)
    assert change.new.value == "2"


def test_an_item_that_moves_to_another_group_is_a_transfer() -> None:
    lost = [Fact(expand("skos:broader"), Cell(iri("isco08/22"), "uri"), SOURCE)]
    gained = [Fact(expand("skos:broader"), Cell(iri("isco08/23"), "uri"), SOURCE)]

    (change,) = type_changes([Difference(iri("isco08/221"), lost, gained, False, False)], NAMES)

    assert (change.kind, change.old.value, change.new.value) == ("transfer", iri("isco08/22"), iri("isco08/23"))
