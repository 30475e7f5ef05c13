"""The chart of an answer: its columns and kind are the reader's choice, and it says where it draws a part."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.reading.result_rows import Cell
from graph.vocab import PREFIXES
from server.languages import ReaderLanguage
from server.refusals import BadRequest
from server.sparql.answer_chart import MOST_BARS, AnswerChart, draw_answer
from server.things.beginnings import FoundRows

EN = ReaderLanguage.of("en")
QUERY = """SELECT ?year ?sex ?pay ?change {
  VALUES (?year ?sex ?pay ?change) { ("2024" "women" 50000 -3.5) ("2024" "men" 52000 2.0) ("2025" "women" 53000 1.0) ("2025" "men" 54000 1.5) }
}"""  # noqa: E501


def number(value: float) -> Cell:
    return Cell(str(value), "literal", "", PREFIXES["xsd"] + "decimal")


def text(words: str) -> Cell:
    return Cell(words, "literal")


def answer(*rows: tuple[Cell | None, ...], columns: tuple[str, ...] = ("year", "sex", "pay")) -> FoundRows:
    return FoundRows(len(rows), len(rows), columns, rows)


PAY = answer(
    *((text(year), text(sex), number(pay)) for year, sex, pay in (
        ("2024", "women", 50000), ("2024", "men", 52000), ("2025", "women", 53000), ("2025", "men", 54000),
    ))
)  # fmt: skip


def drawn(found: FoundRows, **asked: str) -> AnswerChart:
    chart = draw_answer(found, asked, EN)
    assert chart is not None
    return chart


def test_years_with_a_figure_of_each_group_are_lines() -> None:
    chart = drawn(PAY)

    assert chart.chosen == {"x": "year", "y": "pay", "series": "sex", "kind": "lines"}
    assert (chart.drawn, chart.figures, chart.lines_drawn, chart.lines) == (4, 4, 2, 2)
    assert "women" in chart.markup


def test_the_first_column_of_numbers_is_drawn() -> None:
    rows = [
        (text("a"), Cell("2024", "literal", "", PREFIXES["xsd"] + "integer"), number(1), number(9)),
        (text("b"), Cell("2025", "literal", "", PREFIXES["xsd"] + "integer"), number(2), number(8)),
    ]

    assert drawn(answer(*rows, columns=("name", "year", "pay", "employees"))).chosen["y"] == "pay"


def test_the_reader_chooses_columns_and_kind() -> None:
    chart = drawn(PAY, x="sex", series="", kind="bars")

    assert chart.chosen == {"x": "sex", "y": "pay", "series": "", "kind": "bars"}
    assert chart.options["kind"] == ("bars",)


def test_a_part_is_counted() -> None:
    many = answer(*((text(f"row {one}"), number(one)) for one in range(60)), columns=("name", "size"))
    groups = answer(*((text(year), text(group), number(1)) for year in ("2024", "2025") for group in "abcde"))

    assert (drawn(many).drawn, drawn(many).figures) == (MOST_BARS, 60)
    assert (drawn(groups).lines_drawn, drawn(groups).lines, drawn(groups).drawn) == (3, 5, 6)


@pytest.mark.parametrize(
    "found",
    [
        answer((text("a"), text("b"), text("c")), (text("d"), text("e"), text("f"))),
        answer((text("2024"), text("women"), number(1))),
        answer((number(1),), (number(2),), columns=("n",)),
        FoundRows(boolean=True),
    ],
    ids=["no numbers", "one row", "one column", "boolean"],
)
def test_an_answer_without_anything_to_compare_has_no_chart(found: FoundRows) -> None:
    assert draw_answer(found, {}, EN) is None


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"x": "height"}, "x is one of year, sex in a chart of this answer, not 'height'"),
        ({"y": "sex"}, "y is one of pay"),
        ({"x": "sex", "kind": "lines"}, "kind is one of bars"),
    ],
)
def test_a_choice_that_the_answer_lacks_is_one_sentence(asked: dict[str, str], words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        draw_answer(PAY, asked, EN)


def test_the_page_has_the_chart_before_the_table_and_its_choices_in_the_link(client: FlaskClient) -> None:
    asked = {"query": QUERY, "run": "1", "lang": "en", "y": "change", "kind": "bars"}

    page = client.get("/query", query_string=asked).text

    assert 0 < page.index('class="chart"') < page.index("<table")
    assert "−3.5" in page
    assert "&amp;y=change&amp;series=sex&amp;kind=bars" in page
    assert client.get("/query", query_string={**asked, "y": "none"}).status_code == 400
