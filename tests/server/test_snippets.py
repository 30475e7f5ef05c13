"""Lines to copy run as they are, and give the codes and statements of their address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import duckdb
import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from graph.reading.query_definitions import ColumnType
from graph.reading.release import Release
from graph.tables.inventory import list_tables
from server.snippets import write_document_snippets, write_snippets

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


def test_the_line_of_duckdb_reads_codes_as_text(
    address: str, portal: Release, codes: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    # The extension httpfs is another download, so that the file is fetched by another way than its line has.
    file = tmp_path_factory.mktemp("tables") / "pay.csv"
    with urlopen(f"{address}/cube/pay.csv") as answer:
        file.write_bytes(answer.read())
    line = dict(write_snippets(f"{file}", list_tables(portal)["cube-pay"].columns))["DuckDB"]

    found = duckdb.execute(line)

    types = {name: str(type_) for name, type_, *_ in found.description or ()}
    assert {types[code] for code in codes} == {"VARCHAR"}
    assert types["average"] == "BIGINT"


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


@pytest.mark.parametrize("path", ["/doc/occupation/lege.html", "/doc/title/2221110.html", "/tables/title"])
def test_a_page_has_the_lines_with_its_address(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}).text

    stem = path.removesuffix(".html")
    for tool in ("curl", "pandas", "polars", "r", "duckdb", "stata", "excel"):
        assert f'id="use-{tool}"' in page
    assert f"http://localhost:8000{stem}.csv" in page
    assert f"{stem}.csv?excel" in page
