"""Pay is drawn as bars with names, and by sex over the years where a line has two of them."""

from __future__ import annotations

from graph.reading.result_rows import Cell, Row
from server.languages import Passage, ReaderLanguage
from server.things.occupation.pay_series import draw_pay_by_sex, draw_rows, pay_by_sex
from server.things.pay import HeadlinePay

NB = ReaderLanguage.of("nb")


def headline(code: str, median: float, quartiles: tuple[float, float] | None, *limits: str) -> HeadlinePay:
    name = Passage(f"gruppe {code}", "nb")
    parts = tuple(Passage(limit, "nb") for limit in limits)
    return HeadlinePay(code, f"/doc/styrk08/{code}", name, median, f"{median:g}", quartiles, None, "2025", False, parts)


def figure(year: str, sex: str, median: str, sector: str = "A", time: str = "A") -> Row:
    cells = {"group": "id/2223", "sex": sex, "sector": sector, "time": time, "period": f"{year}-12-31"}
    return {name: Cell(value, "literal") for name, value in {**cells, "median": median}.items()}


def name_of(list_: str, code: str) -> Passage:
    return Passage(f"{list_} {code}", "nb")


def test_a_bar_is_named_by_occupation_group_and_limits() -> None:
    paid = [headline("2223", 51620, (46310, 55580)), headline("2212", 95680, (77770, 116480), "privat sektor")]

    rows = draw_rows(paid, ["Sykepleier", "Lege"])

    assert [row.name for row in rows] == ["Sykepleier, gruppe 2223", "Lege, gruppe 2212, privat sektor"]
    assert [(row.start, row.mark, row.end) for row in rows] == [(46310, 51620, 55580), (77770, 95680, 116480)]


def test_a_figure_without_quartiles_is_its_median_alone() -> None:
    rows = draw_rows([headline("1", 1, None), headline("2", 2, (1, 3))])

    assert [(row.name, row.has_range, row.mark) for row in rows] == [("gruppe 1", False, 1), ("gruppe 2", True, 2)]


def test_only_figures_of_the_sector_and_of_all_hours_are_in_a_series() -> None:
    rows = [figure("2017", "K", "10"), figure("2025", "K", "20"), figure("2025", "M", "30", sector="P"),
            figure("2025", "M", "40", time="H")]  # fmt: skip

    assert [(line.name, line.values) for line in pay_by_sex(rows, "id/2223", name_of)] == [
        ("sex K", {2017: 10.0, 2025: 20.0})
    ]


def test_a_single_year_is_no_drawing() -> None:
    one, two = [figure("2025", "A", "20")], [figure("2017", "A", "10"), figure("2025", "A", "20")]
    drawn = [draw_pay_by_sex(pay_by_sex(rows, "id/2223", name_of), NB) for rows in (one, two)]

    assert [drawing is None for drawing in drawn] == [True, False]
