"""Interviews counted, and names of people taken out."""

from __future__ import annotations

import pytest

from graph.sources.page.lines import number_lines, read_plain
from graph.sources.page.people import LEFT_OUT, find_people, looks_like_name, without_name_runs, without_names

QUOTE = "– Eg likar meg best ute, seier ho."


@pytest.mark.parametrize(
    ("text", "interviews", "names"),
    [
        (f"Fiskar\nKari Li\n{QUOTE}", 1, ("Kari Li",)),
        (f"Kari Li på båten i hardt ver.\nFiskar\nKari Li\n{QUOTE}", 1, ("Kari Li",)),
        (f"Kari Li\nFiskar\n{QUOTE}", 1, ("Kari Li",)),
        (f"Kari Li\n{QUOTE}", 1, ("Kari Li",)),
        (f"Fiskar\nKari\n{QUOTE}", 1, ("Kari",)),
        (f"Fiskar\nKari Li\n{QUOTE}\nSkipper\nOle von der Lippe\nOle har vore på sjøen i tretti år.", 2, None),
        (f"Fiskar\nKari Li\n{QUOTE}\nFiskar\nKari Li\n{QUOTE}", 2, ("Kari Li",)),
        ("Fiskar\nKari Li\nLes meir", 1, ("Kari Li",)),
        (f"Sjå film\n{QUOTE}", 0, ()),
        ("Fiskar\nFiskar ute på havet i storm.", 0, ()),
        ("", 0, ()),
    ],
)
def test_an_interview_is_a_name_and_what_is_said(text: str, interviews: int, names: tuple[str, ...] | None) -> None:
    found = find_people(number_lines(read_plain(text)), {"fiskar"})

    assert found.interviews == interviews
    assert found.names == (names if names is not None else ("Kari Li", "Ole von der Lippe"))


@pytest.mark.parametrize("text", ["Kari Li", "Anne-Marie Østby Ås", "Ole von der Lippe", "Lars P. Bø", "Marte O’Brien"])
def test_a_full_name_looks_like_one(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize("text", ["Kari", "Klinisk sosionom", "NRK Oslo", "Lege i Oslo", "Kari Li.", "Kari Li 3"])
def test_other_words_do_not_look_like_a_name(text: str) -> None:
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kari Li på båten", f"{LEFT_OUT} på båten"),
        ("Båten til Kari", f"Båten til {LEFT_OUT}"),
        ("Karis båt", f"{LEFT_OUT} båt"),
        ("Karita er ei anna", "Karita er ei anna"),
        ("Per Berg og Kari Li", f"{LEFT_OUT} og {LEFT_OUT}"),
        ("Berg er hardt, berg er tungt", "Berg er hardt, berg er tungt"),
        ("Spør Berg om berg per tonn", f"Spør {LEFT_OUT} om berg per tonn"),
        ("KARI LI PÅ BÅTEN", f"{LEFT_OUT} PÅ BÅTEN"),
    ],
)
def test_a_name_goes_whole_and_in_part_but_for_common_words(text: str, left: str) -> None:
    (line,) = without_names(number_lines(read_plain(text + "\n")), ["Kari Li", "Per Berg"], set())

    assert line.text == left


def test_an_occupation_is_never_taken_for_a_part_of_a_name() -> None:
    (line,) = without_names(number_lines(read_plain("Smed")), ["Ola Smed"], {"smed"})

    assert line.text == "Smed"


def test_whatever_is_written_as_a_full_name_stays_out_of_a_report() -> None:
    assert without_name_runs("Sjukepleiar Ola Nordmann ved sjukehuset") == f"{LEFT_OUT} ved sjukehuset"
    assert without_name_runs("Det finst mange spesialitetar i Noreg.") == "Det finst mange spesialitetar i Noreg."
