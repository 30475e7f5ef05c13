"""
Statements that follow from the sources: the rules of ``queries/rules`` and those that SPARQL cannot express.

Each rule has a named graph. The rules of one stratum run until none of them adds a statement; a rule that counts stands
in a later stratum than the rules whose statements it counts. Each says with ``restates`` (yes or no) whether it only
puts a source or another rule in other terms; the changes between releases leave such statements out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import RDFS, SKOS
from rdflib.term import Literal, URIRef

import ontology

from ..assembled import Assembled
from ..casing import cased
from ..reading.query_files import QueryFile, load_folder
from ..vocab import ONTOLOGY_GRAPHS, RULE_GRAPHS, Statement
from .crosswalk_stage import COVERED, DERIVED, WORDS, CrosswalkStage
from .evaluation import evaluate
from .everyday_labels import KEY as EVERYDAY
from .everyday_labels import TITLE as EVERYDAY_TITLE
from .everyday_labels import WHY as EVERYDAY_WHY
from .everyday_labels import everyday_statements
from .likeness import Relations
from .link_evidence import read_evidence, read_names
from .related_links import related_statements
from .related_words import KEY, TITLE, WHY

_MOST_ROUNDS = 10

_TITLE_LABEL = {
    "nb": "En tittel registrert i store bokstaver får en lesbar form.",
    "nn": "Ein tittel registrert i store bokstavar får ei lesbar form.",
    "en": "A title registered in capitals gets a readable form.",
}
_TITLE_LABEL_WHY = {
    "nb": "Registeret skriver store bokstaver uten språk; formen som registrert blir stående i yg:registeredName.",
    "nn": "Registeret skriv store bokstavar utan språk; forma som registrert blir ståande i yg:registeredName.",
    "en": "The register writes capitals without a language; the form as registered stays in yg:registeredName.",
}
_HIERARCHY = {
    "nb": "En klasse som ontologien gjør til underklasse, er underklasse.",
    "nn": "Ein klasse som ontologien gjer til underklasse, er underklasse.",
    "en": "A class that the ontology makes a subclass is a subclass.",
}
_HIERARCHY_WHY = {
    "nb": "HermiT har regnet ut hierarkiet; her står det som ikke var sagt fra før.",
    "nn": "HermiT har rekna ut hierarkiet; her står det som ikkje var sagt frå før.",
    "en": "HermiT computed the hierarchy; what was not said before stands here.",
}


def add_ontology(assembled: Assembled, hierarchy: Iterable[tuple[str, str]]) -> None:
    """Add the ontology, its alignments and the inferred (subclass, superclass) pairs, each in a graph of its own."""
    bench, provenance = assembled.bench, assembled.provenance
    titles = {"nb": "Ontologien", "nn": "Ontologien", "en": "The ontology"}
    for path in (ontology.TERMS, ontology.ALIGNMENTS, ontology.BORROWED):
        key = f"{ONTOLOGY_GRAPHS}{path.stem}"
        bench.add_turtle(provenance.graph_iri(key), path)
        words = {language: f"{title} ({path.stem})" for language, title in titles.items()}
        bench.add(provenance.graph_iri("provenance"), provenance.graph(key, words))
    inferred = [(URIRef(lower), RDFS.subClassOf, URIRef(upper)) for lower, upper in hierarchy]
    _state(assembled, "class-hierarchy", (_HIERARCHY, _HIERARCHY_WHY), inferred)


def derive(assembled: Assembled) -> None:
    """
    Run every rule, and describe each with the graph that holds its statements.

    Raises ``RuntimeError`` where the rules of a stratum still add statements after ten rounds.
    """
    rules = load_folder("rules")
    for rule in rules.values():
        provenance = assembled.provenance
        about_it = provenance.rule(rule.key, rule.header["title"], rule.header["why"], rule.text)
        assembled.bench.add(provenance.graph_iri("provenance"), about_it)
    _state(assembled, "title-label", (_TITLE_LABEL, _TITLE_LABEL_WHY), _title_labels(assembled))
    _state(assembled, EVERYDAY, (EVERYDAY_TITLE, EVERYDAY_WHY), _everyday_names(assembled))
    first, *later = sorted({rule.words("stratum") for rule in rules.values()})
    _run([rule for rule in rules.values() if rule.words("stratum") == first], assembled)
    # Likeness rests on crosswalks and on the groups found in the first stratum; later ones add the inverse links.
    _cross(assembled)
    _relate(assembled)
    for stratum in later:
        _run([rule for rule in rules.values() if rule.words("stratum") == stratum], assembled)


def _cross(assembled: Assembled) -> None:
    stage = CrosswalkStage(assembled.bench, assembled.names, assembled.crosswalks)
    _state(assembled, DERIVED, WORDS[DERIVED], stage.statements())
    _state(assembled, COVERED, WORDS[COVERED], stage.coverage())
    assembled.crosswalks += stage.derived
    assembled.coverage = {one.crosswalk.key: one.as_data() for one in stage.all}


def _relate(assembled: Assembled) -> None:
    ask = assembled.bench.rows
    relations = Relations(read_evidence(ask))
    _state(assembled, KEY, (TITLE, WHY), list(related_statements(ask, assembled.names, relations)))
    found = evaluate(ask, relations)
    assembled.evaluation = found.as_data() if found else {}


def _title_labels(assembled: Assembled) -> Iterator[Statement]:
    for row in assembled.bench.rows(load_folder("build")["registered-names"].text):
        label = Literal(cased(row["name"].value), lang="nb")
        yield URIRef(row["title"].value), SKOS.prefLabel, label


def _everyday_names(assembled: Assembled) -> Iterator[Statement]:
    ask = assembled.bench.rows
    titles: dict[str, list[str]] = {}
    for row in ask(load_folder("build")["title-names"].text):
        titles.setdefault(row["title"].value, []).append(row["name"].value)
    occupations = {iri: list(names.values()) for iri, names in read_names(ask).items()}
    return everyday_statements(titles, occupations)


def _state(
    assembled: Assembled, key: str, words: tuple[dict[str, str], dict[str, str]], made: Iterable[Statement]
) -> None:
    bench, provenance = assembled.bench, assembled.provenance
    assembled.rules[key] = bench.add(provenance.graph_iri(f"{RULE_GRAPHS}{key}"), made)
    bench.add(provenance.graph_iri("provenance"), provenance.rule(key, *words, None))


def _run(rules: list[QueryFile], assembled: Assembled) -> None:
    for _ in range(_MOST_ROUNDS):
        added = 0
        for rule in rules:
            count = assembled.bench.construct(rule, assembled.provenance.graph_iri(f"{RULE_GRAPHS}{rule.key}"))
            assembled.rules[rule.key] = assembled.rules.get(rule.key, 0) + count
            added += count
        if not added:
            assembled.bench.forget_lines()
            return
    names = ", ".join(rule.key for rule in rules)
    raise RuntimeError(f"the rules {names} still add statements after {_MOST_ROUNDS} rounds")
