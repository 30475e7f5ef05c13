"""A search that counts letters finds the names that comparing with each finds."""

from __future__ import annotations

import pytest

from graph.coding.evidence.counted_letters import count_letters
from graph.coding.evidence.spelling import compare_each

FIRST, SECOND = ("kjole", "bygg", "skole", "havn", "glass"), ("selger", "leger", "lerer", "seler", "sekker")
NAMES = [f"{one}{other} {number}" for one in FIRST for other in SECOND for number in range(20)]


@pytest.mark.parametrize("written", ["skoleleger 1", "byggmester", "skolelererer", "qqqqqq", "x" * 300, "skole lege æ"])
@pytest.mark.parametrize("names", [NAMES, NAMES[:7], []])
def test_the_same_names_are_found(written: str, names: list[str]) -> None:
    assert count_letters(names)(written) == compare_each(names)(written)
