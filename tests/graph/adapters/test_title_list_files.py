"""Titles that a source lists for an occupation, or that a person links to it, are stated with whose word it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib.term import Literal, URIRef

from graph.adapters.interface import Context, Reading
from graph.adapters.title_list_files import TITLE_LIST_ADAPTERS
from graph.errors import SourceFault
from graph.kinds import BY_KEY
from graph.literals import YG
from graph.sources.classifications.stated_titles import read_stated_titles
from graph.sources.portal.comparison import PortalEntry
from graph.sources.portal.title_lists import read_title_lists
from graph.vocab import DEFAULT_BASE, Names
from tests.paths import ROOT

SOURCE = f"{DEFAULT_BASE}id/source/lists"
STATED = ROOT / "graph" / "data" / "stated_titles.yaml"
JOINERS = {"mobelsnekker", "trevaresnekker", "ind_snekker"}


def lists(tmp_path: Path, records: object) -> Path:
    path = tmp_path / "lists.json"
    path.write_text(json.dumps(records, indent=1), "utf-8")
    return path


def context(*uno_ids: str) -> Context:
    found = Context(Names(DEFAULT_BASE))
    found.portal.add(PortalEntry(uno_id=one, kind="occupation", name=one) for one in uno_ids)
    return found


def links(reading: Reading) -> set[tuple[str, str]]:
    return {
        (str(s).rpartition("/")[2], str(o).rpartition("/")[2]) for s, p, o in reading.statements if p == YG.hasJobTitle
    }


def test_listed_titles_are_stated_once_and_repetitions_are_reported(tmp_path: Path) -> None:
    path = lists(tmp_path, {"y_kokk": {"styrk98": ["5122114", "5122114"]}, "y_gone": {"styrk98": ["5122108"]}})

    reading = TITLE_LIST_ADAPTERS["portal-titles"](path, SOURCE, context("y_kokk"))

    assert links(reading) == {("kokk", "5122114")}
    assert reading.report["listed more than once"] == ["y_kokk 5122114"]
    assert reading.report["left out, occupations of no other source"] == ["y_gone"]


def test_an_empty_list_is_known_and_an_unseen_one_is_not(tmp_path: Path) -> None:
    records = {"y_empty": {"styrk98": []}, "y_unseen": {"styrk98": None, "not_seen": ["styrk98"]}}

    reading = TITLE_LIST_ADAPTERS["portal-titles"](lists(tmp_path, records), SOURCE, context(*records))

    covered = {str(s).rpartition("/")[2] for s, p, _ in reading.statements if p == YG.coveredBy}
    assert (covered, reading.report["without a list"]) == ({"empty"}, ["y_unseen"])


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ({"kokk": {"styrk98": []}}, "named by its uno_id"),
        ({"y_kokk": {"styrk98": ["512211"]}}, "seven digits, got '512211'"),
    ],
)
def test_other_ids_and_codes_are_refused(tmp_path: Path, records: object, words: str) -> None:
    with pytest.raises(SourceFault, match=words):
        read_title_lists(lists(tmp_path, records))


def test_the_lists_need_the_occupations_first(tmp_path: Path) -> None:
    path = lists(tmp_path, {"y_kokk": {"styrk98": []}})

    with pytest.raises(SourceFault, match="read a source with those before"):
        TITLE_LIST_ADAPTERS["portal-titles"](path, SOURCE, context())


def test_the_joiners_of_the_source_document_share_one_title_with_who_and_why() -> None:
    reading = TITLE_LIST_ADAPTERS["stated-titles"](STATED, SOURCE, context())
    statements = list(reading.statements)

    assert {(s, o) for s, p, o in statements if p == YG.hasJobTitle} == {
        (URIRef(f"{DEFAULT_BASE}id/occupation/{one}"), URIRef(f"{DEFAULT_BASE}id/title/7421125")) for one in JOINERS
    }
    assert {o for _, p, o in statements if p == YG.statedBy} == {Literal("utdanning.no")}
    assert not any(p == YG.coveredBy for _, p, _ in statements)


def test_a_stated_link_is_of_a_kind_in_the_table() -> None:
    reading = TITLE_LIST_ADAPTERS["stated-titles"](STATED, SOURCE, context())
    links = {str(s) for s, p, _ in reading.statements if p == YG.statedBy}
    places = [Names(DEFAULT_BASE).split(link) for link in links]

    assert {BY_KEY[place[0]].class_ for place in places if place} == {"yg:TitleLink"}
    assert None not in places


def test_a_link_without_a_reason_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "links.yaml"
    path.write_text('- occupation: lege\n  title: "2221110"\n  who: Kari\n  why: ""\n...\n', "utf-8")

    with pytest.raises(SourceFault, match="say who links 2221110 to lege, and why"):
        read_stated_titles(path)


def test_all_lists_seen_are_read(shared: Callable[[str], Path]) -> None:
    found, report = read_title_lists(shared("sources/utdanning.no/2026/titles_of_occupations.json"))

    assert (len(found), report["links"], len(report["listed more than once"])) == (42, 310, 1)
