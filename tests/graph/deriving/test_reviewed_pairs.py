"""Groups of STYRK-08 and ISCO-08 are the same where somebody has judged the pair, and not because of their digits."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.deriving.reviewed_pairs import EXACT, read_pairs, styrk_to_isco
from graph.errors import SourceFault

HEADER = "styrk08,isco08,relation,name_nb,name_en,reason\n"


def found(styrk: list[str], isco: list[str]) -> list[tuple[str, str, str]]:
    return [(match.source, match.target, match.relation) for match in styrk_to_isco(styrk, isco).matches]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2211", [("2211", "2211", "exactMatch")]),
        ("2223", [("2223", "2221", "broadMatch")]),
        ("2224", []),
        ("2267", [("2267", "2269", "broadMatch")]),
        ("2341", [("2341", "2341", "narrowMatch")]),
        ("2269", [("2269", "2269", "broadMatch")]),
        ("3439", [("3439", "3435", "closeMatch")]),
    ],
)
def test_a_group_goes_where_its_meaning_is(code: str, expected: list[tuple[str, str, str]]) -> None:
    isco = ["2211", "2221", "2330", "2341", "2267", "2269", "3435", "3439", "2223", "2224", "3221"]

    assert found([code], isco) == expected


def test_equal_digits_with_unlike_names_are_never_an_exact_match() -> None:
    names = {"styrk08": {"2211": "Allmennpraktiserende leger"}, "isco08": {"2211": "Bakers"}}

    (renamed,) = styrk_to_isco(["2211"], ["2211"], names).matches
    (alike,) = styrk_to_isco(["2211"], ["2211"], {"styrk08": names["styrk08"]}).matches

    assert (renamed.relation, alike.relation) == ("closeMatch", "exactMatch")
    assert renamed.confidence < alike.confidence


def test_a_pair_is_surest_where_isco_has_all_members_of_the_norwegian_group() -> None:
    pairs = [pair for pair in read_pairs() if pair.isco08]
    matches = styrk_to_isco([pair.styrk08 for pair in pairs], [pair.isco08 for pair in pairs]).matches
    within = {match.confidence for match in matches if match.relation in {EXACT, "broadMatch"}}
    others = {match.confidence for match in matches} - within

    assert (within, max(others)) == ({0.995}, 0.9)


def test_every_exact_pair_of_the_table_has_equal_digits_and_every_other_a_reason() -> None:
    pairs = read_pairs()

    assert all(pair.styrk08 == pair.isco08 for pair in pairs if pair.relation == EXACT)
    assert all(pair.reason for pair in pairs if pair.relation != EXACT)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2223,2221,broadMatch,Sykepleiere,Nursing professionals,", "write the reason"),
        ("2223,2221,sameAs,Sykepleiere,Nursing professionals,why", "a relation is one of"),
    ],
)
def test_a_pair_without_relation_or_reason_is_refused_with_its_line(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(HEADER + row + "\n", "utf-8")

    with pytest.raises(SourceFault, match=words) as caught:
        read_pairs(path)
    assert caught.value.line == 2
