"""Pay is shown by the chosen sex, sector and year, as a drawing, a table and data of the same figures."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from graph.reading.result_rows import Cell, Row
from server.languages import ReaderLanguage
from server.pictures.pay_choice import draw_groups

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def key(portal_client: FlaskClient) -> str:
    """An occupation of the small world with pay."""
    keys: list[str] = re.findall(r'href="/doc/occupation/([^"?]+)', portal_client.get("/list/occupation").text)
    return next(key for key in keys if portal_client.get(f"/pay/{key}.json").get_json())


def test_table_and_data_show_the_same_figures(portal_client: FlaskClient, key: str) -> None:
    page = portal_client.get(f"/pay/{key}?lang=nb", headers=HTML).text
    records = portal_client.get(f"/pay/{key}.json?lang=nb").get_json()
    rows = re.findall(r"<tr><td><code.*?</tr>", page)
    medians = [re.sub(r"\D", "", re.findall(r'<td class="number">(.*?)</td>', row)[0]) for row in rows]

    assert medians == [record["median"] for record in records]
    assert len(medians) > 1


def test_the_query_gives_the_figures_of_the_table(portal_client: FlaskClient, key: str) -> None:
    page = portal_client.get(f"/pay/{key}?lang=nb", headers=HTML).text
    records = portal_client.get(f"/pay/{key}.json?lang=nb").get_json()
    query = next(one for one in re.findall(r'href="/query(\?query=[^"]*)"', page) if "medianPay" in one)

    answer = portal_client.get(f"/sparql{unescape(query)}", headers={"Accept": "text/csv"})

    def as_set(rows: list[dict[str, str]]) -> set[tuple[tuple[str, str], ...]]:
        return {tuple(sorted(row.items())) for row in rows}

    assert records
    assert as_set(list(csv.DictReader(io.StringIO(answer.text)))) == as_set(records)


def test_every_choice_has_a_drawing_or_says_that_nothing_is_published(portal_client: FlaskClient, key: str) -> None:
    page = portal_client.get(f"/pay/{key}?lang=nb", headers=HTML).text
    options = {
        name: re.findall(r'value="(\w+)"', part)
        for name, part in re.findall(r'<select id="(\w+)".*?>(.*?)</select>', page)
    }
    assert set(options) == {"sex", "sector", "year"}

    for sex, sector, year in [(a, b, c) for a in options["sex"] for b in options["sector"] for c in options["year"]]:
        query = f"sex={sex}&sector={sector}&year={year}"
        shown = portal_client.get(f"/pay/{key}?{query}&lang=nb", headers=HTML).text
        file = portal_client.get(f"/pay/{key}.svg?{query}")
        records = portal_client.get(f"/pay/{key}.json?{query}").get_json()
        assert ("Det er ikke publisert lønn" in shown) == (file.status_code == 404) == (not records)
        if file.status_code == 200:
            assert ElementTree.fromstring(file.text).tag.endswith("svg")


def test_a_group_with_a_median_only_is_drawn_beside_one_with_quartiles() -> None:
    chosen = {"sex": "A", "sector": "A", "year": "2019"}
    common = {"sex": "A", "sector": "A", "period": "2019-12-31"}
    figures = [{"code": "0110", "median": "59200"}, {"code": "0210", "median": "42", "lower": "40", "upper": "45"}]
    rows: list[Row] = [{k: Cell(v, "literal") for k, v in {**common, **one}.items()} for one in figures]

    both = draw_groups(rows, chosen, ReaderLanguage.of("nb"), "Offiser")
    one = draw_groups(rows[:1], chosen, ReaderLanguage.of("nb"), "Offiser")

    assert both is not None
    assert both.markup.count('class="median"') == 2
    assert both.markup.count('class="bar"') == 1
    assert one is not None
    assert draw_groups(rows, {**chosen, "year": "2025"}, ReaderLanguage.of("nb"), "Offiser") is None


def test_a_downloaded_picture_says_of_whom_its_figures_are(portal_client: FlaskClient, key: str) -> None:
    drawn = portal_client.get(f"/pay/{key}.svg?sex=K&year=2017&lang=nb").text.partition("</title>")[2]
    words = re.sub(r"</text><text[^>]*>", " ", drawn)

    for one in ("kvinner", "alle sektorer", "heltid og deltid", "2017", "kroner per måned"):
        assert one in words


@pytest.mark.parametrize(("parameter", "column"), [("sex", "sex"), ("year", "year"), ("sector", "sector")])
def test_data_are_of_the_choice_that_the_address_names(
    portal_client: FlaskClient, key: str, parameter: str, column: str
) -> None:
    page = portal_client.get(f"/pay/{key}?lang=nb", headers=HTML).text
    select = re.findall(rf'<select id="{parameter}".*?</select>', page)[0]
    choices = re.findall(r'value="(\w+)"[^>]*>(.*?)<', select)

    assert choices
    for code, name in choices:
        records = portal_client.get(f"/pay/{key}.json?lang=nb&{parameter}={code}").get_json()
        assert {record[column] for record in records} <= {name}
        assert portal_client.get(f"/pay/{key}.csv?lang=nb&{parameter}={code}").text.count("\n") == len(records) + 1


@pytest.mark.parametrize(
    ("path", "status"),
    [("/pay/stjerne", 404), ("/pay/0000", 404), ("/pay/{}?sex=Q", 400), ("/pay/{}.ttl", 404), ("/pay/{}/9.svg", 404)],
)
def test_unknown_names_and_choices_are_refused(portal_client: FlaskClient, key: str, path: str, status: int) -> None:
    assert portal_client.get(path.format(key)).status_code == status
