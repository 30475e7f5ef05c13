"""The title found among menus, breadcrumbs and picture texts."""

from __future__ import annotations

import pytest

from graph.sources.page.headings import find_heading
from graph.sources.page.lines import Kind, Line, number_lines, read_plain
from graph.sources.page.title import find_title


def title_of(text: str, known: frozenset[str] = frozenset()) -> tuple[int, str] | None:
    lines = number_lines(read_plain(text))
    headings = {
        line.position: heading
        for line in lines
        if line.kind is Kind.HEADING and (heading := find_heading(line.text, marked=line.level > 0))
    }
    found = find_title(lines, headings, known)
    return (found.number, found.text) if found else None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Snekker\nSom snekker bygger du hus av tre.\nArbeidsoppgaver\n", (1, "Snekker")),
        ("Gjennomgått i samarbeid med NHO 3. mars 2023\nSnekker\nDu bygger.\nOm jobben\n", (2, "Snekker")),
        ("Snekker\nKvalitetssikret av NHO\nOm jobben\n", (1, "Snekker")),
        ("Forsiden\nYrker\nSnekker\nDel\nSnekker\nDu bygger hus av tre.\nOm jobben\n", (5, "Snekker")),
        ("Utdanning\nYrker\nSnekker\nDu bygger hus.\nOm jobben\nPasser jeg til å bli snekker?\n", (3, "Snekker")),
        ("Hammer og spiker\nSnikkar\nSnikkarar lagar møblar.\nKor jobbar snikkarar?\n", (2, "Snikkar")),
        ("Mann på tak\nTømrer\nDu bygger.\nOm jobben\nBli med en tømrer på jobb\n", (2, "Tømrer")),
        ("# Snekker\nDu bygger.\n## Om jobben\n", (1, "Snekker")),
        ("# utdanning.no\n## Snekker\nDu bygger hus.\n## Om jobben\n", (2, "Snekker")),
        ("Yrkesbeskrivelse\nSmed\nfavoritt ikon\nDu former stål.\nOm jobben\n", (2, "Smed")),
        ("Yrkesskildring\nSmed / kunstsmed\nDu formar stål.\nOm jobben\n", (2, "Smed / kunstsmed")),
        ("Ein mann\n\nBrus og is\n", None),
    ],
)
def test_the_title_is_the_line_that_names_the_occupation(text: str, title: tuple[int, str] | None) -> None:
    assert title_of(text) == title


def test_a_known_name_counts_for_more_than_a_place() -> None:
    text = "Skredder\nKundeservice\nHer kan du lese om arbeid med tekstil i butikk.\nOm jobben\n"

    assert title_of(text, frozenset({"skredder"})) == (1, "Skredder")


def test_a_page_whose_menu_has_a_heading_of_its_own_keeps_its_title() -> None:
    menu, page = "Utdanning\nAndre yrker\n", "Urmaker\nEn urmaker reparerer klokker.\nUtdanning\nFagbrev.\n"

    assert title_of(menu + page + "Personlige egenskaper\nRo.\n") == (3, "Urmaker")


def test_without_lines_there_is_no_title() -> None:
    assert find_title(list[Line](), {}) is None
