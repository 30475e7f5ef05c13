"""The index of a release is opened on first use, and a fault in it is one sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graph.errors import ReleaseFault
from graph.search.index import SearchIndex
from graph.search.index_writer import write_index
from graph.search.records import Link, Name, Thing

LEGE = Thing("http://x/id/occupation/lege", "occupation", "lege", "", (Name("Lege", "nb", "preferred"),))
TITLE = Thing("http://x/id/title/2221110", "title", "2221110", "2221110", (Name("Lege", "nb", "preferred"),))


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    write_index(tmp_path / "search.sqlite", [TITLE, LEGE], [Link(TITLE.iri, LEGE.iri, "occupation")])
    return SearchIndex(tmp_path / "search.sqlite")


def test_occupations_come_before_titles_of_the_same_name(index: SearchIndex) -> None:
    kinds = [index.things([entry.thing])[entry.thing].kind for entry in index.same("lege", (), 10)]

    assert kinds == ["occupation", "title"]


def test_only_the_kinds_asked_for_are_given(index: SearchIndex) -> None:
    assert len(index.beginning("le", ["title"], 10)) == 1


def test_a_link_to_something_outside_is_left_out(tmp_path: Path) -> None:
    write_index(tmp_path / "one.sqlite", [LEGE], [Link(LEGE.iri, TITLE.iri, "occupation")])

    assert SearchIndex(tmp_path / "one.sqlite").steps() == {}


def test_no_file_is_opened_before_it_is_asked(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "missing.sqlite")

    with pytest.raises(ReleaseFault, match="no search index can be read here"):
        index.near(["lege"])


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "old.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(ReleaseFault, match="version 99"):
        SearchIndex(tmp_path / "old.sqlite").near(["lege"])


def test_one_that_cannot_be_written_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"gone/search\.sqlite: unable to open"):
        write_index(tmp_path / "gone" / "search.sqlite", [], [])


def test_nothing_can_be_written_through_it(index: SearchIndex) -> None:
    index.near(["lege"])
    connection: sqlite3.Connection = index._local.connection

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM name")
