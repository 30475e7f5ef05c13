"""Documents become crosswalks whose confidence follows their evidence."""

from __future__ import annotations

import pytest

from graph.adapters.correspondences import groups_to_isco, official_table, titles_to_groups
from graph.crosswalk import AGAINST, EACH, STYRK08, STYRK98, TOGETHER
from graph.sources.classifications.styrk_candidates import TitleCandidates


@pytest.mark.parametrize(
    ("by_isco", "evidence", "confidence"),
    [
        (("2211", "2212"), "equalTitleAndIsco", TOGETHER),
        ((), "equalTitle", EACH),
        (("2212",), "equalTitleAgainstIsco", AGAINST),
    ],
)
def test_an_equal_title_is_as_sure_as_isco_makes_it(by_isco: tuple[str, ...], evidence: str, confidence: float) -> None:
    (match,) = titles_to_groups([TitleCandidates("2221110", "2211", by_isco)]).matches

    assert (match.evidence.term, match.confidence, match.relation) == (evidence, confidence, "broadMatch")


def test_a_title_without_an_equal_one_has_no_match() -> None:
    assert titles_to_groups([TitleCandidates("2221110", "", ("2211",))]).matches == ()


def test_the_candidates_of_a_group_share_its_confidence() -> None:
    titles = [TitleCandidates(code, "", ("2211", "2212")) for code in ("2221110", "2221111")]

    matches = groups_to_isco(titles).matches

    assert [(match.source, match.target, match.confidence) for match in matches] == [
        ("2221", "2211", EACH / 2),
        ("2221", "2212", EACH / 2),
    ]


def test_agreement_on_three_of_five_gives_the_confidences() -> None:
    """The formula in the module: the root of the agreement, and what is left of it where the two differ."""
    agreement = 1808 / 3020

    assert pytest.approx(agreement**0.5, abs=0.005) == EACH
    assert pytest.approx(EACH * (1 - EACH) / (1 - agreement), abs=0.005) == AGAINST


def test_an_official_table_shares_a_split_group_equally() -> None:
    table = official_table("table", STYRK98, STYRK08, [("2221", "2211"), ("2221", "2212"), ("0110", "0310")])

    assert [match.confidence for match in table.matches] == [0.5, 0.5, 1.0]
