"""ESCO's files are read with their faults told: repeated rows, markup in notes, codes outside their group."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.esco_tables import OCCUPATION, read_groups, read_occupations, read_steps
from tests.paths import DATA

WORLD = DATA / "world"
OCCUPATIONS = WORLD / "esco-occupations.csv"


def broken(tmp_path: Path, file: Path, out: str, put: str) -> Path:
    text = file.read_text("utf-8")
    assert out in text
    path = tmp_path / file.name
    path.write_text(text.replace(out, put), "utf-8")
    return path


def test_an_occupation_keeps_its_official_iri_and_its_names_one_a_line() -> None:
    cabinet_maker = read_occupations(OCCUPATIONS)[0][0]

    assert cabinet_maker.iri == f"{OCCUPATION}00000000-0000-4000-8000-000000000001"
    assert (cabinet_maker.code, cabinet_maker.group, cabinet_maker.name) == ("7522.1", "7522", "cabinet maker")
    assert cabinet_maker.other_names == ("furniture maker", "cabinet maker", "joiner of furniture")
    assert cabinet_maker.description == 'Cabinet makers build "pieces", and repair them.'
    assert cabinet_maker.modified == datetime.date(2024, 1, 25)
    assert len(cabinet_maker.schemes) == 2


def test_a_repeated_row_counts_once_in_its_latest_form_and_is_reported() -> None:
    found, report = read_occupations(OCCUPATIONS)

    assert [one.description for one in found if one.name == "basket maker"] == ["Basket makers weave."]
    assert (report["rows"], report["occupations"], report["repeated"]) == (4, 3, ["basket maker"])


def test_a_code_outside_its_group_is_reported() -> None:
    assert read_occupations(OCCUPATIONS)[1]["codes outside their group"] == ["7317.2 basket maker: 7522"]


def test_a_note_loses_its_markup_and_keeps_its_words() -> None:
    chair_maker = read_occupations(OCCUPATIONS)[0][1]

    assert chair_maker.scope_note == "Includes cabinet maker."
    assert chair_maker.regulated


def test_a_group_has_its_description_over_several_lines() -> None:
    groups, _ = read_groups(WORLD / "esco-groups.csv")

    assert [group.code for group in groups] == ["752", "7522"]
    assert groups[1].description == "They make furniture,\nand mend it."


def test_a_step_leads_from_an_occupation_or_a_group_to_what_is_above_it() -> None:
    steps, _ = read_steps(WORLD / "esco-broader.csv")

    assert [(step.below[-4:], step.above[-4:], step.is_between_occupations) for step in steps] == [
        ("7522", "C752", False),
        ("0001", "7522", False),
        ("0002", "0001", True),
        ("0003", "7522", False),
    ]


@pytest.mark.parametrize(
    ("out", "put", "line", "words"),
    [
        ("iscoGroup", "group", 1, "missing: iscoGroup"),
        (",7522,chair maker", ",522,chair maker", 6, "four digits"),
        (",7522,chair maker", ",7522,", 6, "has a name"),
        ("chair maker,,,released,2024-01-11", "chair maker,,,released,11.1.2024 ", 6, "date"),
        (",7522.1.1,", ",7522,", 6, "ESCO code"),
        ("occupation/00000000-0000-4000-8000-000000000002", "skill/2", 6, "IRI"),
        ("Chair makers make chairs.,7522.1.1,", "Chair makers make chairs.", 6, "as many cells"),
        ('build ""pieces""', 'build "pieces"', 2, "not CSV"),
    ],
)
def test_a_fault_is_told_with_the_line_its_record_begins_on(
    tmp_path: Path, out: str, put: str, line: int, words: str
) -> None:
    with pytest.raises(SourceFault, match=words) as fault:
        read_occupations(broken(tmp_path, OCCUPATIONS, out, put))

    assert fault.value.line == line


def test_a_step_from_something_else_is_a_fault(tmp_path: Path) -> None:
    path = broken(tmp_path, WORLD / "esco-broader.csv", "occupation/00000000-0000-4000-8000-000000000003", "skill/3")

    with pytest.raises(SourceFault, match="does not lead from"):
        read_steps(path)


def test_a_group_under_an_occupation_is_a_fault(tmp_path: Path) -> None:
    path = broken(
        tmp_path,
        WORLD / "esco-broader.csv",
        "ISCOGroup,http://data.europa.eu/esco/isco/C752,",
        f"Occupation,{OCCUPATION}00000000-0000-4000-8000-000000000001,",
    )

    with pytest.raises(SourceFault, match="does not lead from"):
        read_steps(path)


def test_a_group_whose_iri_and_code_differ_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="C7522"):
        read_groups(broken(tmp_path, WORLD / "esco-groups.csv", "C7522,7522", "C7522,7523"))


def test_the_whole_of_esco_is_read(shared: Callable[[str], Path]) -> None:
    occupations, report = read_occupations(shared("sources/esco/occupations_en.csv"))
    steps, _ = read_steps(shared("sources/esco/broaderRelationsOccPillar_en.csv"))

    assert (report["rows"], len(occupations), len(report["repeated"])) == (3043, 3039, 4)
    assert report["codes outside their group"] == ["2421.8 smart city consultant: 2164"]
    assert len(read_groups(shared("sources/esco/ISCOGroups_en.csv"))[0]) == 619
    assert len(steps) == 3648
    assert {step.below for step in steps if step.below.startswith(OCCUPATION)} == {one.iri for one in occupations}
    assert sum(step.is_between_occupations for step in steps) == 1248
    assert not [one for one in occupations if "<" in one.scope_note]
