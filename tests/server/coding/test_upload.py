"""A table of titles that is sent gets its codes, in a process of its own, and no table harms the server."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from flask import request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.coding.table_process import CodingOrder, code_table
from server.http.site import EXTENSION, Site
from server.settings import Settings

HTML = {"Accept": "text/html"}
TABLE = b"id;tittel\n1;M\xf8belsnekker s\xf8kes\n2;=Astronaut()\n3;Spesialarbeidere (snekker)\n"


def make_client(crossed: Release, **limits: float) -> FlaskClient:
    settings = Settings(home=crossed.folder.parent, executors=1, **limits)  # type: ignore[arg-type]
    return create_app(CurrentRelease(Releases(settings.home)), settings).test_client()


@pytest.fixture(scope="module")
def desk(crossed: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world of the crosswalks."""
    client = make_client(crossed)
    yield client
    client.application.extensions[EXTENSION].executors.close()


def send(client: FlaskClient, path: str, body: bytes, name: str, **fields: str) -> TestResponse:
    return client.post(path, data={"file": (io.BytesIO(body), name), **fields}, headers=HTML)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_has_a_form_that_needs_no_javascript(desk: FlaskClient, language: str) -> None:
    response = desk.get(f"/code?lang={language}", headers=HTML)

    assert response.status_code == 200
    assert 'method="post" enctype="multipart/form-data"' in response.text
    assert "<script>" not in response.text


