"""The page of a resource has its history: first release, former names and codes, changes by release."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.reading.result_rows import Cell
from graph.vocab import DEFAULT_BASE, PREFIXES, YG, Iri, expand
from server.languages import ReaderLanguage
from server.things.history.change_lines import read_line
from server.things.history.past import read_past, release_chain
from tests.editions import Editions


def history(client: FlaskClient, thing: str, language: str = "en") -> str:
    """Return the text of the history on the page of *thing*, '' where it has none."""
    page = client.get(f"/doc/{thing}.html?lang={language}").text
    section = re.search(r'<section aria-labelledby="history">.*?</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", section[0]).split()) if section else ""


def test_the_chain_of_releases_starts_with_the_oldest(editions: Editions) -> None:
    assert release_chain(editions.newest) == [editions.old.id, editions.new.id, editions.newest.id]


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        ("occupation/kokk", "Former names Kokk (before release {new}), Matkunstner (before release {newest})"),
        ("occupation/kokk", "Renamed: Matkunstner → Kjøkkensjef"),
        ("occupation/kokk", "Already in the first release: {old} ."),
        ("occupation/baker", "Former codes STYRK-08 3434 (before release {new})"),
        ("occupation/baker", "Link gained: classified in STYRK-08 5120"),
        ("occupation/solcelle", "First in release {new} ."),
        ("occupation/typograf", "Retired: replaced by Formgiver"),
        ("occupation/fyrvokter", "Already in the first release: {old} ."),
        ("occupation/fyrvokter", "{newest} New {new} Retired"),
        ("styrk08/7512", "{new} Figure revised: average pay"),
        ("source/pay", "Source renewed:"),
    ],
)
def test_a_history_has_the_words(editions_client: FlaskClient, editions: Editions, thing: str, words: str) -> None:
    names = {"old": editions.old.id, "new": editions.new.id, "newest": editions.newest.id}

    assert words.format(**names) in history(editions_client, thing)


@pytest.mark.parametrize("kind", ["release", "rule", "check", "graph", "coverage"])
def test_a_kind_whose_changes_are_not_recorded_has_no_history(
    editions_client: FlaskClient, editions: Editions, kind: str
) -> None:
    (row, *_) = editions.newest.store.rows(
        f"SELECT ?thing {{ ?thing a ?class FILTER STRSTARTS(STR(?thing), '{DEFAULT_BASE}id/{kind}/') }} LIMIT 1"
    )
    page = editions_client.get(row["thing"].value.replace(f"{DEFAULT_BASE}id/", "/doc/") + ".html?lang=en").text

    assert "<h1" in page
    assert 'id="history"' not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Tidligere navn Kokk"), ("nn", "Tidlegare namn Kokk"), ("en", "Former names Kokk")],
)
def test_a_history_is_told_in_the_language_of_the_page(editions_client: FlaskClient, language: str, words: str) -> None:
    assert words in history(editions_client, "occupation/kokk", language)


def past(client: FlaskClient, editions: Editions, steps: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Return former names, with the release without each, of a resource with *steps* (kind, old and new name)."""
    chain = release_chain(editions.newest)[-len(steps) :]
    names = editions.newest.names
    rows = [
        {
            "change": Cell(str(number), "uri"), "kind": Cell(YG + kind, "uri"),
            "property": Cell(f"{PREFIXES['skos']}prefLabel", "uri"), "to": Cell(names.thing("release", release), "uri"),
            **{side: Cell(value, "literal", "nb") for side, value in (("old", old), ("new", new)) if value},
        }
        for number, (release, (kind, old, new)) in enumerate(zip(chain, steps, strict=True))
    ]  # fmt: skip
    with client.application.test_request_context():
        found = read_past(
            editions.newest, names.thing("occupation", "kokk"), {"history": rows[::-1]}, ReaderLanguage.of("nb")
        )
    assert found is not None
    return [(one.words.words, ("oldest", "middle", "newest")[chain.index(one.until)]) for one in found.names]


@pytest.mark.parametrize(
    ("steps", "former"),
    [
        (
            [("renaming", "A", "B"), ("renaming", "B", "C"), ("renaming", "C", "D")],
            ["A oldest", "B middle", "C newest"],
        ),
        ([("renaming", "A", "B"), ("renaming", "B", "A"), ("textChanged", "", "E")], ["B middle"]),
        ([("renaming", "A", "B"), ("renaming", "B", "A"), ("renaming", "A", "B")], ["A newest"]),
        ([("textChanged", "A", ""), ("textChanged", "", "A"), ("renaming", "B", "C")], ["B newest"]),
        ([("retirement", "A", ""), ("appearance", "", "A"), ("renaming", "A", "B")], ["A newest"]),
        ([("renaming", "A", "B"), ("textChanged", "", "E"), ("retirement", "B", "")], ["A oldest"]),
    ],
)
def test_a_former_name_is_one_that_has_not_come_back(
    editions_client: FlaskClient, editions: Editions, steps: list[tuple[str, str, str]], former: list[str]
) -> None:
    assert [" ".join(one) for one in past(editions_client, editions, steps)] == former


