"""The ontology as a document: each term with its definition, use, matches and an example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.terms import Term
from graph.vocab import ONTOLOGY, PREFIXES, YG, Iri, shorten

from ..languages import NOTHING, Passage, ReaderLanguage, choose, choose_in
from ..things.values import address, term_label

_RDFS, _OWL, _SKOS = PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["skos"]
_DOMAIN, _RANGE, _INVERSE = f"{_RDFS}domain", f"{_RDFS}range", f"{_OWL}inverseOf"
# Relations between terms, ours and others', in the order of the page.
# The key of the examples among the facts kept with a release.
_EXAMPLES = ("examples of classes",)
_ABOVE = (f"{_RDFS}subClassOf", f"{_RDFS}subPropertyOf")
_MATCHES = tuple(f"{_SKOS}{how}Match" for how in ("exact", "close", "broad", "narrow", "related"))


@dataclass
class Described:
    """
    A term of the document; links are pairs of an address and words.

    ``matches`` are triples of the kind of match, the address and the words of the matched term.
    """

    name: str
    label: Passage
    definition: Passage
    note: Passage | None = None
    example: Passage | None = None
    above: list[tuple[str, str]] = field(default_factory=list)
    domains: list[tuple[str, str]] = field(default_factory=list)
    ranges: list[tuple[str, str]] = field(default_factory=list)
    inverses: list[tuple[str, str]] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    matches: list[tuple[str, str, str]] = field(default_factory=list)
    count: int = 0
    thing: tuple[str, Passage] | None = None


Facts = Mapping[str, Mapping[str, list[tuple[str, str]]]]


def read_facts(current: Release) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return the statements about each term, by relation: pairs of value and language, '' for an IRI."""
    facts: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in current.store.rows(load_folder("pages")["term-facts"].text):
        own = facts.setdefault(row["term"].value, {})
        own.setdefault(row["relation"].value, []).append((row["object"].value, row["object"].language))
    return facts


def describe_terms(current: Release, facts: Facts, language: ReaderLanguage) -> dict[str, list[Described]]:
    """Return the terms of the ontology by part ("classes", "properties", "individuals"), in order of name."""
    parts: dict[str, list[Described]] = {"classes": [], "properties": [], "individuals": []}
    used: dict[str, list[tuple[str, str]]] = {}
    examples = _examples(current, language)
    for iri, own in sorted(facts.items()):
        for class_, _ in own.get(_DOMAIN, ()):
            used.setdefault(class_, []).append(_link(current, iri, language))
    for term in sorted((one for one in current.terms.values() if one.iri.startswith(YG)), key=lambda one: one.iri):
        described = _describe(current, term, facts.get(term.iri, {}), language)
        kind = part_of(term)
        if kind == "classes":
            described.properties = used.get(term.iri, [])
            described.count = current.manifest.counts.get(shorten(term.iri), 0)
            described.thing = examples.get(term.iri)
        parts[kind].append(described)
    return parts


def part_of(term: Term) -> str:
    """Return the part of the document that lists *term*."""
    if f"{_OWL}Class" in term.types:
        return "classes"
    return "properties" if any(type_.endswith("Property") for type_ in term.types) else "individuals"


@dataclass(frozen=True)
class AboutOntology:
    """The ontology's title, description and version, the IRI of that version, its date of issue and its licence."""

    title: Passage
    description: Passage
    version: str
    version_iri: str
    issued: str
    licence: str


def about_ontology(facts: Facts, language: ReaderLanguage) -> AboutOntology:
    """Return the description of the ontology in its own *facts*."""
    own = facts.get(ONTOLOGY, {})
    dct = PREFIXES["dct"]
    return AboutOntology(
        _spoken(own.get(f"{dct}title", ()), language) or NOTHING,
        _spoken(own.get(f"{dct}description", ()), language) or NOTHING,
        _first(own, f"{_OWL}versionInfo"),
        _first(own, f"{_OWL}versionIRI"),
        _first(own, f"{dct}issued"),
        _first(own, f"{dct}license"),
    )


def _describe(
    current: Release, term: Term, own: Mapping[str, list[tuple[str, str]]], language: ReaderLanguage
) -> Described:
    def links(*relations: str) -> list[tuple[str, str]]:
        return [_link(current, iri, language) for relation in relations for iri, _ in own.get(relation, ())]

    return Described(
        term.iri.removeprefix(YG),
        term_label(current.terms, term.iri, language),
        choose_in(term.definitions, language.interface) or NOTHING,
        _spoken(own.get(f"{_SKOS}scopeNote", ()), language),
        _spoken(own.get(f"{_SKOS}example", ()), language),
        links(*_ABOVE),
        links(_DOMAIN),
        links(_RANGE),
        links(_INVERSE),
        matches=[
            (relation.removeprefix(_SKOS), *_link(current, iri, language))
            for relation in _MATCHES
            for iri, _ in own.get(relation, ())
        ],
    )


def _link(current: Release, iri: str, language: ReaderLanguage) -> tuple[str, str]:
    if iri.startswith(YG):
        return f"#{iri.removeprefix(YG)}", term_label(current.terms, iri, language).words
    return iri, shorten(iri)


def _examples(current: Release, language: ReaderLanguage) -> dict[str, tuple[str, Passage]]:
    """Return the address and name of one example of each class that has any."""
    return {
        class_: (address(iri, current.names), choose(names, language) or Passage(_key(current, iri), ""))
        for class_, (iri, names) in derive(current, _EXAMPLES, lambda: _read_examples(current)).items()
    }


def _read_examples(current: Release) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Return the IRI and the names by language of one instance of each class."""
    text = load_folder("pages")["class-examples"].text
    classes = [iri for iri, term in current.terms.items() if iri.startswith(YG) and part_of(term) == "classes"]
    found = current.store.rows_of_each([Question(text, {"class": Iri(iri)}) for iri in classes])
    things: dict[str, tuple[str, dict[str, str]]] = {}
    for class_, rows in zip(classes, found, strict=True):
        for row in rows:
            _, names = things.setdefault(class_, (row["thing"].value, {}))
            if "name" in row:
                names[row["name"].language] = row["name"].value
    return things


def _key(current: Release, iri: str) -> str:
    return (current.names.split(iri) or ("", shorten(iri)))[1]


def _spoken(values: Iterable[tuple[str, str]], language: ReaderLanguage) -> Passage | None:
    return choose_in({spoken: words for words, spoken in values}, language.interface)


def _first(own: Mapping[str, list[tuple[str, str]]], relation: str) -> str:
    return own[relation][0][0] if own.get(relation) else ""
