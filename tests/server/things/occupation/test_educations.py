"""Study programmes of an occupation are visible at once; a long list of educations is folded."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.reading.result_rows import Row
from server.languages import NOTHING, ReaderLanguage
from server.things.cards import read_cards
from server.things.long_lists import linked_questions
from server.things.occupation.educations import Learnt, Level, cut, find_leading, read_educations
from server.things.page_questions import ask, questions_about
from server.things.values import group_values

KEYS = ("educations-filed", "educations")
COLUMNS = ("levelCode", "level", "fieldCode", "field", "notation", "name")


def level(code: str, *codes: str) -> Level:
    return Level(code, NOTHING, [Learnt(f"/doc/nus/{one}", one, NOTHING, "", NOTHING) for one in codes])


@pytest.mark.parametrize(
    ("most", "shown", "rest"),
    [
        (0, [], [["a", "b"], ["c"]]),
        (1, [["a"]], [["b"], ["c"]]),
        (2, [["a", "b"]], [["c"]]),
        (3, [["a", "b"], ["c"]], []),
    ],
)
def test_a_long_list_is_cut_within_a_level_too(most: int, shown: list[list[str]], rest: list[list[str]]) -> None:
    parts = cut([level("8", "a", "b"), level("6", "c")], most)

    assert [[[one.code for one in level.learnt] for level in part] for part in parts] == [shown, rest]


def test_what_to_study_and_what_it_pays_stand_at_the_top(portal_client: FlaskClient) -> None:
    keys = [record["key"] for record in portal_client.get("/occupations.json").get_json()]
    pages = [portal_client.get(f"/doc/occupation/{key}.html?lang=nb").text for key in keys]

    top = "".join(page.partition('<article class="outlined">')[2].partition("</header>")[0] for page in pages)
    assert re.search(r"Utdanning som fører hit: <a href=\"/doc/education/[^\"]+\"", top)
    found = re.findall(r'<a class="figure" href="#pay">([^<]+) kr</a> i måneden', top)
    assert found
    assert all(re.sub(r"\D", "", one).isdigit() for one in found)


def test_an_education_that_stands_at_several_levels_is_named_once() -> None:
    twice = Learnt("/doc/education/pedagogikk", "", NOTHING, "", NOTHING)
    levels = [Level("7", NOTHING, [twice]), Level("6", NOTHING, [twice, *level("6", "610101").learnt])]

    assert find_leading(levels) == [twice]


def test_unknown_education_pay_and_authorisation_are_said_in_words(client: FlaskClient) -> None:
    page = client.get("/doc/occupation/allmennlege.html?lang=nb").text

    top = page.partition('<dl class="answers">')[2].partition("</dl>")[0]
    assert (top.count("ikke oppgitt"), top.count("Ingen kilde oppgir om")) == (3, 1)
    assert "–</" not in top


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_list_is_that_of_the_query_behind_it(portal: Release, language: str) -> None:
    reader = ReaderLanguage.of(language)
    listed = 0
    for key in sorted(read_cards(portal, reader)):
        iri = portal.names.thing("occupation", key)
        found = ask(portal, linked_questions(portal, iri, [], reader) | questions_about(iri, reader, *KEYS))
        sections = group_values(found["facts"], portal, reader)

        levels = read_educations(portal, found["educations-filed"], sections, reader)

        rows = [(level.code, level.name.words, one.field_code, one.field.words, one.code, one.name.words)
                for level in levels for one in level.learnt]  # fmt: skip
        asked = [tuple(words(row, name) for name in COLUMNS) for row in found["educations"]]
        # One without a name is called by its code.
        assert sorted(rows) == sorted((*own, name or own[-1]) for *own, name in asked)
        listed += len(rows)

    assert listed > 0


def words(row: Row, name: str) -> str:
    return row[name].value if name in row else ""
