"""Documents become crosswalks whose confidence follows their evidence."""

from __future__ import annotations

from graph.adapters.correspondences import official_table
from graph.crosswalk import STYRK08, STYRK98


def test_an_official_table_states_its_pairs_and_no_shares() -> None:
    table = official_table("table", STYRK98, STYRK08, [("2221", "2211"), ("2221", "2212"), ("0110", "0310")])

    assert [(match.confidence, match.share) for match in table.matches] == [(1.0, None)] * 3
    assert [table.part(match) for match in table.matches] == [0.5, 0.5, 1.0]
