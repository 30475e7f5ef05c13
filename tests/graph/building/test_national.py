"""The national release is built from the bundled tables, and every example has an answer in it."""

from __future__ import annotations

import json

import pytest

from graph.reading.query_files import load_folder
from graph.reading.release import Release

# Nothing to complain of: no specialisation lacks a code, and no text is in a language other than that of its page.
EMPTY = {"specialisations-without-code", "texts-in-another-language"}


@pytest.mark.parametrize("key", [key for key in load_folder("examples") if key not in EMPTY])
def test_every_example_has_an_answer(national: Release, key: str) -> None:
    example = load_folder("examples")[key]
    here = {"this": national.names.thing("query", key)}
    if not national.store.ask(load_folder("pages")["exists"].text, here):
        pytest.skip(f"no source of the country has {' '.join(example.needs)}")

    if example.is_construct:
        assert national.store.triples(example.text, "application/n-triples")
    else:
        assert national.store.rows(example.text)


@pytest.mark.parametrize(
    ("class_", "least"),
    [
        ("yg:Occupation", 599),
        ("yg:JobTitle", 7020),
        ("esco:Occupation", 3039),
        ("esco:Skill", 13492),
        ("qb:Observation", 23000),
        ("yg:SpecialistJobTitle", 18),
    ],
)
def test_all_of_norway_is_there(national: Release, class_: str, least: int) -> None:
    assert national.manifest.counts[class_] >= least


@pytest.mark.parametrize(
    ("group", "medians"),
    [
        ("2223", {"2019": 46700, "2025": 51620}),
        ("7115", {"2017": 34270, "2019": 36530, "2025": 46740}),
        ("7411", {"2019": 42690, "2025": 52100}),
    ],
)
def test_pay_is_a_series_of_years(national: Release, group: str, medians: dict[str, int]) -> None:
    rows = national.store.rows(load_folder("pages")["pay"].text, {"this": national.names.thing("styrk08", group)})
    found = {
        row["period"].value[:4]: int(row["median"].value)
        for row in rows
        if "median" in row and {row[part].value for part in ("sector", "time", "sex")} == {"A"}
    }

    assert found == medians


@pytest.mark.parametrize("class_", ["yg:RegulatedOccupation", "yg:SharedJobTitle", "yg:SpecialistJobTitle"])
def test_the_reasoner_infers_each_defined_class_in_the_sample(national: Release, class_: str) -> None:
    report = json.loads((national.folder / "report.json").read_text("utf-8"))

    assert report["reasoned"]["defined classes"][class_] >= 1
