"""Changes of codes are recodings, renamings, new codes and lost ones; no other change is one of a code."""

from __future__ import annotations

import pytest

from graph.change_kinds import BY_CHANGE_KEY, CHANGE_KEYS
from graph.reading.result_rows import Cell, Row
from graph.vocab import DEFAULT_BASE, PREFIXES, YG
from server.klass.code_changes import describe_changes
from server.klass.wording import Wording

ITEMS = f"{DEFAULT_BASE}id/styrk08/"
NOTATION, PREFERRED, BROADER = (PREFIXES["skos"] + name for name in ("notation", "prefLabel", "broader"))
REPLACED_BY = PREFIXES["dct"] + "isReplacedBy"
GONE, NEW = ("2211", "Lege", None, None), (None, None, "2211", "Lege")
RECODED = ("2211", "Lege", "2212", "Doktor")
# The change of each kind, and its codes and names; a link, a transfer and a text also lead to an item with a code.
EXPECTED = {
    "creation": NEW, "appearance": NEW, "deletion": GONE, "retirement": GONE,
    "name-change": ("2211", "Medikus", "2211", "Lege"), "renaming": ("2211", "Medikus", "2211", "Lege"),
    "code-change": RECODED, "split": RECODED, "split-off": RECODED, "merger": RECODED, "take-over": RECODED,
}  # fmt: skip


def words(value: str, language: str = "nb") -> Cell:
    return Cell(value, "literal", language)


def link(value: str) -> Cell:
    return Cell(value, "uri")


def change(kind: str, property_: str, old: Cell, new: Cell, **more: Cell) -> Row:
    """Return the row of a change of the code 2211, with the code and name of the item 2212 where *new* is that."""
    row = {
        "change": link("c"), "head": link(ITEMS), "day": words("2026-11-23", ""),
        "kind": link(YG + BY_CHANGE_KEY[kind].term), "code": words("2211", ""),
        "name": words("Lege"), "property": link(property_), "old": old, "new": new,
    }  # fmt: skip
    succeeding = {"newCode": words("2212", ""), "newName": words("Doktor")} if new.kind == "uri" else {}
    return {**row, **succeeding, **more}


def sides(rows: list[Row], language: str = "nb") -> list[tuple[str | None, ...]]:
    found = describe_changes(rows, Wording(language))
    return [tuple(one[name] for name in ("oldCode", "oldName", "newCode", "newName")) for one in found]


@pytest.mark.parametrize("kind", CHANGE_KEYS)
def test_each_kind_of_change_is_one_of_a_code_or_left_out(kind: str) -> None:
    if kind in {"name-change", "renaming", "text-changed"}:
        row = change(kind, PREFERRED, words("Medikus"), words("Lege"))
    elif kind in EXPECTED:
        row = change(kind, REPLACED_BY, words("Lege"), link(ITEMS + "2212"))
    else:
        row = change(kind, BROADER, link(ITEMS + "221"), link(ITEMS + "2212"))

    assert sides([row]) == ([EXPECTED[kind]] if kind in EXPECTED else [])


def test_a_code_that_changes_in_place_has_both_codes() -> None:
    row = change("code-change", NOTATION, words("2210", ""), words("2211", ""))

    assert sides([row]) == [("2210", "Lege", "2211", "Lege")]


def test_a_successor_in_another_classification_is_no_new_code() -> None:
    row = change("split", REPLACED_BY, words("Lege"), link(f"{DEFAULT_BASE}id/isco08/2212"))

    assert sides([row]) == [GONE]


@pytest.mark.parametrize(
    ("spoken", "names", "language", "count"),
    [
        ("en", ["nb", "en"], "en", 1),
        ("nb", ["nb", "en"], "en", 0),
        ("nb", ["nb"], "en", 1),
        ("nn", ["nb", "nn"], "nb", 0),
    ],
)
def test_a_renaming_is_in_the_language_that_names_the_code(
    spoken: str, names: list[str], language: str, count: int
) -> None:
    old, new = words("Medikus", spoken), words("Lege", spoken)
    rows = [change("name-change", PREFERRED, old, new, name=words("Lege", one)) for one in names]

    assert len(sides(rows, language)) == count


def test_rows_of_one_change_are_named_once_in_the_best_language() -> None:
    rows = [
        change("merger", REPLACED_BY, words("Lege"), link(ITEMS + "2212"), name=words(name, spoken), newName=newer)
        for name, spoken in (("Lege", "nb"), ("Doctor", "en"))
        for newer in (words("Lækjar", "nn"), words("Spesialist"))
    ]

    assert sides(rows, "en") == [("2211", "Doctor", "2212", "Spesialist")]
