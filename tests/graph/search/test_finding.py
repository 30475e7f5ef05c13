"""Entities are found by names and codes: equal names first, then prefixes, then similar names."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.search.finding import Found, Search
from graph.search.index import SearchIndex
from graph.search.index_writer import write_index
from graph.search.records import Name, Thing


def thing(kind: str, key: str, *names: str, code: str = "") -> Thing:
    roles = ["preferred", *["alternative"] * len(names)]
    made = tuple(Name(text, "nb", role) for text, role in zip(names, roles, strict=False))
    return Thing(f"http://x/id/{kind}/{key}", kind, key, code, made)


THINGS = [
    thing("occupation", "lege", "Lege", "Doktor"),
    thing("occupation", "sykepleier", "Sykepleier"),
    thing("occupation", "rorlegger", "Rørlegger"),
    thing("title", "2221150", "Lege i spesialisering, del 1 (LIS1)", code="2221150"),
    thing("title", "2221110", "Lege", code="2221110"),
    thing("styrk98", "2221", "Leger", code="2221"),
    thing("styrk08", "2221", "Spesialsykepleiere", code="2221"),
    thing("nus", "7632", "Medisin", code="7632"),
    thing("nus", "763202", "Anestesiologi", code="763202"),
    thing("title", "2230101", "Barnehageassistent", code="5131101"),
    thing("title", "4190100", "Assistent", code="4190100"),
    thing("education", "barnehage", "Barnehage"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    path: Path = tmp_path_factory.mktemp("index") / "search.sqlite"
    write_index(path, THINGS, [])
    return SearchIndex(path)


def first(index: SearchIndex, typed: str) -> Found:
    return Search(index, typed).found(5)[0]


@pytest.mark.parametrize(
    ("typed", "key", "way"),
    [
        ("lege", "lege", "same"),
        ("LEGE", "lege", "same"),
        ("doktor", "lege", "same"),
        ("roerlegger", "rorlegger", "same"),
        ("rør-legger", "rorlegger", "same"),
        ("røyrleggjar", "rorlegger", "same-words"),
        ("sykepl", "sykepleier", "beginning"),
        ("Sykepleierne", "sykepleier", "same-words"),
        ("sjukepleiar", "sykepleier", "same-words"),
        ("syekpleier", "sykepleier", "near"),
        ("LIS1", "2221150", "words"),
        ("Erfaren sykepleier søkes", "sykepleier", "part"),
        ("barnehagedame", "barnehage", "part"),
        ("legekvinne", "lege", "part"),
        ("spesialisering lege", "2221150", "words"),
        ("barnehage assistent", "2230101", "same"),
        ("763202", "763202", "code"),
        ("7632*", "7632", "code-prefix"),
    ],
)
def test_a_thing_is_found_however_it_is_typed(index: SearchIndex, typed: str, key: str, way: str) -> None:
    found = first(index, typed)

    assert (found.thing.key, found.way) == (key, way)


def test_it_says_which_name_was_found(index: SearchIndex) -> None:
    entry = first(index, "doktor").entry

    assert entry is not None
    assert (entry.text, entry.role) == ("Doktor", "alternative")


def test_a_code_comes_before_what_begins_with_it(index: SearchIndex) -> None:
    assert [(one.thing.key, one.way) for one in Search(index, "7632").found(5)] == [
        ("7632", "code"),
        ("763202", "code-prefix"),
    ]


def test_a_code_is_of_every_edition_that_has_it(index: SearchIndex) -> None:
    assert {one.thing.kind for one in Search(index, "2221").found(5) if one.way == "code"} == {"styrk98", "styrk08"}


def test_a_compound_is_found_by_what_it_is_a_kind_of(index: SearchIndex) -> None:
    assert [(one.thing.key, one.way) for one in Search(index, "assistentar").found(5)] == [
        ("4190100", "same-words"),
        ("2230101", "compound"),
    ]


def test_the_same_comes_before_what_begins_so(index: SearchIndex) -> None:
    assert [one.way for one in Search(index, "lege").found(4)] == ["same", "same", "same-words", "beginning"]


@pytest.mark.parametrize("typed", ["", "   ", "–", '"', "' OR 1", "a AND (", "*", "xyzzy", "()" * 300])
def test_what_finds_nothing_is_no_fault(index: SearchIndex, typed: str) -> None:
    assert len(Search(index, typed).found(5)) <= 5


def test_only_the_kinds_asked_for_are_found(index: SearchIndex) -> None:
    assert {one.thing.kind for one in Search(index, "lege", ["title"]).found(5)} == {"title"}
