"""Sections read one by one: the field of each line, and lines without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Language
from graph.sources.page.document import read_document
from graph.sources.page.listed_codes import read_codes
from graph.sources.page.outline import Outline, divide
from graph.sources.page.report import Role
from graph.sources.page.sections import Findings, page_language

FRONT = "Smed\nSom smed former du stål.\n"
TASKS = "Om jobben\nDu smir jern.\n"
PLACES = "Hvor jobber smeder?\nDe fleste smeder har sitt eget verksted.\n"


def outline_of(folder: Path, text: str) -> Outline:
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    return divide(read_document(path))


def read(folder: Path, text: str, language: Language = "nb") -> Findings:
    outline = outline_of(folder, text)
    findings = Findings("smed", language, {})
    findings.read(outline, read_codes(folder / "page.txt", outline.blocks))
    return findings


@pytest.mark.parametrize(
    ("text", "claimed", "language"),
    [
        (FRONT + TASKS + PLACES, None, "nb"),
        (FRONT + TASKS + PLACES, "nn", "nb"),
        ("Smed\nOm jobben\nEin smed formar stål når det er varmt.\nNAV\n", None, "nn"),
        ("Smed\nOm jobben\nStål.\nHvor jobber smeder?\n", "nn", "nn"),
        ("Smed\nOm jobben\nStål.\nHvor jobber smeder?\n", None, "nb"),
    ],
)
def test_a_page_is_in_the_language_of_most_of_its_prose(
    tmp_path: Path, text: str, claimed: Language | None, language: Language
) -> None:
    assert page_language(outline_of(tmp_path, text), claimed) == language


def test_bullets_under_the_tasks_are_common_tasks(tmp_path: Path) -> None:
    texts = read(tmp_path, FRONT + TASKS + "- sveise\n- slipe\nDu må tåle varme.\n" + PLACES).texts

    assert [text.value for text in texts["tasks"]] == ["Du smir jern.", "Du må tåle varme."]
    assert [text.value for text in texts["common_tasks"]] == ["sveise", "slipe"]


OLDER = "Yrkesbeskrivelse\nSmed\nSom smed former du stål.\nDu smir jern.\nOppgaver for smeder kan være:\n- sveise\n"


def test_text_before_the_first_heading_is_a_summary_and_then_tasks(tmp_path: Path) -> None:
    texts = read(tmp_path, OLDER + PLACES).texts

    assert [text.value for text in texts["summary"]] == ["Som smed former du stål."]
    assert [text.value for text in texts["tasks"]] == ["Du smir jern.", "Oppgaver for smeder kan være:"]
    assert [text.value for text in texts["common_tasks"]] == ["sveise"]


def test_fields_of_work_are_no_tasks_and_have_no_place(tmp_path: Path) -> None:
    fields = "Smeder kan arbeide som:\n- hovslager\n- kunstsmed\n"

    findings = read(tmp_path, FRONT + TASKS + fields + "Typiske arbeidsoppgaver:\n- slipe\n" + PLACES)

    assert [text.value for text in findings.texts["common_tasks"]] == ["slipe"]
    assert {5, 6}.isdisjoint(findings.roles)


def test_a_heading_that_was_cut_off_is_no_fact_and_is_noted(tmp_path: Path) -> None:
    findings = read(tmp_path, FRONT + TASKS + PLACES + "Personlige egensk\n")

    assert len(findings.texts["workplaces"]) == 1
    assert findings.notes == ["the page ends inside a heading, on line 7; the rest of it is missing"]


def test_a_sentence_about_specialising_is_education_wherever_it_stands(tmp_path: Path) -> None:
    findings = read(tmp_path, FRONT + TASKS + PLACES + "Det finst mange smedspesialiseringar.\n")

    assert [text.value for text in findings.texts["education"]] == ["Det finst mange smedspesialiseringar."]


def test_a_text_in_another_language_is_marked_and_listed(tmp_path: Path) -> None:
    findings = read(
        tmp_path, FRONT + TASKS + "Ein smed må òg kunne sveise, og det lærer ein ikkje på ein dag.\n" + PLACES
    )

    assert [text.language for text in findings.texts["tasks"]] == ["nb", "nn"]
    assert [(text.number, text.language) for text in findings.foreign] == [(5, "nn")]


def test_a_date_on_the_line_after_belongs_to_the_review(tmp_path: Path) -> None:
    review = read(tmp_path, "Smed\nKvalitetssikret av Smedlaget\n3. mars 2023\n" + TASKS + PLACES).review

    assert review is not None
    assert str(review.date) == "2023-03-03"


def test_a_review_line_is_found_at_the_end_too(tmp_path: Path) -> None:
    review = read(tmp_path, FRONT + TASKS + PLACES + "Kvalitetssikret av Smedlaget 3.3.2023\n").review

    assert review is not None
    assert review.organisation == "Smedlaget"


def test_a_second_reviewer_is_noted(tmp_path: Path) -> None:
    findings = read(tmp_path, FRONT + "Kvalitetssikret av NHO\nKvalitetssikret av LO\n" + TASKS + PLACES)

    assert findings.notes == ["line 4 names another reviewer than the first review line"]


def test_two_figures_of_one_kind_have_keys_of_their_own(tmp_path: Path) -> None:
    source = "Kilde: SSB 2024. Tall fra november 2023.\n"
    text = FRONT + TASKS + PLACES + "Hva tjener smeder?\n" + source + "Hva tjener smeder i alt?\n" + source

    assert [section.key for section in read(tmp_path, text).statistics] == ["smed-lonn", "smed-lonn-2"]


def test_figures_count_the_group_only_where_codes_define_it(tmp_path: Path) -> None:
    figures = "Hva jobber smedutdanna med?\nKilde: SSB 2024.\n"
    codes = "- 455101 - Smedfag, Vg3\n"

    assert [part.group for part in read(tmp_path, FRONT + TASKS + figures + codes).statistics] == ["smed"]
    assert [part.group for part in read(tmp_path, FRONT + TASKS + figures).statistics] == [None]


def test_an_occupation_mentioned_twice_is_kept_once_and_noted(tmp_path: Path) -> None:
    findings = read(tmp_path, FRONT + TASKS + "Andre yrker\nSveiser\nSveiseren sveiser.\nSveiser\nSveiser båter.\n")

    assert [entry.key for entry in findings.related] == ["sveiser"]
    assert findings.notes == ["line 8 mentions Sveiser again"]


def test_a_line_no_section_has_a_use_for_gets_no_role(tmp_path: Path) -> None:
    findings = read(tmp_path, FRONT + TASKS + "Hva tjener smeder?\nMedianlønn 45 000 kroner\n")

    assert findings.roles[0] is Role.TITLE
    assert findings.roles[4] is Role.HEADING
    assert 5 not in findings.roles