@pytest.mark.parametrize(
    ("kind", "is_plain"), [("appearance", True), ("retirement", True), ("textChanged", False), ("renaming", False)]
)
def test_a_name_that_was_gained_is_shown_unless_the_resource_is_new(
    editions_client: FlaskClient, editions: Editions, kind: str, is_plain: bool
) -> None:
    row = {
        "change": Cell("0", "uri"), "kind": Cell(YG + kind, "uri"),
        "property": Cell(f"{PREFIXES['skos']}prefLabel", "uri"),
        "to": Cell(editions.newest.names.thing("release", editions.newest.id), "uri"),
        "new": Cell("Cook", "literal", "en"),
    }  # fmt: skip
    with editions_client.application.test_request_context():
        assert read_line(editions.newest, row, ReaderLanguage.of("nb"), "urn:thing").is_plain is is_plain


@pytest.mark.parametrize(
    ("language", "thing", "words"),
    [
        ("nb", "training/lis1", "opplæringstrinn lis1"),
        ("nn", "training/lis1", "opplæringssteg lis1"),
        ("en", "organisation/nav", "organisation nav"),
        ("nb", "nus/7", "utdanningskode i NUS2000 7"),
        ("en", "styrk08/2211", "STYRK-08 2211"),
        ("en", "mystery/x", "mystery x"),
    ],
)
def test_a_change_to_a_resource_without_a_name_says_what_it_is(
    editions_client: FlaskClient, editions: Editions, language: str, thing: str, words: str
) -> None:
    row = {
        "change": Cell("0", "uri"), "kind": Cell(YG + "textChanged", "uri"),
        "property": Cell(YG + "tasks", "uri"),
        "to": Cell(editions.newest.names.thing("release", editions.newest.id), "uri"),
    }  # fmt: skip
    kind, _, key = thing.partition("/")
    with editions_client.application.test_request_context():
        line = read_line(editions.newest, row, ReaderLanguage.of(language), editions.newest.names.thing(kind, key))

    assert line.thing.words == words


def test_a_change_to_a_code_without_a_name_says_what_the_code_stands_under(bundled: Release) -> None:
    row = {
        "change": Cell("0", "uri"), "kind": Cell(YG + "textChanged", "uri"), "property": Cell(YG + "tasks", "uri"),
        "to": Cell(bundled.names.thing("release", bundled.id), "uri"),
    }  # fmt: skip

    line = read_line(bundled, row, ReaderLanguage.of("en"), bundled.names.thing("nus", "7632"))

    assert line.thing.words.startswith("NUS2000 education code 7632, unnamed, under ")


def test_a_long_history_is_closed_and_a_short_one_open(editions_client: FlaskClient) -> None:
    pages = {key: editions_client.get(f"/doc/occupation/{key}.html").text for key in ("kokk", "typograf")}
    sections = {key: page.partition('id="history"')[2].partition("</section>")[0] for key, page in pages.items()}

    assert "<details>" in sections["kokk"]
    assert "<details>" not in sections["typograf"]


def test_an_edition_leads_to_the_page_as_it_was(editions_client: FlaskClient, editions: Editions) -> None:
    address = f"/release/{editions.old.id}/doc/occupation/kokk.html"

    assert f'href="{address}"' in editions_client.get("/doc/occupation/kokk.html").text
    assert "<h1>Kokk</h1>" in editions_client.get(address).text


def test_a_page_of_the_first_release_has_no_history(editions_client: FlaskClient, editions: Editions) -> None:
    page = editions_client.get(f"/release/{editions.old.id}/doc/occupation/kokk.html").text

    assert 'id="history"' not in page


def test_the_changes_of_a_resource_are_its_history_in_json(editions_client: FlaskClient) -> None:
    found = editions_client.get("/doc/occupation/kokk.json").get_json()["history"]
    renamed = [one for one in found if one["changeKind"] == [{"id": "yg:renaming"}]]

    assert sorted(one["oldValue"]["@value"] for one in renamed) == ["Kokk", "Matkunstner"]


def test_a_resource_without_changes_has_no_history_in_json(editions_client: FlaskClient) -> None:
    assert "history" not in editions_client.get("/doc/organisation/legeforeningen.json").get_json()


def test_the_changes_of_a_resource_are_in_its_rdf(editions_client: FlaskClient) -> None:
    turtle = editions_client.get("/doc/occupation/kokk.ttl").text

    assert turtle.count("yg:changeKind yg:renaming") == 2
    assert 'yg:oldValue "Kokk"@nb' in turtle


def test_new_figures_of_a_cube_are_no_beginning_of_the_cube(editions_client: FlaskClient, editions: Editions) -> None:
    release = editions.newest
    row = {
        "change": Cell(release.names.thing("change", f"{editions.new.id}-1"), "uri"),
        "kind": Cell(f"{YG}appearance", "uri"),
        "property": Cell(expand("qb:dataSet"), "uri"),
        "new": Cell("406", "literal"),
        "to": Cell(release.names.thing("release", editions.new.id), "uri"),
    }
    cube = Iri(release.names.thing("cube", "pay"))

    with editions_client.application.test_request_context("/"):
        past = read_past(release, cube, {"history": [row]}, ReaderLanguage.of("en"))

    assert past is not None
    assert (past.first, past.is_older) == (editions.old.id, True)
    assert past.editions[0].lines[0].property.words == "number of values"
