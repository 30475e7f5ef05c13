"""Paragraphs, lists and link texts are told apart where the markup is gone."""

from __future__ import annotations

import pytest

from graph.casing import even
from graph.sources.page.prose import read_prose


def texts(text: str) -> list[list[str]]:
    return [[passage.text for passage in section] for section in read_prose(text).sections]


def test_two_blanks_open_a_section() -> None:
    assert texts("En baker baker brød.\n  Bakere jobber i bakeri.\u00a0\n  Du bør tåle varme.") == [
        ["En baker baker brød."],
        ["Bakere jobber i bakeri."],
        ["Du bør tåle varme."],
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Det fører fram til \n  fagbrev. Mer kommer.", "Det fører fram til fagbrev. Mer kommer."),
        ("Du sørger for \n  HMS i arbeidet.", "Du sørger for HMS i arbeidet."),
        ("Relevant erfaring/\n  realkompetanse.", "Relevant erfaring/realkompetanse."),
        ("Utdanningsnivå, \n  ansiennitet og sted.", "Utdanningsnivå, ansiennitet og sted."),
    ],
)
def test_an_inline_link_does_not_break_its_sentence(text: str, line: str) -> None:
    assert texts(text) == [[line]]


def test_a_colon_opens_a_list_which_a_sentence_ends() -> None:
    prose = read_prose("Vanlige arbeidsoppgaver for en baker:\nelte deig\nsteke brød\nBakere står opp tidlig.")

    tasks, after = prose.sections[0]
    assert tasks.items == ("elte deig", "steke brød")
    assert tasks.is_task_list
    assert (after.lead, after.items) == ("Bakere står opp tidlig.", ())


def test_an_item_may_end_with_a_full_stop_where_it_begins_small() -> None:
    assert read_prose("Du må kunne:\nregne.\nskrive.").sections[0][0].items == ("regne.", "skrive.")


def test_a_list_of_something_else_is_no_task_list() -> None:
    assert not read_prose("Du må ha kunnskap om:\nmel\nsalt").sections[0][0].is_task_list


def test_lines_without_sentences_are_link_texts_and_what_follows_them_stands_apart() -> None:
    prose = read_prose("En baker baker.\n  Baker.no\nHva gjør en baker?\n  Lønnen varierer etter sted.")

    assert prose.links == ("Baker.no", "Hva gjør en baker?")
    assert [[passage.text for passage in section] for section in prose.after] == [["Lønnen varierer etter sted."]]


def test_a_long_line_that_says_something_is_text_without_its_full_stop_too() -> None:
    assert read_prose("A.\n  En baker er ansatt i bakerier og konditorier over hele landet").links == ()


def test_invisible_characters_and_odd_blanks_go() -> None:
    assert even("\u200bkompo\u00adsit\u00a0 båt\n") == "komposit båt"
