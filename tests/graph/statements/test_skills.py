"""Skills keep ESCO's IRIs, have one name a language, and are reached from occupations by ESCO's own properties."""

from __future__ import annotations

from rdflib.namespace import FOAF, SKOS
from rdflib.term import Literal, URIRef

from graph.literals import YG
from graph.sources.classifications.skill_tables import EscoSkill, GreenShare, OccupationSkills, SkillStep
from graph.statements.skills import (
    ESCO,
    green_share_statements,
    relation_statements,
    skill_statements,
    skill_step_statements,
)
from graph.vocab import DEFAULT_BASE, Names

NAMES = Names(DEFAULT_BASE)
KEY = "00000000-0000-4000-8000-00000000000a"
JOIN = f"http://data.europa.eu/esco/skill/{KEY}"
GLUE = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-00000000000b"
JOINER = "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001"
SKILL = EscoSkill(iri=JOIN, name="join wood", other_names=("glue wood",), kind="skill", reuse="sector-specific")


def test_a_skill_has_its_name_in_the_language_of_its_file() -> None:
    statements = set(skill_statements([SKILL], NAMES, "urn:source", "en", collection="green"))

    assert (URIRef(JOIN), SKOS.prefLabel, Literal("join wood", lang="en")) in statements
    assert (URIRef(JOIN), FOAF.isPrimaryTopicOf, URIRef(NAMES.document("esco-skill", KEY))) in statements
    assert (URIRef(JOIN), YG.inSkillCollection, URIRef(NAMES.thing("code", "skill-collection-green"))) in statements


def test_a_skill_that_another_list_has_named_keeps_that_name() -> None:
    statements = set(skill_statements([SKILL], NAMES, "urn:source", "en", named={JOIN: "glue wood"}))
    names = {
        (property_, str(value)) for _, property_, value in statements if property_ in (SKOS.prefLabel, SKOS.altLabel)
    }

    assert (SKOS.altLabel, "join wood") in names
    assert (SKOS.prefLabel, "join wood") not in names
    assert (SKOS.altLabel, "glue wood") not in names


def test_an_occupation_needs_a_skill_or_may_need_it() -> None:
    found = [OccupationSkills(occupation=JOINER, essential=(0,), optional=(1,))]

    assert list(relation_statements(found, [JOIN, GLUE])) == [
        (URIRef(JOINER), ESCO.relatedEssentialSkill, URIRef(JOIN)),
        (URIRef(JOINER), ESCO.relatedOptionalSkill, URIRef(GLUE)),
    ]


def test_a_step_of_the_hierarchy_is_a_broader_concept() -> None:
    assert list(skill_step_statements([SkillStep(below=GLUE, above=JOIN)])) == [
        (URIRef(GLUE), SKOS.broader, URIRef(JOIN))
    ]


def test_the_green_share_of_a_group_is_of_our_own_group() -> None:
    shares = [GreenShare(iri="http://data.europa.eu/esco/isco/C7522", share=0.25), GreenShare(iri=JOINER, share=0.5)]

    assert [(str(subject), str(value)) for subject, _, value in green_share_statements(shares, NAMES)] == [
        (NAMES.thing("isco08", "7522"), "0.25"),
        (JOINER, "0.5"),
    ]
