"""Names are found within longer titles and at the end of unknown compounds."""

from __future__ import annotations

import pytest

from graph.coding.names_within import Variants, Within
from graph.search.written_titles import read_title

NAMES = ["Elektriker", "Kokk", "Maskinfører", "Barne- og ungdomsarbeider"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Elektrikere bolig", [("Elektriker", 0, 0, 1.0)]),
        ("erfaren sushikokk", [("Kokk", 0, 0, 0.3)]),
        ("vei maskinfører", [("Maskinfører", 1, 1, 1.0)]),
        ("barne- og ungdomsarbeider skole", [("Barne- og ungdomsarbeider", 0, 1, 1.0)]),
        ("astronaut", []),
        ("", []),
    ],
)
def test_a_run_of_words_that_is_a_name_is_found(written: str, found: list[tuple[str, int, int, float]]) -> None:
    within = Within([read_title(name) for name in NAMES])
    spans = [(NAMES[number], *place) for numbers, *place in within.spans(read_title(written)) for number in numbers]

    assert spans == found


@pytest.fixture(scope="module")
def variants() -> Variants:
    names = ["Sjåfør (buss)", "Sjåfør (lastebil)", "Bussjåfør", "Kokk", "Kokk (skip)", "Kjøkkenassistent"]
    return Variants(enumerate(names))


@pytest.mark.parametrize(
    ("title", "things"),
    [("sjåførar", [0, 1]), ("Sjåfør (drosje)", []), ("Kokk", []), ("astronaut", []), ("", [])],
)
def test_variants_differ_in_their_brackets_from_a_title_that_is_no_name_itself(
    variants: Variants, title: str, things: list[int]
) -> None:
    assert variants.of(title) == things


def test_compounds_end_in_the_last_word_of_a_title(variants: Variants) -> None:
    assert (variants.ending("Sjåfør"), variants.ending("kokk"), variants.ending("")) == ([2], [], [])


@pytest.mark.parametrize(
    ("title", "things"),
    [("driver", [0, 1]), ("lastebilsjåfør", []), ("lastebilist", []), ("driver tung", []), ("driver (buss)", [])],
)
def test_an_everyday_name_means_all_variants_unless_it_says_which(
    variants: Variants, title: str, things: list[int]
) -> None:
    assert variants.meant(title, 1, "Sjåfør (lastebil)") == things
