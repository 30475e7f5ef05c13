"""Names are ranked by the share of parts in common with a title."""

from __future__ import annotations

from graph.coding.shared_parts import Sharing
from graph.coding.word_senses import Wanted

SHARING = Sharing([{"lege": 2.0}, {"lege": 2.0, "barn": 3.0}, {"barn": 3.0, "hage": 3.0}])


def test_the_name_that_shares_all_comes_first() -> None:
    found = SHARING.most_alike(Wanted({"lege": 2.0, "barn": 3.0}, {"lege", "barn"}, 5.0), 5)

    assert found[0] == (1, 1.0, 1.0, 1.0)


def test_a_part_counts_as_much_as_it_weighs_in_both() -> None:
    (number, likeness, asked, named), *_ = SHARING.most_alike(Wanted({"lege": 1.0}, set(), 4.0), 5)

    assert (number, likeness, asked, named) == (0, 2 / 6, 1 / 4, 1 / 2)


def test_what_shares_nothing_is_not_found() -> None:
    assert SHARING.most_alike(Wanted({"bil": 2.0}, set(), 2.0), 5) == []
