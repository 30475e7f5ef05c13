"""The catalogue of job titles is read with its lost zeros put back, and with faults told by line."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.title_catalogue import read_titles

HEAD = "code;parentCode;level;name;shortName;notes;validFrom;validTo"
CONSCRIPT = "111101;;1;MENIG (FORSVARET);;;06.10.2013;"
DOCTOR = "2221110;;1;LEGE ;;;01.06.2022;31.12.2024"


def catalogue(folder: Path, *lines: str, mark: str = "\ufeff") -> Path:
    path = folder / "titles.csv"
    path.write_text(mark + "\n".join(lines) + "\n", "utf-8")
    return path


def test_a_title_has_its_code_its_name_as_registered_and_its_days(tmp_path: Path) -> None:
    titles, report = read_titles(catalogue(tmp_path, HEAD, DOCTOR))

    assert [(title.code, title.name, title.group) for title in titles] == [("2221110", "LEGE", "2221")]
    assert titles[0].valid_from == datetime.date(2022, 6, 1)
    assert titles[0].valid_through == datetime.date(2024, 12, 31)
    assert report["names with more blanks than they need"] == ["line 2: 2221110 LEGE"]


def test_a_lost_zero_is_put_back_and_reported_with_its_line(tmp_path: Path) -> None:
    titles, report = read_titles(catalogue(tmp_path, HEAD, DOCTOR, CONSCRIPT, mark=""))

    assert [title.code for title in titles] == ["2221110", "0111101"]
    assert report["leading zeros put back"] == ["line 3: 111101 is 0111101"]


def test_klass_may_answer_with_its_own_dates_and_more_columns(tmp_path: Path) -> None:
    head = "code;parentCode;level;name;shortName;notes;presentationName;validFrom;validTo"

    titles, _ = read_titles(catalogue(tmp_path, head, "2221110;;1;LEGE;;;;2022-06-01;"))

    assert titles[0].valid_from == datetime.date(2022, 6, 1)


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ((HEAD.replace("name;", "navn;"), DOCTOR), 1, "missing: name"),
        ((HEAD.replace(";", ","), DOCTOR), 2, "not as many cells"),
        ((HEAD, DOCTOR.replace("2221110", "22211")), 2, "seven|7 digits"),
        ((HEAD, DOCTOR.replace("2221110", "222111")), 2, "7 digits"),
        ((HEAD, DOCTOR, DOCTOR), 3, "line 2"),
        ((HEAD, DOCTOR.replace("LEGE ", "")), 2, "has no name"),
        ((HEAD, DOCTOR.replace("01.06.2022", "31.06.2022")), 2, "validFrom is a date"),
        ((HEAD, "2221110;;1;LE"), 2, "as many cells"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, lines: tuple[str, ...], line: int, words: str) -> None:
    with pytest.raises(SourceFault, match=words) as fault:
        read_titles(catalogue(tmp_path, *lines))

    assert fault.value.line == line


def test_the_encoding_that_klass_exports_by_default_is_read(tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    path.write_bytes(f"{HEAD}\n{DOCTOR}\n2221111;;1;KJØKKENSJEF;;;;\n".encode("latin-1"))

    titles, _ = read_titles(path)

    assert titles[1].name == "KJØKKENSJEF"


def test_the_whole_catalogue_is_read(yrkeskatalog: Path) -> None:
    titles, report = read_titles(yrkeskatalog)

    assert (len(titles), report["groups"], len(report["leading zeros put back"])) == (7020, 351, 47)
    assert report["leading zeros put back"][0] == "line 2: 111101 is 0111101"
    assert {title.code[0] for title in titles if title.code.startswith("01")} == {"0"}
    assert max(title.valid_from for title in titles if title.valid_from) == datetime.date(2023, 10, 2)
    assert not [title for title in titles if title.valid_through]
