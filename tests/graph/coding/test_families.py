"""Names with the same parts support their families."""

from __future__ import annotations

from graph.coding.families import Families


def test_a_part_speaks_for_the_family_that_most_of_its_names_are_of() -> None:
    families = Families([["papir", "arbeid"], ["papir", "skjær"], ["arbeid"]], ["8142", "8142", "9320"])
    said = families.speak({"papir": 2.0, "arbeid": 1.0}, ["8142", "9320"])

    assert said["8142"] > 0.8 > said["9320"] > 0.0


def test_parts_that_no_name_has_say_nothing() -> None:
    assert Families([["papir"]], ["8142"]).speak({"xyzzy": 1.0}, ["8142"]) == {"8142": 0.0}


def test_where_nothing_has_a_family_none_is_less_likely() -> None:
    assert Families([["lege"]], [""]).speak({"lege": 1.0}, [""]) == {"": 1.0}
