"""Records survive being written as a table and read again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.model import Record
from graph.sources.files.record_table import is_record_table, read_records, write_records


class Part(Record, frozen=True):
    code: str
    share: float | None = None


class Whole(Record, frozen=True):
    code: str
    names: Mapping[str, str] = {}
    others: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    shares: Mapping[str, Part] = {}
    iris: tuple[str, ...] = ()
    count: int | None = None
    day: datetime.date | None = None
    is_open: bool = False


WHOLES = [
    Whole(
        code="0110",
        names={"nb": "Offiserer, høyere", "en": "Officers"},
        others=(("nb", "Befal"), ("en", "Officer")),
        parts=(Part(code="1", share=0.5), Part(code="2")),
        shares={"all": Part(code="1", share=0.25)},
        iris=("http://data.europa.eu/esco/skill/x", "http://example.org/y"),
        count=0,
        day=datetime.date(2025, 6, 1),
        is_open=True,
    ),
    Whole(code="2223"),
]


def written(folder: Path, text: str) -> Path:
    path = folder / "wholes.csv"
    path.write_text(text, "utf-8")
    return path


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = written(tmp_path, write_records(Whole, WHOLES))

    assert read_records(path, Whole) == WHOLES


def test_a_table_is_known_by_its_header(tmp_path: Path) -> None:
    path = written(tmp_path, write_records(Whole, WHOLES))

    assert is_record_table(path, Whole)
    assert not is_record_table(path, Part)


def test_a_column_without_a_value_is_left_out() -> None:
    assert write_records(Whole, WHOLES[1:]) == "code,is_open\n2223,false\n"


def test_a_value_with_a_sign_between_values_cannot_be_written() -> None:
    with pytest.raises(ValueError, match=r"neither \| nor =, got 'a=b'"):
        write_records(Whole, [Whole(code="1", iris=("a=b",))])


def test_what_is_no_record_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "code,count\n0110,1\n2223,mange\n")

    with pytest.raises(SourceFault, match=r"line 3: Expected `int \| null`"):
        read_records(path, Whole)
