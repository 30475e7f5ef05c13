"""A card tells the work, the way there, one honest pay and the number employed; unknown facts are None."""

from __future__ import annotations

import csv
import dataclasses
import re

import pytest
from flask import render_template_string
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.languages import Passage, ReaderLanguage
from server.things.cards import read_cards
from server.things.pay import HeadlinePay, choose_headline
from tests.conftest import application
from tests.some import some

NB = ReaderLanguage.of("nb")


def headline(code: str, name: str, *limits: str) -> HeadlinePay:
    """Return the pay in a group with this code and name, limited to these parts of it."""
    parts = tuple(Passage(limit, "nb") for limit in limits)
    return HeadlinePay(code, "", Passage(name, "nb"), 50000.0, "50 000", None, None, "2025", False, parts)


@pytest.mark.parametrize(
    ("occupation", "groups", "chosen"),
    [
        ("Lege", [headline("1342", "Ledere"), headline("2211", "Leger")], "2211"),
        ("Sykepleier", [headline("2221", "Spesialsykepleiere"), headline("2223", "Sykepleiere")], "2223"),
        ("Sykepleier", [headline("2223", "Sykepleiere", "deltid"), headline("2221", "Spesialister")], "2221"),
        ("Jordmor", [headline("2221", "Andre"), headline("2222", "Også andre")], "2222"),
        ("Jordmor", [], None),
    ],
)
def test_one_headline_is_chosen_of_several_groups(
    occupation: str, groups: list[HeadlinePay], chosen: str | None
) -> None:
    pay = choose_headline({"nb": occupation}, groups, lambda code: {"2221": 10, "2222": 20}.get(code, 0))

    assert (pay.code if pay else None) == chosen


def test_the_headline_is_chosen_by_the_norwegian_name_whatever_the_language_of_the_reader() -> None:
    names = {"en": "Prescriptionist", "nb": "Farmasøyt", "nn": "Farmasøyt"}
    groups = [headline("3213", "Reseptarer"), headline("2262", "Farmasøyter")]

    pay = choose_headline(names, groups, lambda code: {"3213": 20, "2262": 10}[code])

    assert pay is not None
    assert pay.code == "2262"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Krever autorisasjon for deler av arbeidet"),
        ("nn", "Krev autorisasjon for delar av arbeidet"),
        ("en", "Authorisation required for part of the work"),
    ],
)
def test_an_authorisation_for_part_of_the_work_is_no_requirement_of_all(
    joiners: Release, language: str, words: str
) -> None:
    with application(joiners) as made:
        page = made.test_client().get(f"/doc/occupation/industrisnekker.html?lang={language}").text

    top = page.partition('<dl class="answers">')[2].partition("</dl>")[0]
    assert words in top
    assert read_cards(joiners, ReaderLanguage.of(language))["industrisnekker"].licences == ()


def test_the_table_of_occupations_tells_a_requirement_for_part_of_the_work_from_a_whole_and_from_none(
    joiners: Release,
) -> None:
    with application(joiners) as made:
        table = made.test_client().get("/api/occupations.csv").text

    stated = {row["occupation"].rpartition("/")[2]: row["authorisation"] for row in csv.DictReader(table.splitlines())}
    assert stated == {"industrisnekker": "part", "mobelsnekker": "not stated", "trevaresnekker": "not stated"}


def test_a_card_has_the_facts_of_its_occupation(bundled: Release) -> None:
    card = read_cards(bundled, NB)["lege"]

    assert card.told is not None
    assert card.told.words.endswith(".")
    assert [licence.name.words for licence in card.licences] == ["Autorisasjon som lege"]
    assert (card.pay, card.employed) == (None, None)


def test_a_card_has_the_text_about_education_and_the_year_of_the_levels(portal: Release) -> None:
    card = read_cards(portal, NB)["baker"]

    assert card.schooling == Passage("Utdanning til baker er et yrkesfaglig løp i videregående opplæring.", "nb")
    assert (card.levels_year, [level.language for level in card.levels]) == ("2018", ["nb"])
    assert read_cards(portal, NB)["kokk"].schooling is None


@pytest.mark.parametrize(
    ("language", "link", "levels"),
    [
        ("nb", "Les hos utdanning.no om", "Nivåer på utdanningskodene som utdanning.no hadde for yrket i 2018:"),
        ("nn", "Les hos utdanning.no om", "Nivå på utdanningskodane som utdanning.no hadde for yrket i 2018:"),
        ("en", "Read about the education", "Levels of the education codes that utdanning.no listed for the occupation"),
    ],
)
def test_levels_stand_with_their_year_after_the_way_to_the_text_of_today(
    portal: Release, portal_client: FlaskClient, language: str, link: str, levels: str
) -> None:
    reader = ReaderLanguage.of(language)
    card = read_cards(portal, reader)["kokk"]
    bare = dataclasses.replace(card, programmes=(), page="https://utdanning.no/")

    with portal_client.application.test_request_context(f"/?lang={language}"):
        template = '{% from "cards.html" import answers with context %}{{ answers(card) }}'
        top = render_template_string(template, card=bare, language=reader)

    assert 0 < top.find(link) < top.find(levels)


@pytest.mark.parametrize(("key", "in_part"), [("baker", True), ("kokk", False)])
def test_study_programmes_of_a_list_that_is_not_whole_are_said_to_be_so(
    portal_client: FlaskClient, key: str, in_part: bool
) -> None:
    page = portal_client.get(f"/doc/occupation/{key}.html?lang=nb").text
    compared = portal_client.get(f"/compare?occupation={key}&lang=nb").text

    assert "Utdanning som fører hit" in page
    assert ["(det kan være flere)" in text for text in (page, compared)] == [in_part] * 2


def test_cards_are_read_once_for_a_release_and_a_language(bundled: Release) -> None:
    assert read_cards(bundled, NB) is read_cards(bundled, NB)
    assert read_cards(bundled, NB) is not read_cards(bundled, ReaderLanguage.of("en"))


def test_cards_of_some_occupations_are_those_of_all(portal: Release) -> None:
    alone = Release.open(portal.folder)
    (first, *others) = some(sorted(read_cards(portal, NB)))

    found = read_cards(alone, NB, [first])

    assert dict(found) == {first: read_cards(portal, NB)[first]}
    assert read_cards(alone, NB, [first]) is found
    assert read_cards(alone, NB, others).items() >= found.items()
    assert read_cards(alone, NB) == read_cards(portal, NB)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_machine_words_stand_in_the_data_section_alone(portal_client: FlaskClient, language: str) -> None:
    for record in some(portal_client.get("/occupations.json").get_json()):
        page = portal_client.get(f"/doc/occupation/{record['key']}.html?lang={language}").text
        seen, _, data = page.partition('<main id="content"')[2].partition('<details class="data"')

        assert data
        assert "<details open" not in page
        assert not re.search(r"yg:|>y_|SPARQL|CSV|NUS2000|format=csv", seen)
        assert re.search(r">y_\w+<", data)


def test_the_three_ways_on_stand_under_the_answers(portal_client: FlaskClient) -> None:
    page = portal_client.get("/doc/occupation/kokk.html?lang=nb").text
    ways = page.partition('<p class="ways">')[2].partition("</p>")[0]

    assert re.findall(r">([^<>]+)</a>", ways)[0] == "Sammenlign"
    assert "/compare?occupation=kokk" in ways
