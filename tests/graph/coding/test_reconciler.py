"""An entry is reconciled by name or code, and the rest of the record weighs the candidates."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.coding.proposals import Proposal
from graph.coding.reconciler import Reconciler
from graph.coding.record_evidence import Given
from graph.search.index import SearchIndex
from graph.search.index_writer import write_index
from graph.search.records import Link, Name, Thing


def thing(kind: str, key: str, name: str, code: str = "") -> Thing:
    return Thing(f"http://x/id/{kind}/{key}", kind, key, code, (Name(name, "nb", "preferred"),))


THINGS = [
    thing("occupation", "lege", "Lege"),
    thing("occupation", "kokk", "Kokk"),
    thing("title", "2221110", "Lege", "2221110"),
    thing("title", "5131109", "Assistent (barnehage)", "5131109"),
    thing("title", "5131129", "Assistent (skole)", "5131129"),
    thing("title", "9130100", "Assistent (kjøkken)", "9130100"),
    thing("styrk98", "2221", "Leger", "2221"),
    thing("styrk98", "5131", "Barne- og ungdomsarbeidere", "5131"),
    thing("styrk98", "9130", "Kjøkkenassistenter", "9130"),
    thing("styrk08", "2221", "Spesialsykepleiere", "2221"),
    thing("esco", "abc", "lege", "2211.1"),
]
LINKS = [
    *(Link(f"http://x/id/title/{code}", f"http://x/id/styrk98/{code[:4]}", "group")
      for code in ("2221110", "5131109", "5131129", "9130100")),
    Link("http://x/id/title/2221110", "http://x/id/occupation/lege", "occupation"),
]  # fmt: skip


@pytest.fixture(scope="module")
def reconciler(tmp_path_factory: pytest.TempPathFactory) -> Reconciler:
    path: Path = tmp_path_factory.mktemp("index") / "search.sqlite"
    write_index(path, THINGS, LINKS)
    return Reconciler(SearchIndex(path))


def ids(proposals: list[Proposal]) -> list[str]:
    return [f"{one.thing.kind}/{one.thing.key}" for one in proposals]


def test_the_only_likely_candidate_is_a_match(reconciler: Reconciler) -> None:
    proposals = reconciler.propose("LEGE", ["title"], {}, 5)

    assert (ids(proposals)[0], proposals[0].is_match) == ("title/2221110", True)
    assert proposals[0].features["is_same_name"] is True


@pytest.mark.parametrize(
    ("written", "is_match"), [("Kjøkkenassistenter", True), ("kjøkkenassistent", True), ("kjøkenasistenter", False)]
)
def test_a_group_matches_by_its_own_name_and_not_by_likeness(
    reconciler: Reconciler, written: str, is_match: bool
) -> None:
    best = reconciler.propose(written, ["styrk98"], {}, 5)[0]

    assert (best.thing.key, best.is_match) == ("9130", is_match)


def test_of_several_likely_candidates_none_is_a_match(reconciler: Reconciler) -> None:
    proposals = reconciler.propose("lege", [], {}, 5)

    assert {"occupation/lege", "title/2221110", "esco/abc"} <= set(ids(proposals))
    assert not any(one.is_match for one in proposals)


def test_evidence_decides_among_what_is_called_alike(reconciler: Reconciler) -> None:
    by_code = reconciler.propose("assistent", ["title"], {"styrk98": [Given("9130")]}, 3)
    by_name = reconciler.propose("assistent", ["title"], {"styrk98": [Given("kjøkkenassistenter")]}, 3)
    by_id = reconciler.propose("assistent", ["title"], {"styrk98": [Given("9130", "styrk98")]}, 3)
    by_trade = reconciler.propose("assistent", ["title"], {"trade": [Given("Barnehager")]}, 3)

    assert ids(by_code)[0] == ids(by_name)[0] == ids(by_id)[0] == "title/9130100"
    assert by_code[0].features["agrees_styrk98"] == 1.0
    assert ids(by_trade)[0] == "title/5131109"


def test_what_the_evidence_speaks_against_is_no_match(reconciler: Reconciler) -> None:
    best = reconciler.propose("lege", ["title"], {"styrk98": [Given("5131")]}, 1)[0]

    assert best.features["agrees_styrk98"] == 0.0
    assert not best.is_match


def test_evidence_about_what_is_not_known_says_nothing(reconciler: Reconciler) -> None:
    best = reconciler.propose("lege", ["title"], {"nus": [Given("763101")], "trade": [Given("86.101")]}, 1)[0]

    assert "agrees_nus" not in best.features
    assert "agrees_trade" not in best.features


@pytest.mark.parametrize(
    ("written", "kinds", "expected"),
    [
        ("2221110", [], ["title/2221110"]),
        ("2221", ["styrk98"], ["styrk98/2221"]),
        ("STYRK-98 2221", ["styrk98"], ["styrk98/2221"]),
        ("occupation/kokk", [], ["occupation/kokk"]),
        ("http://x/id/occupation/kokk", [], ["occupation/kokk"]),
    ],
)
def test_a_code_and_an_id_are_what_they_name(
    reconciler: Reconciler, written: str, kinds: list[str], expected: list[str]
) -> None:
    proposals = reconciler.propose(written, kinds, {}, 5)

    assert ids(proposals) == expected
    assert proposals[0].is_match
    assert proposals[0].features["is_code"] is True


def test_a_code_of_two_editions_is_a_match_with_neither(reconciler: Reconciler) -> None:
    proposals = reconciler.propose("2221", [], {}, 5)

    assert set(ids(proposals)) == {"styrk98/2221", "styrk08/2221"}
    assert not any(one.is_match for one in proposals)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Given("5131"), {"title/5131109", "title/5131129"}),
        (Given("5131109"), {"title/5131109", "title/5131129"}),
        (Given("2221", "styrk98"), {"title/2221110"}),
        (Given("Leger"), {"title/2221110"}),
        (Given("2221", "styrk08"), set()),
        (Given("9999"), set()),
    ],
)
def test_without_a_name_the_evidence_alone_finds_candidates(
    reconciler: Reconciler, given: Given, expected: set[str]
) -> None:
    proposals = reconciler.propose("", ["title"], {"styrk98": [given]}, 5)

    assert set(ids(proposals)) == expected
    assert not any(one.is_match for one in proposals)


def test_a_trade_alone_finds_nothing(reconciler: Reconciler) -> None:
    assert reconciler.propose("", [], {"trade": [Given("Barnehager")]}, 5) == []


@pytest.mark.parametrize("written", ["", "   ", "!!", "xyzzyq", "0"])
def test_what_is_like_nothing_has_no_candidate(reconciler: Reconciler, written: str) -> None:
    assert reconciler.propose(written, ["title"], {}, 5) == []


def test_nothing_is_read_before_it_is_asked(tmp_path: Path) -> None:
    Reconciler(SearchIndex(tmp_path / "missing.sqlite"))
