"""The files of the tables can be read with common tools, from a folder alone."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from graph.reading.release import Release
from graph.tables.inventory import list_tables
from graph.tables.renditions import make_all_files, make_file
from graph.tables.resource_rows import read_rows
from tests.some import some

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
NLOD = "https://data.norge.no/nlod/no/2.0"


@pytest.fixture(scope="module")
def folder(portal: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all tables of the small world of utdanning.no."""
    made = tmp_path_factory.mktemp("tables")
    for name, body in make_all_files(portal):
        (made / name).write_bytes(body)
    return made


def test_duckdb_reads_equal_rows_from_csv_and_parquet(folder: Path) -> None:
    codes = "types = {'groupCode': 'VARCHAR', 'sectorCode': 'VARCHAR', 'timeCode': 'VARCHAR', 'sexCode': 'VARCHAR'}"
    question = "SELECT groupCode, sexCode, period, median FROM {} ORDER BY ALL"
    in_csv = duckdb.execute(question.format(f"read_csv('{folder}/cube-pay.csv', {codes})")).fetchall()
    in_parquet = duckdb.execute(question.format(f"'{folder}/cube-pay.parquet'")).fetchall()

    assert in_csv == in_parquet
    assert {type(value) for row in in_parquet for value in row if value is not None} == {str, int, datetime.date}


def test_the_package_names_each_csv_with_its_size_and_digest(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))

    found = {
        one["path"]: (one["bytes"], one["hash"].removeprefix("sha256:"), [f["name"] for f in one["schema"]["fields"]])
        for one in package["resources"]
    }
    assert found.keys() == {path.name for path in folder.glob("*.csv")}
    for name, (size, digest, fields) in some(found.items()):
        body = (folder / name).read_bytes()
        assert (size, digest) == (len(body), hashlib.sha256(body).hexdigest())
        assert body.decode().splitlines()[0].split(",") == fields


def test_the_metadata_beside_a_csv_has_its_columns_with_types(folder: Path) -> None:
    found = json.loads((folder / "cube-pay.csv-metadata.json").read_text("utf-8"))

    columns = {one["name"]: one for one in found["tableSchema"]["columns"]}
    assert found["url"] == "cube-pay.csv"
    assert (columns["median"]["datatype"], columns["median"]["schema:unitText"]) == ("integer", "NOK/month")
    assert columns["groupCode"]["datatype"] == "string"
    assert columns["sexNameNn"]["lang"] == "nn"


@pytest.mark.parametrize(
    ("key", "licences", "credit"),
    [
        ("occupation", {CC0}, "Based on open data from utdanning.no."),
        ("cube-pay", {CC0}, ""),
        ("rule", {NLOD}, ""),
    ],
)
def test_a_table_has_the_licences_and_credits_of_its_sources(
    folder: Path, key: str, licences: set[str], credit: str
) -> None:
    metadata = json.loads((folder / f"{key}.csv-metadata.json").read_text("utf-8"))
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))

    resource = next(one for one in package["resources"] if one["name"] == key)
    assert {one["@id"] for one in metadata["dc:license"]} == licences
    assert {one["path"] for one in resource["licenses"]} == licences
    assert [one["@value"] for one in metadata.get("dc:rights", []) if one["@language"] == "en"] == [credit] * bool(
        credit
    )
    assert resource.get("credits", []) == [credit] * bool(credit)
    assert {one["path"] for one in package["licenses"]} == {CC0, NLOD}


def test_json_stat_has_every_figure_in_its_cell(portal: Release) -> None:
    for table in some(table for key, table in list_tables(portal).items() if key.startswith("cube-")):
        rows = read_rows(portal, table)
        cube = json.loads(make_file(portal, table, "json", "en"))
        measures = list(cube["dimension"]["measure"]["category"]["index"])

        assert len(cube["value"]) == sum(row[name] is not None for row in rows for name in measures)
        shown = next(row for row in rows if row[measures[0]] is not None)
        cell = 0
        for name, size in zip(cube["id"][:-1], cube["size"], strict=False):
            column = f"{name}Code" if f"{name}Code" in shown else name
            cell = cell * size + cube["dimension"][name]["category"]["index"][shown[column]]
        assert cube["value"][str(cell * len(measures))] == shown[measures[0]]


def test_parquet_carries_the_release_and_the_unit_of_a_column(folder: Path, portal: Release) -> None:
    schema = parquet.read_schema(folder / "cube-pay.parquet")

    assert schema.metadata[b"release"].decode() == portal.id
    assert schema.field("median").metadata[b"unit"] == b"NOK/month"
