"""
Turn ESCO's skills into statements about ESCO's own IRIs, in the terms of ESCO's own model.

Relations are stated once, from the occupation to the skill: there are 129,004 of them, and the other direction is the
same statement read backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rdflib.namespace import FOAF, PROV, RDF, SKOS, Namespace
from rdflib.term import Literal, URIRef

from .. import vocab
from ..literals import YG, decimal, spoken
from ..sources.classifications.esco_tables import GROUP
from ..sources.classifications.skill_tables import SKILL, EscoSkill, GreenShare, OccupationSkills, SkillStep
from ..vocab import Names, Statement

ESCO = Namespace(vocab.PREFIXES["esco"])
SKILLS = URIRef("http://data.europa.eu/esco/concept-scheme/skills")
_SKILL_TYPES = "http://data.europa.eu/esco/skill-type/"
_REUSE_LEVELS = "http://data.europa.eu/esco/skill-reuse-level/"
_SCHEME_NAMES = {"nb": "ESCO: ferdigheter og kunnskap", "nn": "ESCO: dugleikar og kunnskap", "en": "ESCO: skills"}


def skill_statements(
    found: Iterable[EscoSkill],
    names: Names,
    source: str,
    language: str,
    *,
    groups: bool = False,
    collection: str = "",
    named: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Statement]:
    """
    Yield skills with their names in *language*, their kind, reuse level and the skills above them.

    *groups* marks groups of skills, *collection* is the key of their thematic collection. A skill that another source
    has *named*, by IRI, keeps that name, and has the one here beside it.
    """
    yield SKILLS, RDF.type, SKOS.ConceptScheme
    yield SKILLS, PROV.wasDerivedFrom, URIRef(source)
    yield from spoken(SKILLS, SKOS.prefLabel, _SCHEME_NAMES)
    for one in found:
        iri = URIRef(one.iri)
        yield iri, RDF.type, ESCO.SkillGroup if groups else ESCO.Skill
        yield iri, PROV.wasDerivedFrom, URIRef(source)
        yield iri, SKOS.inScheme, SKILLS
        is_named = named.get(one.iri, one.name) != one.name
        yield iri, SKOS.altLabel if is_named else SKOS.prefLabel, Literal(one.name, lang=language)
        if one.iri.startswith(SKILL):
            yield iri, FOAF.isPrimaryTopicOf, URIRef(names.document(*(names.split(one.iri) or ("", ""))))
        for name in one.other_names:
            if name == named.get(one.iri):
                continue
            yield iri, SKOS.altLabel, Literal(name, lang=language)
        for above in one.broader:
            yield iri, SKOS.broader, URIRef(above)
        if one.kind:
            yield iri, ESCO.skillType, URIRef(_SKILL_TYPES + one.kind)
        if one.reuse:
            yield iri, ESCO.skillReuseLevel, URIRef(_REUSE_LEVELS + one.reuse)
        if one.code:
            yield iri, SKOS.notation, Literal(one.code)
        if collection:
            yield iri, YG.inSkillCollection, URIRef(names.thing("code", f"skill-collection-{collection}"))


def skill_step_statements(found: Iterable[SkillStep]) -> Iterator[Statement]:
    """Yield which group of skills stands directly under which."""
    for step in found:
        yield URIRef(step.below), SKOS.broader, URIRef(step.above)


def relation_statements(found: Iterable[OccupationSkills], skills: Sequence[str]) -> Iterator[Statement]:
    """Yield the skills that occupations need and may need; numbers are places in *skills*, a list of IRIs."""
    iris = [URIRef(iri) for iri in skills]
    for one in found:
        occupation = URIRef(one.occupation)
        for property_, numbers in (
            (ESCO.relatedEssentialSkill, one.essential),
            (ESCO.relatedOptionalSkill, one.optional),
        ):
            for number in numbers:
                yield occupation, property_, iris[number]


def green_share_statements(found: Iterable[GreenShare], names: Names) -> Iterator[Statement]:
    """Yield the share of green skills of occupations, and of groups of ISCO-08 by our own IRIs."""
    for one in found:
        is_group = one.iri.startswith(GROUP)
        iri = names.thing("isco08", one.iri.removeprefix(GROUP)) if is_group else one.iri
        yield URIRef(iri), YG.greenShare, decimal(one.share)
