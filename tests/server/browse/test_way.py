"""The way from one occupation to another is the skills to learn, each with how the other occupation has it."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from rdflib.namespace import RDF, SKOS
from rdflib.term import Literal, URIRef

from graph.literals import YG, whole
from graph.reading.query_files import load_folder
from graph.reading.release import CurrentRelease, Release, Releases
from graph.vocab import DEFAULT_BASE, Iri, Names, Statement
from graph.workbench import Workbench
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings

HTML = {"Accept": "text/html"}
NAMES = Names(DEFAULT_BASE)
ESCO = "http://data.europa.eu/esco/"
# Of each occupation: its essential skills and its optional ones.
NEEDS = {"kokk": (("taste", "fry"), ("knead",)), "baker": (("knead", "taste", "proof"), ("fry", "pack"))}
OCCUPATIONS = {"taste": 900, "fry": 80, "knead": 5, "proof": 2, "pack": 40}


def skill(key: str) -> URIRef:
    return URIRef(f"{ESCO}skill/{key}")


def world() -> Iterator[Statement]:
    """A cook and a baker, each with the skills of one occupation of ESCO."""
    for key, needs in NEEDS.items():
        lender = URIRef(f"{ESCO}occupation/{key}")
        yield URIRef(NAMES.thing("occupation", key)), YG.skillsFrom, lender
        for property_, skills in zip(("relatedEssentialSkill", "relatedOptionalSkill"), needs, strict=True):
            for one in skills:
                yield lender, URIRef(f"{ESCO}model#{property_}"), skill(one)
    for key, number in OCCUPATIONS.items():
        yield skill(key), RDF.type, URIRef(f"{ESCO}model#Skill")
        yield skill(key), SKOS.prefLabel, Literal(key, lang="en")
        yield skill(key), YG.essentialFor, whole(number)


@pytest.fixture(scope="module")
def kitchen() -> Workbench:
    bench = Workbench(DEFAULT_BASE)
    bench.add(f"{DEFAULT_BASE}id/graph/world", world())
    return bench


@pytest.fixture(scope="module")
def workshop(crossed: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world of the joiners, of whom the cabinet maker has skills."""
    settings = Settings(home=crossed.folder.parent, query_seconds=2.0, query_memory=512 << 20, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def ask(bench: Workbench, key: str, **values: str) -> list[tuple[str, ...]]:
    iris = {name: Iri(NAMES.thing("occupation", value)) for name, value in values.items()}
    rows = bench.rows(load_folder("pages")[key].text, {**iris, "language": "nb"})
    return [tuple(row[column].value for column in ("name", "need", "known") if column in row) for row in rows]


def test_skills_to_learn_are_told_from_those_at_hand(kitchen: Workbench) -> None:
    assert ask(kitchen, "way", this="kokk", target="baker") == [
        ("proof", "essential", "new"),
        ("knead", "essential", "optional"),
        ("taste", "essential", "essential"),
        ("pack", "optional", "new"),
        ("fry", "optional", "essential"),
    ]


def test_the_rarest_essential_skills_are_the_most_telling(kitchen: Workbench) -> None:
    assert [name for name, _ in ask(kitchen, "skills", this="baker")] == ["proof", "knead", "taste", "pack", "fry"]


def test_the_table_has_every_skill_of_the_new_occupation(workshop: FlaskClient) -> None:
    answer = workshop.get("/way.csv?from=trevaresnekker&to=mobelsnekker")

    found = [(row["name"], row["need"], row["known"]) for row in csv.DictReader(answer.text.splitlines())]
    assert found == [
        ("choose veneer", "essential", "new"),
        ("join wood", "essential", "new"),
        ("sand wood", "optional", "new"),
    ]


@pytest.mark.parametrize(
    ("language", "heading"), [("nb", "Nødvendig å lære"), ("nn", "Nødvendig å lære"), ("en", "Essential to learn")]
)
def test_the_page_states_where_the_skills_come_from(workshop: FlaskClient, language: str, heading: str) -> None:
    text = workshop.get(f"/way?from=trevaresnekker&to=mobelsnekker&lang={language}", headers=HTML).text

    assert f"{heading} <span" in text
    assert ">cabinet maker</a>" in text.replace("</span>", "").replace('<span lang="en">', "")


@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "Fra trevaresnekker til møbelsnekker"), ("nn", "Frå trevaresnikkar til møbelsnikkar")],
)
def test_the_skills_to_learn_come_before_their_origin_under_a_title_without_capitals(
    workshop: FlaskClient, language: str, title: str
) -> None:
    text = workshop.get(f"/way?from=trevaresnekker&to=mobelsnekker&lang={language}", headers=HTML).text

    assert f"<h1>{title}</h1>" in text
    assert text.index('id="way_essential"') < text.index('id="skills-from"')


def test_one_who_has_the_skills_has_nothing_to_learn(workshop: FlaskClient) -> None:
    rows = workshop.get("/way.json?from=mobelsnekker&to=mobelsnekker").get_json()

    assert {row["known"] for row in rows} == {"essential", "optional"}


def test_an_occupation_without_skills_is_said_to_have_unknown_ones(workshop: FlaskClient) -> None:
    text = workshop.get("/way?from=mobelsnekker&to=trevaresnekker&lang=en", headers=HTML).text

    assert "its skills are unknown" in text


def test_an_unknown_occupation_is_not_found(workshop: FlaskClient) -> None:
    answer = workshop.get("/way?from=lege&to=mobelsnekker")

    assert answer.status_code == 404
    assert "There is no occupation called" in answer.text


def test_the_page_of_the_occupation_has_its_telling_skills(workshop: FlaskClient) -> None:
    text = workshop.get("/doc/occupation/mobelsnekker.html?lang=en").text

    section = text[text.index('id="needs"') :].partition("</section>")[0]
    assert section.index("choose veneer") < section.index("join wood") < section.index("sand wood")
    assert 'href="/way?from=mobelsnekker' in section
