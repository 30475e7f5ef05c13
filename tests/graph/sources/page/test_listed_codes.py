"""Code lists read, and codes of the wrong length refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.model import EducationLine
from graph.sources.page.headings import Section
from graph.sources.page.lines import number_lines, read_plain
from graph.sources.page.listed_codes import Codes, is_code, is_cut_code, read_codes, read_specialisations
from graph.sources.page.outline import Block


def read(text: str, section: Section = Section.STATISTICS) -> Codes:
    heading, *lines = number_lines(read_plain("# Liste\n" + text))
    return read_codes(Path("page.txt"), [Block(section, heading, None, tuple(lines))])


def test_six_digits_are_an_education_and_seven_a_job_title() -> None:
    codes = read("• 763101 - Cand.med.-utdanning\n• 0110104 – VERVET (FORSVARET)\n")

    assert [(line.number, entry.code, entry.name) for line, entry in codes.educations] == [
        (2, "763101", "Cand.med.-utdanning")
    ]
    assert [(line.number, entry.code, entry.name) for line, entry in codes.titles] == [
        (3, "0110104", "VERVET (FORSVARET)")
    ]


@pytest.mark.parametrize("text", ["763101 - Medisin", "763101 – Medisin", "763101: Medisin", "763101- Medisin"])
def test_code_and_name_are_parted_by_any_dash_or_a_colon(text: str) -> None:
    assert [entry for _, entry in read(text).educations] == [EducationLine(code="763101", name="Medisin")]


def test_two_lists_in_a_row_stay_apart() -> None:
    codes = read("• 763101 - Medisin\n• 763102 - Tilleggskurs\n• 2221110 - LEGE\n• 2221111 - OVERLEGE\n")

    assert (len(codes.educations), len(codes.titles)) == (2, 2)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("• 2221110 - LEGE\n• 22211 - OVERLEGE\n", 3, "(STYRK-98) has 7 digits, got '22211'"),
        ("• 22211 - OVERLEGE\n", 2, "(STYRK-98) has 7 digits, got '22211'"),
        ("• 2221110 - LEGE\n• 222111 - OVERLEGE\n• 2221112 - TURNUSLEGE\n", 3, "has 7 digits, got '222111'"),
        ("• 763101 - Medisin\n• 7631011 - Tilleggskurs\n", 3, "(NUS2000) has 6 digits, got '7631011'"),
        ("• 763101 - Medisin\n• 76310 - Tilleggskurs\n", 3, "(NUS2000) has 6 digits, got '76310'"),
        ("• 763101 - Medisin\n• 763102\n• 763103 - Anna\n", 3, "the code 763102 has no name"),
    ],
)
def test_a_code_of_the_wrong_length_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(SourceFault) as caught:
        read(text)

    assert said in str(caught.value)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "text", ["• 12 - 15 åringar er målgruppa", "2019 - 2023 steig lønna", "• lage 20 kaker", "1998"]
)
def test_numbers_in_a_text_are_no_codes(text: str) -> None:
    codes = read(text, Section.TASKS)

    assert (codes.educations, codes.titles) == ((), ())


def test_a_list_that_stops_in_a_line_is_seen() -> None:
    cut = {text: is_cut_code(number_lines(read_plain(text))[0]) for text in ("• 22211", "• 2221110 -", "•", "• lage")}

    assert cut == {"• 22211": True, "• 2221110 -": True, "•": True, "• lage": False}
    assert is_code(number_lines(read_plain("• 2221110 - LE"))[0])


@pytest.mark.parametrize(
    ("name", "found", "others"),
    [
        ("Anestesiologi, spesialistutdanning for leger", "Anestesiologi", ()),
        ("Arbeidsmedisin (yrkesmedisin), spesialistutdanning for leger", "Arbeidsmedisin", ("yrkesmedisin",)),
        ("Kjeveortopedi, spesialistutdanning for tannleger", "Kjeveortopedi", ()),
        ("Barne- og ungdomspsykiatri, spesialistutdanning for leger", "Barne- og ungdomspsykiatri", ()),
    ],
)
def test_a_specialisation_is_named_without_its_suffix(name: str, found: str, others: tuple[str, ...]) -> None:
    (item,) = read_specialisations([EducationLine(code="763202", name=name)])

    assert (item.name, item.other_names, item.code) == (found, others, "763202")


def test_other_educations_are_no_specialisations() -> None:
    assert read_specialisations([EducationLine(code="763101", name="Cand.med.-utdanning")]) == ()
