"""Cells of the pay table are read once each, however many occupations show them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFault
from graph.sources.portal.pay import PayCell, PayFigures, read_pay
from tests.paths import DATA

WORLD = DATA / "portal" / "pay.json"


def by_key(path: Path = WORLD) -> dict[str, PayCell]:
    return {cell.key: cell for cell in read_pay(path)[0]}


def changed(folder: Path, occupation: str, **fields: Any) -> Path:
    """Write the small world with *fields* of the cell of all sectors and working times changed."""
    data = json.loads(WORLD.read_text("utf-8"))
    data[occupation]["Bakere, konditorer mv."]["A"]["A"].update(fields)
    path = folder / "pay.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), "utf-8")
    return path


def test_a_cell_has_what_it_is_of_and_its_figures_by_sex() -> None:
    cell = by_key()["7512-A-A"]

    assert (cell.group_name, cell.date) == ("Bakere, konditorer mv.", datetime.date(2017, 12, 31))
    assert cell.figures["K"] == PayFigures(employees=900, average=32000, median=31500, lower=28500, upper=35000)


def test_a_sex_that_is_not_shown_has_no_figures() -> None:
    assert by_key()["7512-S-A"].figures["M"] == PayFigures()


def test_a_cell_of_two_occupations_is_one_cell() -> None:
    cells, report = read_pay(WORLD)

    assert (report["cells in the file"], report["occupations"], len(cells)) == (5, 2, 4)


def test_what_is_left_out_is_reported() -> None:
    assert read_pay(WORLD)[1]["left out, not pay but overtime"] == {"wage_overtime_avg": 5}


def test_two_occupations_that_disagree_on_a_cell_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"line \d+: the cell 7512-A-A has other figures here than above"):
        read_pay(changed(tmp_path, "y_kokk", A_wage_avg=1))


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"kodeverk": "styrk98"}, r"Invalid enum value 'styrk98'"),
        ({"kode": "75121"}, r"a STYRK-08 code is one to four digits, got '75121'"),
        ({"A_wage_avg": "33000"}, r"Expected `int \| null`, got `str`"),
        ({"dato": "2017"}, r"a cell has its occupation and its date"),
        ({"uno_id": "u_kokk"}, r"a cell has its occupation and its date"),
        ({"A_antall_ansatte": None}, r"pay is shown with the number of employees"),
    ],
)
def test_nonsense_is_refused_with_its_line(tmp_path: Path, fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SourceFault, match=rf"line \d+: {complaint}"):
        read_pay(changed(tmp_path, "y_baker", **fields))


def test_the_real_file_has_a_thousand_cells_of_392_occupations(shared: Callable[[str], Path]) -> None:
    cells, report = read_pay(shared("sources/utdanning.no/lonn.json"))

    assert (report["cells in the file"], report["occupations"], len(cells)) == (1000, 392, 792)
    assert report["STYRK-08 codes"] == 270
    assert {cell.date for cell in cells} == {datetime.date(2017, 12, 31)}
