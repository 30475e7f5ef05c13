"""Names are found within longer titles and at the end of unknown compounds."""

from __future__ import annotations

import pytest

from graph.coding.names_within import Within
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
