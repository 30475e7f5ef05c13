"""Unemployment is read once a code, by the time since the education."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFault
from graph.sources.portal.unemployment import Unemployed, Unemployment, read_unemployment
from tests.paths import DATA

WORLD = DATA / "portal" / "unemployment.json"


def by_code(path: Path = WORLD) -> dict[str, Unemployment]:
    return {one.code: one for one in read_unemployment(path)[0]}


def changed(folder: Path, thing: str, **fields: Any) -> Path:
    data = json.loads(WORLD.read_text("utf-8"))
    data[thing]["481101"].update(fields)
    path = folder / "unemployment.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), "utf-8")
    return path


def test_a_code_has_names_and_figures_by_the_time_since() -> None:
    baker = by_code()["481101"]

    assert (baker.name, baker.short_name, baker.women, baker.men) == ("Bakerfaget, Vg3", "Bakerfag", 40, 60)
    assert baker.figures == {
        "all": Unemployed(persons=40, share=0.025),
        "1-3": Unemployed(persons=12, share=0.05),
        "7-10": Unemployed(persons=5, share=0.01),
    }


def test_a_span_without_its_share_has_its_number_only() -> None:
    assert by_code()["581101"].figures["1-3"] == Unemployed(persons=0)
    assert "7-10" not in by_code()["581101"].figures


def test_rows_of_one_code_are_one_and_what_is_left_out_is_reported() -> None:
    _, report = read_unemployment(WORLD)

    assert (report["rows in the file"], report["education codes"]) == (3, 2)
    assert report["left out, a share at 40 that the source does not explain"] == 2


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"arbeidsledige_andel": 2.5}, r"a share is from 0 to 1, got 2.5"),
        ({"arbeidsledige_antall": -4}, r"a number of persons is zero or more"),
        ({"nus_kode": "48110"}, r"a NUS2000 code is one to four digits, or six, got '48110'"),
        ({"nus_navn": None}, r"Expected `str`, got `null`"),
        ({"arbeidsledige_antall": 41}, r"the code 481101 has other figures here than above"),
    ],
)
def test_nonsense_is_refused_with_its_line(tmp_path: Path, fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SourceFault, match=rf"line \d+: {complaint}"):
        read_unemployment(changed(tmp_path, "y_baker", **fields))


def test_the_real_file_speaks_of_422_things_and_582_codes(shared: Callable[[str], Path]) -> None:
    found, report = read_unemployment(shared("sources/utdanning.no/arbeidsledighet.json"))

    assert (report["occupations and educations"], report["rows in the file"], len(found)) == (422, 1000, 582)
    # Statistics Norway has made every one and two into none or three.
    assert not any(one.persons in {1, 2} for each in found for one in each.figures.values())
