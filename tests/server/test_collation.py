"""Names stand in the order of a Norwegian dictionary."""

from __future__ import annotations

from server.collation import alphabetical

ORDERED = ["André", "Andreas", "Båtbygger", "Sølvsmed", "Zoolog", "Æresvakt", "Øyelege", "Åndsarbeider", "Aasens venn"]


def test_the_norwegian_letters_come_last_and_accents_do_not_count() -> None:
    assert sorted(set(ORDERED), key=alphabetical) == ORDERED


def test_capitals_do_not_count() -> None:
    assert sorted(["b", "A", "Å", "ø"], key=alphabetical) == ["A", "b", "ø", "Å"]
