"""The documents that official services publish today are read, and each fault in one gets its sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.errors import SourceFault
from graph.vocab import DEFAULT_BASE, Names

CODE = {"code": "2", "parentCode": None, "level": "1", "name": "Høyere yrker"}
BELOW = {"code": "22", "parentCode": "2", "level": "2", "name": "Medisinske yrker"}
CODES_CSV = '"code";"parentCode";"level";"name"\n"2";"";"1";"Høyere yrker"\n"22";"2";"2";"Medisinske yrker"\n'
TITLES = "sourceCode;sourceName;targetCode;targetName\n0111101;MENIG;0310;Menige\n"
CATALOGUE = "code,parentCode,level,name,validFrom,validTo\n2221110,,1,LEGE,,\n2221112,,1,OVERLEGE,,\n"
NAV = "isco_versjon;yrkeskode;yrkesbetegnelse;forste_aar;siste_aar;antall_aar\nISCO-08;2211;Lege;2010;2017;8\n"
ENTRY = {
    "uno_id": "y_lege", "innholdstype": "yrke", "tittel": "Lege", "styrk08": ["2211"], "nus": ["7632"],
    "interesser": ["Helse"],
}  # fmt: skip
EMPLOYED = "yrke,kjønn,år,statistikkvariabel,value,status\n2211,0,2025,Sysselsatte,1200,\n2211,1,2025,Sysselsatte,,:\n"


def stat(**dimensions: Mapping[str, str]) -> str:
    """A JSON-stat 2 document with figures from 1 up."""
    size = [len(labels) for labels in dimensions.values()]
    count = 1
    for number in size:
        count *= number
    body: dict[str, Any] = {
        "class": "dataset",
        "id": list(dimensions),
        "size": size,
        "dimension": {
            name: {"category": {"index": list(labels), "label": labels}} for name, labels in dimensions.items()
        },
        "value": list(range(40_000, 40_000 + count)),
    }
    return json.dumps(body)


PAY = stat(
    MaaleMetode={"01": "Median"}, Yrke={"2211": "Leger"}, Sektor={"ALLE": "Alle", "6500": "Kommune"},
    Kjonn={"0": "Begge"}, ContentsCode={"Manedslonn": "Månedslønn"}, Tid={"2023": "2023", "2025": "2025"},
)  # fmt: skip


def read(folder: Path, adapter: str, content: str | bytes, language: str | None = None) -> tuple[list[str], Any]:
    """Return the statements, as text, and the report of a document."""
    path = folder / "document"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    context = Context(Names(DEFAULT_BASE))
    context.language = language
    structure = Path(__file__).parents[3] / "graph" / "data" / "cubes.yaml"
    list(ADAPTERS["cubes"](structure, "http://localhost:8000/id/source/cubes", context).statements)
    reading = ADAPTERS[adapter](path, "http://localhost:8000/id/source/a", context)
    return [" ".join(term.n3() for term in statement) for statement in reading.statements], reading.report


@pytest.mark.parametrize(
    ("adapter", "content", "said"),
    [
        pytest.param("klass-styrk08", json.dumps({"codes": [CODE, BELOW]}), '"Høyere yrker"@nb', id="codes at a date"),
        pytest.param("klass-styrk08", json.dumps({"classificationItems": [CODE]}), '"Høyere yrker"@nb', id="a version"),
        pytest.param(
            "klass-styrk08", json.dumps({"codes": [CODE | {"colour": "red"}]}), '"Høyere yrker"', id="new field"
        ),
        pytest.param("klass-styrk08", CODES_CSV, '"Høyere yrker"@nb', id="semicolons"),
        pytest.param("klass-styrk08", CODES_CSV.replace(";", ","), '"Høyere yrker"@nb', id="commas"),
        pytest.param("klass-styrk08", CODES_CSV.encode("latin-1"), '"Høyere yrker"@nb', id="ISO-8859-1"),
        pytest.param("klass-styrk08", CODES_CSV.encode("utf-8-sig"), '"Høyere yrker"@nb', id="byte order mark"),
        pytest.param("klass-nus", CODES_CSV, '"Høyere yrker"@nb', id="NUS2000 as CSV"),
        pytest.param("klass-correspondence", TITLES, "0111101", id="table 426"),
        pytest.param("klass-correspondence", TITLES.replace(";", ","), "0111101", id="table 426 with commas"),
        pytest.param(
            "klass-correspondence",
            json.dumps({"correspondenceItems": [{"sourceCode": "0111101", "targetCode": "0310", "colour": 1}]}),
            "0111101",
            id="corresponds",
        ),
        pytest.param("title-catalogue", CATALOGUE, '"OVERLEGE"', id="yrkeskatalog with commas"),
        pytest.param("title-catalogue", CATALOGUE.replace(",", ";"), '"OVERLEGE"', id="yrkeskatalog"),
        pytest.param("nav-names", NAV, '"Lege"@nb', id="names of NAV"),
        pytest.param("nav-names", NAV.replace(";", ","), '"Lege"@nb', id="names of NAV with commas"),
        pytest.param(
            "portal-main", json.dumps({"y_lege": ENTRY | {"sektor_antall_privat": None}}), "7632", id="2.13.51"
        ),
        pytest.param("portal-main", json.dumps([ENTRY | {"styrk08": ["2211", "9999"]}]), "styrk08/2211", id="a list"),
        pytest.param("statbank-pay", PAY, "2023", id="pay, any period and sector"),
        pytest.param("statbank-employment", EMPLOYED, "1200", id="employment by sex"),
        pytest.param("statbank-employment", EMPLOYED.replace(",", ";"), "1200", id="employment with semicolons"),
    ],
)
def test_a_shape_of_today_is_read(tmp_path: Path, adapter: str, content: str | bytes, said: str) -> None:
    statements, _ = read(tmp_path, adapter, content)

    assert any(said in statement for statement in statements)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_names_of_klass_are_in_the_language_of_their_source(tmp_path: Path, language: str) -> None:
    statements, _ = read(tmp_path, "klass-styrk08", CODES_CSV, language)

    assert any(f'"Medisinske yrker"@{language}' in statement for statement in statements)


MORE_COLUMNS = CATALOGUE.replace("validTo", "validTo,colour").replace(",,\n", ",,,\n")


@pytest.mark.parametrize(
    ("adapter", "content", "report", "unread"),
    [
        ("klass-styrk08", json.dumps({"codes": [CODE | {"colour": "red"}]}), "fields not read", {"colour": 1}),
        ("title-catalogue", MORE_COLUMNS, "columns not read", ["colour"]),
        ("nav-names", NAV.replace("aar\n", "aar;farge\n").replace("8\n", "8;\n"), "columns not read", ["farge"]),
        ("portal-main", json.dumps([ENTRY | {"farge": 1}]), "fields not read", {"farge": 1}),
    ],
)  # fmt: skip
def test_an_unknown_field_is_reported_and_passed_over(
    tmp_path: Path, adapter: str, content: str, report: str, unread: object
) -> None:
    _, told = read(tmp_path, adapter, content)

    assert told[report] == unread


DEEP = "[" * 100_000 + "]" * 100_000
LONG = json.dumps({"codes": [CODE]}).replace("null", "9" * 5_001)


@pytest.mark.parametrize(
    ("adapter", "content", "sentence"),
    [
        ("klass-styrk08", DEEP, "line 1: the JSON is nested too deeply"),
        ("portal-main", DEEP, "line 1: the JSON is nested too deeply"),
        ("statbank-pay", '{"value": ' + DEEP + "}", "line 1: the JSON is nested too deeply"),
        ("klass-styrk08", LONG, "a number of 5001 digits is no figure"),
        ("klass-styrk08", "<html>Vedlikehold</html>\n", "missing: code"),
        ("klass-styrk08", json.dumps({"codes": []}), "the list has no codes"),
        ("klass-styrk08", CODES_CSV.replace("name", "navn"), "missing: name"),
        ("klass-styrk08", CODES_CSV.removesuffix("\n"), "it looks cut off"),
        ("klass-styrk08", CODES_CSV.encode() + "2211;ø".encode("latin-1"), "is not UTF-8"),
        ("klass-correspondence", TITLES.replace("0111101", "0111"), "starts from titles of 7 digits, got '0111'"),
        ("title-catalogue", CATALOGUE.replace("OVERLEGE", "LEGE, OVER"), "not as many cells as the header"),
        ("title-catalogue", "\x00", "a zero byte"),
        ("portal-main", json.dumps([ENTRY | {"styrk08": []}]), "has groups: the publisher has renamed"),
        ("statbank-pay", PAY.replace("MaaleMetode", "Maaling"), "unknown variable 'Maaling'"),
        ("statbank-pay", PAY.replace("40001", '"mange"'), "str"),
        ("statbank-employment", EMPLOYED.replace("1200", "mange"), "a figure is a number or one of"),
    ],
)  # fmt: skip
def test_a_fault_gets_its_sentence(tmp_path: Path, adapter: str, content: str | bytes, sentence: str) -> None:
    with pytest.raises(SourceFault) as caught:
        read(tmp_path, adapter, content)

    assert sentence in str(caught.value)
