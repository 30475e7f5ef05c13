"""Lines to copy run as they are, and give the codes and statements of their address."""

from __future__ import annotations

import importlib.resources
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from graph.reading.query_definitions import ColumnType
from graph.reading.release import Release
from graph.tables.inventory import list_tables
from server.snippets import write_document_snippets, write_snippets
from tests.paths import ROOT

# Of the twenty lines for researchers, those of DuckDB on other cubes are not run: the small world has none of them.
LINES = dict(
    re.findall(r"^\| ([^|]+) \| (`.+`) \|$", (ROOT / "docs" / "researchers.md").read_text("utf-8"), re.MULTILINE)
)
STATEMENTS = "SELECT ?property ?value WHERE {{ <{}> ?property ?value }}\n"


@pytest.fixture(scope="module")
def address(portal_client: FlaskClient) -> Iterator[str]:
    """The address of the application over the small world of utdanning.no, served by a thread."""
    server = make_server("127.0.0.1", 0, portal_client.application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def codes(portal: Release) -> set[str]:
    """The names of the columns with codes in the table of pay."""
    return {column.name for column in list_tables(portal)["cube-pay"].columns if column.type is ColumnType.CODE}


def run(lines: str) -> dict[str, Any]:
    """Run lines of Python and return the values of their names."""
    names: dict[str, Any] = {}
    exec(lines, names)
    return names


def test_the_line_of_pandas_reads_codes_as_text(address: str, portal: Release, codes: set[str]) -> None:
    columns = list_tables(portal)["cube-pay"].columns
    lines = dict(write_snippets(f"{address}/cube/pay.csv", columns))["pandas"]

    table = run(lines)["table"]

    assert len(table) > 1
    assert all(isinstance(value, str) for name in codes for value in table[name].dropna())
    assert str(table["median"].dtype).startswith(("int", "float"))


def test_the_line_of_polars_reads_codes_as_text(address: str, portal: Release, codes: set[str]) -> None:
    lines = dict(write_snippets(f"{address}/cube/pay.csv", list_tables(portal)["cube-pay"].columns))["polars"]

    table = run(lines)["table"]

    assert {table.schema[code] for code in codes} == {polars.String}
    assert table.schema["median"] == polars.Int64


@pytest.mark.skipif(not shutil.which("Rscript"), reason="needs R with readr")
def test_the_line_of_r_reads_codes_as_text(address: str, portal: Release, codes: set[str]) -> None:
    lines = dict(write_snippets(f"{address}/cube/pay.csv", list_tables(portal)["cube-pay"].columns))["R"]
    printed = subprocess.run(
        ["Rscript", "-e", f"{lines}\ncat(sapply(table, class), sep = '\\n')"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    types = dict(zip((column.name for column in list_tables(portal)["cube-pay"].columns), printed, strict=True))

    assert {types[code] for code in codes} == {"character"}
    assert types["median"] == "numeric"


@pytest.fixture
def duck() -> duckdb.DuckDBPyConnection:
    """A connection of DuckDB that reads URLs."""
    connection = duckdb.connect()
    folder = importlib.resources.files("duckdb_extension_httpfs") / "extensions" / f"v{duckdb.__version__}"
    connection.execute(f"LOAD '{folder / 'httpfs.duckdb_extension'}'")
    return connection


def test_the_line_of_duckdb_reads_codes_as_text(
    address: str, portal: Release, codes: set[str], duck: duckdb.DuckDBPyConnection
) -> None:
    line = dict(write_snippets(f"{address}/cube/pay.csv", list_tables(portal)["cube-pay"].columns))["DuckDB"]

    found = duck.execute(line)

    types = {name: str(type_) for name, type_, *_ in found.description or ()}
    assert {types[code] for code in codes} == {"VARCHAR"}
    assert types["average"] == "BIGINT"


def test_duckdb_reads_parquet_by_its_address(address: str, duck: duckdb.DuckDBPyConnection) -> None:
    columns = "groupCode, sexCode, median"
    by_url, from_csv = (
        duck.execute(f"SELECT {columns} FROM {table} ORDER BY observation").fetchall()
        for table in (
            f"'{address}/cube/pay.parquet'",
            f"read_csv('{address}/cube/pay.csv', types = {{'groupCode': 'VARCHAR', 'sexCode': 'VARCHAR'}})",
        )
    )

    assert by_url
    assert by_url == from_csv


def test_the_lines_of_rdflib_and_sparqlwrapper_find_the_same_statements(address: str, portal: Release) -> None:
    key = portal.store.rows("SELECT ?s { ?s a <https://w3id.org/yrkesgraf/def#Occupation> } LIMIT 1")[0]["s"].value
    kind, name = portal.names.split(key) or ("", "")
    lines = dict(
        write_document_snippets(key, f"{address}/doc/{kind}/{name}", f"{address}/sparql", STATEMENTS.format(key))
    )

    graph = run(lines["rdflib"])["graph"]
    rows = run(lines["SPARQLWrapper"])["rows"]

    assert rows
    stated = {str(value) for subject, _, value in graph if str(subject) == key}
    assert {row["value"]["value"] for row in rows if row["value"]["type"] == "uri"} <= stated


def test_the_lines_of_an_entity_read_every_statement_as_text(
    address: str, portal: Release, duck: duckdb.DuckDBPyConnection
) -> None:
    iri = portal.names.thing("occupation", "kokk")
    document = f"{address}/doc/occupation/kokk"
    lines = dict(write_document_snippets(iri, document, f"{address}/sparql", STATEMENTS.format(iri)))

    of_pandas = run(lines["pandas"])["table"].fillna("").to_numpy().tolist()
    of_polars = run(lines["polars"])["table"].rows()
    of_duckdb = duck.execute(lines["DuckDB"]).fetchall()

    assert len(of_duckdb) > 10
    assert {type(value) for row in of_duckdb for value in row if value is not None} == {str}
    assert of_duckdb == of_polars
    assert [[value or "" for value in row] for row in of_duckdb] == of_pandas


@pytest.mark.parametrize("path", ["/doc/occupation/lege.html", "/doc/title/2221110.html", "/tables/title"])
def test_a_page_has_the_lines_with_its_address(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}).text

    stem = path.removesuffix(".html")
    for tool in ("curl", "pandas", "polars", "r", "duckdb", "stata", "excel"):
        assert f'id="use-{tool}"' in page
    assert f"http://localhost:8000{stem}.csv" in page
    assert f"{stem}.csv?excel" in page


def test_own_data_below_the_median_are_found_by_the_line_for_researchers(
    address: str, duck: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.csv").write_text("code,pay\n7512,32000\n7512,40000\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    # The small world has the pay of 2017 alone.
    line = (
        LINES["Who of my own data earns less than the median"].strip("`").replace("$B", address).replace("2025", "2017")
    )

    assert duck.execute(line).fetchall() == [("7512", 32000, 32500)]


def test_the_line_of_pandas_for_researchers_reads_the_table(address: str) -> None:
    line = LINES["All pay figures as a data frame"].strip("`")

    assert len(run(f"import pandas as pd\nB = '{address}'\ntable = {line}")["table"]) > 1


@pytest.mark.parametrize("path", [path for line in LINES.values() for path in re.findall(r'curl "\$B([^"]+)"', line)])
def test_the_address_of_a_line_for_researchers_has_known_parameters(portal_client: FlaskClient, path: str) -> None:
    answer = portal_client.get(path)

    # The small world lacks some of the occupations.
    assert answer.status_code == 200 or (answer.status_code == 404 and "in this release" in answer.text), answer.text