def test_parquet_is_offered_where_it_can_be_read(desk: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = desk.get("/code", query_string={"lang": "en"}).text
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    without = desk.get("/code", query_string={"lang": "en"}, headers={"Cache-Control": "no-cache"}).text

    assert ".parquet" in offered
    assert "Excel (.xlsx) or Parquet" in offered
    assert "parquet" not in without.lower()


def test_a_file_is_previewed_with_codes_names_and_how_sure(desk: FlaskClient) -> None:
    response = send(desk, "/code?lang=nb", TABLE, "titler.csv", to="styrk98,styrk08")

    assert response.status_code == 200
    assert re.search(r"<dt>sikker</dt><dd>2</dd><dt>tvilsom</dt><dd>0</dd><dt>uten treff</dt><dd>1</dd>", response.text)
    assert '<code class="code">7421</code>' in response.text
    assert "no-store" in response.headers["Cache-Control"]


def test_what_was_previewed_can_be_downloaded_without_sending_the_file_again(desk: FlaskClient) -> None:
    page = send(desk, "/code", TABLE, "titler.csv", to="styrk98").text
    form = next(form for form in page.split("<form")[1:] if 'name="table"' in form).split("</form>")[0]
    fields = {name: as_text(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    response = desk.post("/code.csv", data=fields)
    rows = list(csv.DictReader(response.text.splitlines()))

    assert [(row["id"], row["styrk98"]) for row in rows] == [("1", "7421"), ("2", ""), ("3", "7421")]
    assert response.headers["Content-Disposition"] == 'attachment; filename="titler-coded.csv"'


def as_text(html: str) -> str:
    return html.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")


def test_titles_may_be_written_into_the_page(desk: FlaskClient) -> None:
    response = desk.post("/code.json", data={"titles": "Møbelsnekker, natt\n\nastronaut\n", "to": "styrk98"})

    assert [(row["title"], row["styrk98"]) for row in response.get_json()["rows"]] == [
        ("Møbelsnekker, natt", "7421"),
        ("astronaut", ""),
    ]


def test_excel_is_taken(desk: FlaskClient) -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (["stilling"], ["Møbelsnekker"]):
        book.active.append(row)
    book.save(stream)

    assert ",certain," in send(desk, "/code.csv", stream.getvalue(), "a.xlsx").text


def test_formulas_that_were_sent_come_back_as_text(desk: FlaskClient) -> None:
    text = send(desk, "/code.csv", TABLE, "a.csv").text

    assert "2,'=Astronaut()," in text


@pytest.mark.parametrize(
    ("body", "name", "fields", "answer"),
    [
        (b"x", "a.doc", {}, (400, "a table is one of")),
        (b"", "a.csv", {}, (400, "the table is empty")),
        (b"a,b\n1,2\n", "a.csv", {}, (400, "Say which column has the titles; there are: a, b.")),
        (b"a,b\n1,2\n", "a.csv", {"column": "c"}, (400, "No column is called &#39;c&#39;")),
        (b"a,b\n1,2,3\n", "a.csv", {"column": "a"}, (400, "a.csv, line 2: this row has 3 cells")),
        (b"PK\x03\x04no", "a.xlsx", {}, (400, "no Excel file")),
        (b"title\nx\n", "a.csv", {"to": "onet"}, (400, "Titles cannot be coded to onet")),
        (b"title\nx\n", "a.csv", {"min_score": "2"}, (400, "min_score is a number from 0 to 1")),
        (b"title\n" + b"x\n" * 10_001, "a.csv", {}, (413, "more than 10000 rows")),
    ],
)
def test_what_cannot_be_coded_is_told(
    desk: FlaskClient, body: bytes, name: str, fields: dict[str, str], answer: tuple[int, str]
) -> None:
    response = send(desk, "/code", body, name, **fields)

    assert response.status_code == answer[0]
    assert answer[1] in response.text


def test_nothing_sent_is_told(desk: FlaskClient) -> None:
    response = desk.post("/code", data={"titles": " "})

    assert (response.status_code, response.mimetype) == (400, "application/problem+json")


WIDE = b"title" + b"," * 60_000 + b"\n" + b"x\n" * 9_000


@pytest.mark.parametrize(
    ("limits", "body", "status"),
    [
        ({"coding_seconds": 0.01}, b"title\nx\n", 503),
        ({"query_memory": 64 << 20}, WIDE, 503),
        ({"body_bytes": 1000}, b"title\n" + b"x" * 1000, 413),
    ],
)
def test_a_table_that_takes_too_much_is_refused(
    crossed: Release, limits: dict[str, float], body: bytes, status: int
) -> None:
    client = make_client(crossed, **limits)
    response = client.post("/code", data={"file": (io.BytesIO(body), "a.csv")})
    client.application.extensions[EXTENSION].executors.close()

    assert response.status_code == status
    assert json.loads(response.text)["limit"] == next(iter(limits))


def test_a_client_has_one_place(desk: FlaskClient) -> None:
    site: Site = desk.application.extensions[EXTENSION]
    with site.codings.hold("127.0.0.1"):
        response = desk.post("/code", data={"titles": "Møbelsnekker"})

    assert response.status_code == 429


@pytest.fixture
def order(crossed: Release) -> Callable[..., CodingOrder]:
    def make(name: str, column: str = "", rows: int = 10) -> CodingOrder:
        return CodingOrder(
            folder=str(crossed.folder), name=name, column=column, targets=["styrk98"], least=0.5, rows=rows,
            unpacked=1 << 20, memory=1 << 30, seconds=10.0, language="nn",
        )  # fmt: skip

    return make


@pytest.mark.parametrize("header", ["id,Title", "id,stillingstittel", "TITTEL,id"])
def test_the_column_of_titles_is_known_by_its_usual_names(order: Callable[..., CodingOrder], header: str) -> None:
    coding = code_table(order("a.csv"), f"{header}\nx,x\n".encode())

    assert coding.given[coding.place].lower() in {"title", "stillingstittel", "tittel"}


def test_more_rows_than_allowed_are_not_coded(order: Callable[..., CodingOrder]) -> None:
    assert code_table(order("a.csv", rows=1), b"title\nx\ny\n").too_many


def test_a_file_that_is_sent_stays_in_memory(desk: FlaskClient) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + b"x" * 900_000 + b"\r\n--x--"
    with desk.application.test_request_context(
        "/code", method="POST", data=body, content_type="multipart/form-data; boundary=x"
    ):
        stream = request.files["file"].stream

        assert isinstance(stream, io.BytesIO)
        assert len(stream.read()) == 900_000


@pytest.mark.parametrize(("language", "reason"), [("nb", "samme navn"), ("nn", "same namn"), ("en", "the same name")])
def test_what_is_downloaded_gives_its_reasons_in_the_language_of_the_page(
    desk: FlaskClient, language: str, reason: str
) -> None:
    response = send(desk, f"/code.csv?lang={language}", "title\nMøbelsnekker\n".encode(), "titler.csv", to="styrk98")

    assert response.headers["Content-Language"] == language
    assert [row["reason"] for row in csv.DictReader(io.StringIO(response.text))] == [reason]


@pytest.mark.parametrize("path", ["/code.csv", "/code", "/recode.json", "/reconcile"])
@pytest.mark.parametrize(
    ("media_type", "body", "detail"),
    [
        ("application/x-www-form-urlencoded", b"titles=l%E6rer", "The form is not UTF-8."),
        ("application/x-www-form-urlencoded", b"titles=l\xe6rer", "The form is not UTF-8."),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="titles"\r\n\r\nl\xe6rer\r\n--x--\r\n',
            "The field 'titles' of the form is not UTF-8, or has lost letters.",
        ),
    ],
)  # fmt: skip
def test_text_that_is_not_utf_8_is_refused(
    desk: FlaskClient, path: str, media_type: str, body: bytes, detail: str
) -> None:
    response = desk.post(path, data=body, content_type=media_type)

    assert (response.status_code, response.get_json(force=True)["detail"]) == (400, detail)


def test_pasted_titles_may_begin_with_a_byte_order_mark(desk: FlaskClient) -> None:
    plain, marked = (desk.post("/code.csv", data={"titles": f"{mark}Lege\nKokk"}).data for mark in ("", "\ufeff"))

    assert b"Lege" in plain
    assert marked == plain


@pytest.mark.parametrize(
    ("path", "fields", "detail"),
    [
        ("/code.csv", {"titles": "Lege", "too": "styrk08"}, "There is no field 'too' here; there are: file, "),
        (
            "/recode.csv",
            {"codes": "2221", "form": "styrk98"},
            "There is no field 'form' here; there are: file, ",
        ),
        ("/recode.csv", {"codes": ["2221", "2222"]}, "The field codes has 2 values; send one."),
        ("/code", {"titles": "Lege", "min_score": ["0.1", "0.9"]}, "The field min_score has 2 values; send one."),
        ("/reconcile", {"queries": ["{}", "{}"]}, "The field queries has 2 values; send one."),
    ],
)
def test_a_field_that_is_not_read_is_refused(
    desk: FlaskClient, path: str, fields: dict[str, str | list[str]], detail: str
) -> None:
    response = desk.post(path, data=fields)

    assert response.status_code == 400
    assert response.get_json(force=True)["detail"].startswith(detail)


def test_a_file_in_another_field_is_refused(desk: FlaskClient) -> None:
    response = desk.post("/code.csv", data={"titles": "Lege", "table2": (io.BytesIO(TABLE), "a.csv")})

    assert response.status_code == 400


def test_targets_may_be_sent_one_by_one(desk: FlaskClient) -> None:
    found = desk.post("/code.csv", data={"titles": "Lege", "to": ["styrk98", "styrk08"]})

    assert (found.status_code, {"styrk98", "styrk08"} <= set(found.text.splitlines()[0].split(","))) == (200, True)
