"""Specialisations are linked to the occupations, the job titles and the ESCO occupations of their specialists."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.namespace import SKOS
from rdflib.term import Literal, URIRef

from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.bundled_tables import TABLES
from graph.errors import SourceFault
from graph.literals import YG
from graph.sources.classifications.specialists import read_specialists
from graph.sources.page.facts import read_facts
from graph.vocab import DEFAULT_BASE, Names
from tests.paths import HAND_KEPT

NAMES = Names(DEFAULT_BASE)
SOURCE = NAMES.thing("source", "specialists")
FILE = HAND_KEPT / "specialists.yaml"


def here(path: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}id/{path}")


def test_every_specialisation_of_doctors_has_its_specialists_or_says_that_there_are_none() -> None:
    doctors = read_facts(HAND_KEPT / "lege.yaml")

    found = read_specialists(FILE)

    assert {one.specialisation for one in found} == {one.key for one in doctors.specialisations}
    assert sum(bool(one.occupation or one.titles) for one in found) == 26
    assert all(one.why.startswith("Ingen") for one in found if not (one.occupation or one.titles))


def test_the_occupations_and_titles_are_those_of_the_bundled_tables() -> None:
    occupations = (TABLES / "occupations.csv").read_text("utf-8")
    titles = (TABLES / "titles.csv").read_text("utf-8")

    found = read_specialists(FILE)

    assert [one.occupation for one in found if one.occupation and f"y_{one.occupation}," not in occupations] == []
    assert [code for one in found for code in one.titles if f"\n{code};" not in titles] == []


def test_anaesthesiology_is_the_field_of_the_anaesthetist_and_of_title_2221103() -> None:
    context = Context(NAMES, known={"anestesilege": "anestesilege"})

    reading = ADAPTERS["specialists"](FILE, SOURCE, context)

    statements = set(reading.statements)
    field = here("specialisation/anestesiologi")
    assert (field, YG.specialistOccupation, here("occupation/anestesilege")) in statements
    assert (field, YG.specialistTitle, here("title/2221103")) in statements
    assert (
        field,
        YG.specialistGround,
        Literal("Anestesilegen er spesialist i anestesiologi.", lang="nb"),
    ) in statements
    assert [value for one, property_, value in statements if (one, property_) == (field, SKOS.broadMatch)] == [
        URIRef("http://data.europa.eu/esco/occupation/9b889f07-c39c-464d-b9d9-b2daa650f9ac")
    ]
    assert "hudlege" in reading.report["no such occupation"]


def test_an_entry_without_a_reason_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "specialists.yaml"
    entry = FILE.read_text("utf-8").split("- specialisation")[1].partition("why: ")[0]
    path.write_text(f"- specialisation{entry}why: ' '\n...\n", "utf-8")

    with pytest.raises(SourceFault, match="say why these are the specialists"):
        read_specialists(path)
