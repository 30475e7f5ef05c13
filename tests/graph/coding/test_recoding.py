"""A recoded table has the shares of every code, and as many persons as the one given."""

from __future__ import annotations

import pytest

from graph.coding.recoding import UNALLOCATED, Recoder, RecodingSummary, added_columns, recode_rows
from graph.errors import YrkesgrafError
from graph.search.index import SearchIndex
from graph.search.index_writer import write_index
from graph.search.records import Link, Name, Thing


def group(kind: str, code: str, name: str = "") -> Thing:
    return Thing(f"{kind}/{code}", kind, code, code, (Name(name, "nb", "preferred"),) if name else ())


THINGS = [
    group("styrk98", "2221", "Leger"), group("styrk98", "3231", "Sykepleiere"), group("styrk98", "0111", "Menige"),
    group("styrk98", "9999"), group("styrk98", "3232", "Vernepleiere"), group("title", "3231101", "Sykepleier"),
    group("styrk08", "2211", "Allmennleger"), group("styrk08", "2212", "Legespesialister"),
    group("styrk08", "2223", "Sykepleiere"), group("styrk08", "0310", "Menige"), group("styrk08", "2224"),
    group("styrk98", "2213"), group("styrk08", "2131"), group("styrk08", "2133"),
]  # fmt: skip
LINKS = [
    Link("styrk98/2221", "styrk08/2211", "mapping", 0.25), Link("styrk98/2221", "styrk08/2212", "mapping", 0.65),
    Link("styrk98/2221", "styrk08/2211", "share", 0.25), Link("styrk98/2221", "styrk08/2212", "share", 0.65),
    Link("styrk98/2221", "styrk08/2211", "certainty", 0.9), Link("styrk98/2221", "styrk08/2212", "certainty", 0.8),
    Link("styrk98/2213", "styrk08/2131", "mapping", 0.9), Link("styrk98/2213", "styrk08/2133", "mapping", 0.4),
    Link("styrk98/3231", "styrk08/2223", "mapping"), Link("styrk98/3232", "styrk08/2223", "mapping"),
    Link("styrk98/0111", "styrk08/0310", "mapping", 0.995), Link("title/3231101", "styrk08/2223", "mapping"),
]  # fmt: skip


@pytest.fixture(scope="module")
def recoder(tmp_path_factory: pytest.TempPathFactory) -> Recoder:
    path = tmp_path_factory.mktemp("recoding") / "search.sqlite"
    write_index(path, THINGS, LINKS)
    return Recoder(SearchIndex(path), "styrk98", "styrk08")


@pytest.mark.parametrize(
    ("code", "pieces", "fate"),
    [
        ("0111", [("0310", 1.0)], "exact"),
        ("111", [("0310", 1.0)], "exact"),
        ("2221", [("2212", 0.65), ("2211", 0.25), ("", 0.1)], "split"),
        ("3231", [("2223", 1.0)], "merged"),
        ("3231101", [("2223", 1.0)], "exact"),
        ("323 1101", [("2223", 1.0)], "exact"),
        ("2213", [("2131", 0.5), ("2133", 0.5)], "split"),
        ("9999", [("", 1.0)], "lost"),
        ("", [("", 1.0)], "lost"),
    ],
)
def test_a_code_goes_where_it_is_mapped_to_and_the_rest_is_unallocated(
    recoder: Recoder, code: str, pieces: list[tuple[str, float]], fate: str
) -> None:
    found = recoder.recode(code)

    assert [(piece.code, round(piece.share, 8)) for piece in found.pieces] == pieces
    assert found.fate == fate


@pytest.mark.parametrize(
    ("code", "division", "confidences"),
    [
        ("0111", "whole", [0.995]),
        ("2221", "stated", [0.8, 0.9, None]),
        ("2213", "equal", [0.9, 0.4]),
        ("9999", "", [None]),
    ],
)
def test_confidence_is_no_share_and_shares_have_their_origin(
    recoder: Recoder, code: str, division: str, confidences: list[float | None]
) -> None:
    found = recoder.recode(code)

    assert found.division == division
    assert [piece.confidence for piece in found.pieces] == confidences


def test_a_row_without_a_count_gets_none(recoder: Recoder) -> None:
    tally = RecodingSummary()

    rows = list(recode_rows(recoder, [["2221", ""], ["0111", " 10 "], ["9999", ""], ["3231", "0"]], 0, 1, tally))

    assert [row[5] for row in rows] == ["", "", "", "10", "", "0"]
    assert (tally.uncounted, tally.given, tally.allocated, tally.unallocated) == (2, 10, 10, 0)


def test_the_rest_has_a_row_of_its_own_with_a_name(recoder: Recoder) -> None:
    assert recoder.recode("2221").pieces[-1].name == UNALLOCATED


@pytest.mark.parametrize(
    ("code", "flag"),
    [
        ("2211", "no code of styrk98, but one of styrk08: is this column of styrk08?"),
        ("1234", "no code of styrk98"),
        ("2221", ""),
    ],
)
def test_a_code_of_another_edition_is_flagged(recoder: Recoder, code: str, flag: str) -> None:
    assert recoder.recode(code).flag == flag


@pytest.mark.parametrize("best", [True, False])
def test_nobody_is_lost_on_the_way(recoder: Recoder, best: bool) -> None:
    tally = RecodingSummary()
    given = [["2221", "100"], ["3231", "77"], ["9999", "20"], ["1234", "10"], ["0111", "3"]]

    rows = list(recode_rows(recoder, given, 0, 1, tally, best=best))

    assert sum(float(row[5]) for row in rows) == tally.given == tally.allocated + tally.unallocated == 210
    assert {len(row) for row in rows} == {2 + len(added_columns(["styrk98", "persons"], "styrk08", "persons"))}


def test_counts_that_do_not_divide_evenly_still_add_up(recoder: Recoder) -> None:
    rows = list(recode_rows(recoder, [["2221", "0.0001"], ["2221", "33,3333"]], 0, 1, RecodingSummary()))

    assert round(sum(float(row[5]) for row in rows), 8) == 33.3334


@pytest.mark.parametrize("count", ["-1", "many", "nan", "inf"])
def test_a_count_that_is_no_number_from_nought_is_refused_with_its_row(recoder: Recoder, count: str) -> None:
    with pytest.raises(YrkesgrafError, match="row 2: a count is a number from 0"):
        list(recode_rows(recoder, [["2221", count]], 0, 1, RecodingSummary()))


@pytest.mark.parametrize(
    ("source", "target", "fault"),
    [
        ("styrk99", "styrk08", "unknown edition 'styrk99'"),
        ("styrk98", "styrk98", "are of styrk98 already"),
        ("styrk08", "isco88", "maps no code of styrk08 to isco88"),
    ],
)
def test_editions_that_do_not_meet_are_refused(recoder: Recoder, source: str, target: str, fault: str) -> None:
    with pytest.raises(YrkesgrafError, match=fault):
        Recoder(recoder._index, source, target)
