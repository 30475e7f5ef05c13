"""Titles are coded to each classification by its own routes, and editions are never confused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.building.group_fitting import fit_model
from graph.coding.coded_rows import cells, code_rows, columns
from graph.coding.coder import Coder
from graph.coding.evidence.nearest_names import CodedName
from graph.coding.routes import TARGETS
from graph.reading.release import Release
from graph.search.index import SearchIndex, open_index
from graph.search.index_writer import write_index
from graph.search.records import Link, Name, Thing


@pytest.fixture(scope="module")
def coder(crossed: Release) -> Coder:
    return Coder(open_index(crossed.folder), TARGETS)


def codes(coder: Coder, title: str, target: str) -> list[str]:
    return [one.thing.code or one.thing.key for one in coder.code(title).codes[target]]


def test_the_group_of_a_title_is_of_styrk98_and_no_other(coder: Coder) -> None:
    title = "Spesialarbeidere (snekker)"

    assert codes(coder, title, "styrk98") == ["7421"]
    assert codes(coder, title, "styrk08") == ["7115"]


def test_a_code_less_likely_than_asked_for_is_left_out_however_sure_the_name_is(crossed: Release) -> None:
    coded = Coder(open_index(crossed.folder), ["styrk98", "styrk08"], least=0.8).code("industrisnekker")

    assert coded.score > 0.9
    assert (coded.codes["styrk08"], coded.verdicts["styrk08"]) == ([], "unmatched")
    assert 0 < coded.chances["styrk08"] < 0.8


def test_a_title_of_several_occupations_has_them_all_and_is_marked(coder: Coder) -> None:
    coded = coder.code("spesialarbeider snekker")

    assert len(coded.codes["occupation"]) == 3
    assert "occupation: the title belongs to all 3" in cells(coder, coded)[-1]


def test_a_code_is_no_likelier_than_the_group_that_it_is_mapped_from(coder: Coder) -> None:
    coded = coder.code("trevaresnekker")

    assert 0 < coded.chances["isco08"] <= coded.chances["styrk08"]


def test_a_listed_name_is_as_certain_behind_a_reviewed_link_as_before_it(coder: Coder) -> None:
    coded = coder.code("Møbelsnekker")

    assert [one.thing.code for one in coded.codes["isco08"]] == ["7522"]
    assert (coded.verdicts["styrk08"], coded.verdicts["isco08"], coded.verdict) == ("certain", "certain", "certain")
    assert cells(coder, coded)[2] == "0.96"


def test_the_groups_of_isco_that_one_group_is_split_into_share_its_chance(tmp_path: Path) -> None:
    kinds = (("title", "6411101"), ("styrk08", "6222"), ("isco08", "6222"), ("isco08", "6223"))
    title, group, *isco = [Thing(f"{kind}/{code}", kind, code, code, ()) for kind, code in kinds]
    fisher = Thing(title.iri, title.kind, title.key, title.code, (Name("Fisker", "nb", "preferred"),))
    links = [Link(title.iri, group.iri, "mapping"), *(Link(group.iri, one.iri, "mapping", 0.9) for one in isco)]
    model = fit_model([CodedName("Fisker", {"styrk08": {"6222": 1.0}})])
    write_index(tmp_path / "search.sqlite", [fisher, group, *isco], links, model.tables())
    coded = Coder(SearchIndex(tmp_path / "search.sqlite"), ["styrk08", "isco08"], least=0.1).code("Fisker")

    assert [one.thing.code for one in coded.codes["isco08"]] == ["6222", "6223"]
    assert sum(one.confidence for one in coded.codes["isco08"]) == pytest.approx(coded.chances["styrk08"])


def test_without_crosswalks_the_other_edition_is_empty_and_says_why(joiners: Release) -> None:
    coder = Coder(open_index(joiners.folder), ["styrk98", "styrk08"])
    coded = coder.code("møbelsnekker")

    assert coded.codes["styrk08"] == []
    assert cells(coder, coded)[-1] == "styrk08: no such codes in this release"


def test_a_title_like_no_other_gets_no_code(coder: Coder) -> None:
    coded = coder.code("astronaut")

    assert (coded.verdict, coded.things, any(coded.codes.values())) == ("unmatched", (), False)


def test_less_sure_than_asked_for_is_unmatched_but_told(crossed: Release) -> None:
    coder = Coder(open_index(crossed.folder), ["styrk98"], least=0.99999)
    coded = coder.code("mobelsnekr")

    assert (coded.verdict, coded.matched, coded.codes) == ("unmatched", "Møbelsnekker", {"styrk98": []})


def test_a_title_is_coded_alike_alone_and_with_others(coder: Coder) -> None:
    # More than are weighed in one sum.
    titles = ["Møbelsnekker", "mobelsnekr", "astronaut", "", "Trevaresnekker (lærling)"] * 15

    assert coder.code_all(titles) == [coder.code(title) for title in titles]


def test_a_row_has_a_cell_for_every_column(coder: Coder) -> None:
    tally: Counter[str] = Counter()
    rows = list(code_rows(coder, ["Møbelsnekker", "Møbelsnekker", "astronaut", ""], tally))

    assert {len(row) for row in rows} == {len(columns(coder, ["title"]))}
    assert tally["unmatched"] == 2


def test_a_column_that_is_there_already_keeps_its_name(coder: Coder) -> None:
    assert columns(coder, ["score"])[:3] == ["verdict", "matched", "coded_score"]


@pytest.mark.parametrize("title", ["Møbelsnekker", "MØBELSNEKKER", "Møbelsnekker søkes"])
def test_the_very_name_of_a_title_is_certain_of_its_stated_group(coder: Coder, title: str) -> None:
    coded = coder.code(title)

    assert [one.thing.code for one in coded.codes["styrk98"]] == ["7421"]
    assert coded.verdicts["styrk98"] == "certain"


def test_a_name_of_several_groups_is_certain_of_none(crossed: Release) -> None:
    coded = Coder(open_index(crossed.folder), TARGETS, least=0.1).code("industrisnekker")

    assert len(coded.codes["styrk08"]) > 1
    assert coded.verdicts["styrk08"] != "certain"
