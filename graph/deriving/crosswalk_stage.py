"""Crosswalks derived from an assembled graph, and the coverage of every crosswalk in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import URIRef

from ..crosswalk import ESCO, ISCO08, OCCUPATIONS, STYRK08, Coverage, Crosswalk, Side
from ..crosswalk_words import OCCUPATIONS_TO_ESCO
from ..literals import YG, spoken
from ..reading.query_files import load_folder
from ..reading.result_rows import Row
from ..statements.crosswalks import coverage_statements, crosswalk_iri, crosswalk_statements, scheme_iri
from ..vocab import LICENCE, Iri, Names, Statement
from ..workbench import Workbench
from .esco_crosswalk import skill_sources, sure_links
from .link_evidence import read_names
from .unofficial_crosswalks import World, derive_crosswalks

DERIVED, COVERED = "derived-crosswalks", "crosswalk-coverage"
WORDS: Mapping[str, tuple[dict[str, str], dict[str, str]]] = {
    DERIVED: (
        {
            "nb": "Klassifikasjoner som svarer til hverandre, får overganger.",
            "nn": "Klassifikasjonar som svarar til kvarandre, får overgangar.",
            "en": "Classifications with corresponding codes get crosswalks.",
        },
        {
            "nb": "Hver overgang sier hva den hviler på, og hvor sikker den er.",
            "nn": "Kvar overgang seier kva han kviler på, og kor sikker han er.",
            "en": "Each mapping says what it rests on and how sure it is.",
        },
    ),
    COVERED: (
        {
            "nb": "En overgangstabell sier hvor mye den dekker, og hva som ikke har noe motstykke.",
            "nn": "Ein overgangstabell seier kor mykje han dekkjer, og kva som ikkje har noko motstykke.",
            "en": "A crosswalk says how much it covers, and what has no match.",
        },
        {
            "nb": "Den som går over, må vite hva som faller fra. En uoffisiell tabell viker for den offisielle.",
            "nn": "Den som går over, må vite kva som fell ifrå. Ein uoffisiell tabell vik for den offisielle.",
            "en": "Whoever crosses must know what is lost. An unofficial table gives way to the official one.",
        },
    ),
}
_OCCUPATION_NAMES = {
    "nb": "Yrker i Yrkesgraf",
    "nn": "Yrke i Yrkesgraf",
    "en": "Occupations in Yrkesgraf",
}


@dataclass(frozen=True)
class Crossed:
    """A crosswalk with the coverage of its sources and of its targets."""

    crosswalk: Crosswalk
    sources: Coverage
    targets: Coverage

    def as_data(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        found: dict[str, Any] = {"official": self.crosswalk.official, "mappings": len(self.crosswalk.matches)}
        for side, covered in (("sources", self.sources), ("targets", self.targets)):
            found[side] = {
                "all": len(covered.all),
                "matched": covered.matched,
                "unmatched": len(covered.unmatched),
                "ambiguous": len(covered.ambiguous),
            }
        return found


class CrosswalkStage:
    """The derived crosswalks of a release, from the crosswalks *read* and the statements on the *bench*."""

    def __init__(self, bench: Workbench, names: Names, read: Iterable[Crosswalk]) -> None:
        self._ask = bench.rows
        self._names = names
        self._items: dict[Side, set[str]] = {}
        read = list(read)
        self.derived = derive_crosswalks(self._world(), read)
        self.all = [self._cross(crosswalk) for crosswalk in (*read, *self.derived)]

    def statements(self) -> Iterator[Statement]:
        """Yield the derived crosswalks."""
        for crosswalk in self.derived:
            yield from crosswalk_statements(crosswalk, self._names, None)
            yield crosswalk_iri(self._names, crosswalk.key), DCTERMS.license, URIRef(LICENCE)
            if OCCUPATIONS in (crosswalk.source, crosswalk.target):
                scheme = scheme_iri(self._names, OCCUPATIONS)
                yield scheme, RDF.type, SKOS.ConceptScheme
                yield from spoken(scheme, RDFS.label, _OCCUPATION_NAMES)
            if crosswalk.key == OCCUPATIONS_TO_ESCO:
                yield from self._links(crosswalk)

    def coverage(self) -> Iterator[Statement]:
        """Yield the coverage of every crosswalk, and the official one that replaces each unofficial one."""
        official = {(one.crosswalk.source, one.crosswalk.target): one for one in self.all if one.crosswalk.official}
        for one in self.all:
            crosswalk = one.crosswalk
            yield from coverage_statements(crosswalk, self._names, (one.sources, one.targets))
            better = official.get((crosswalk.source, crosswalk.target))
            # A crosswalk of sources that the official one leaves out stands beside it.
            if better and not crosswalk.official and crosswalk.targets.keys() & better.crosswalk.targets.keys():
                iri = crosswalk_iri(self._names, crosswalk.key)
                yield iri, DCTERMS.isReplacedBy, crosswalk_iri(self._names, better.crosswalk.key)

    def _links(self, crosswalk: Crosswalk) -> Iterator[Statement]:
        """Yield the sure links as properties of the occupations, and the ESCO occupations that lend them skills."""
        for match in sure_links(crosswalk):
            yield self._occupation(match.source), SKOS[match.relation], self._esco(match.target)
        for key, targets in skill_sources(crosswalk).items():
            for target in targets:
                yield self._occupation(key), YG.skillsFrom, self._esco(target)

    def _occupation(self, key: str) -> URIRef:
        return URIRef(self._names.thing(OCCUPATIONS.kind, key))

    def _esco(self, key: str) -> URIRef:
        return URIRef(self._names.thing(ESCO.kind, key))

    def _cross(self, crosswalk: Crosswalk) -> Crossed:
        return Crossed(crosswalk, *crosswalk.coverage(self._keys(crosswalk.source), self._keys(crosswalk.target)))

    def _world(self) -> World:
        build = load_folder("build")
        esco = self._ask(build["esco-occupation-groups"].text)
        titles: dict[str, list[str]] = {}
        for row in self._ask(build["title-names"].text):
            titles.setdefault(self._key(row, "title"), []).append(row["name"].value)
        occupations: dict[str, list[str]] = {}
        english: dict[str, str] = {}
        for iri, names in read_names(self._ask).items():
            if "en" in names:
                english[self._tail(iri)] = names["en"]
            # The name that stands for the occupation comes first.
            occupations[self._tail(iri)] = [names[language] for language in sorted(names, key="nb".__ne__)]
        listed: dict[str, list[str]] = {}
        for row in self._ask(build["listed-titles"].text):
            listed.setdefault(self._key(row, "occupation"), []).append(self._key(row, "title"))
        facts = self._model_facts()
        named, broader = self._esco_facts()
        return World(
            codes={side.kind: self._keys(side) for side in (STYRK08, ISCO08)},
            code_names=self._code_names(),
            esco_groups={self._key(row, "occupation"): self._key(row, "group") for row in esco},
            esco_codes={self._key(row, "occupation"): row["code"].value for row in esco},
            titles=titles,
            occupations=occupations,
            listed=listed,
            known=set(facts["listed"]),
            occupation_groups={key: frozenset(map(self._tail, found)) for key, found in facts["group"].items()},
            texts={key: " ".join(found) for key, found in facts["text"].items()},
            group_names={key: found[0] for key, found in facts["group name"].items()},
            esco_names=named,
            esco_broader=broader,
            english=english,
        )

    def _esco_facts(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Return the names of each ESCO occupation, the preferred one first, and the occupations directly above it."""
        names: dict[str, list[str]] = {}
        broader: dict[str, list[str]] = {}
        for row in self._ask(load_folder("build")["esco-occupation-facts"].text):
            key, is_above = self._key(row, "occupation"), row["kind"].value == "broader"
            found = (broader if is_above else names).setdefault(key, [])
            found.append(self._key(row, "value") if is_above else row["value"].value)
        return names, broader

    def _model_facts(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {kind: {} for kind in ("group", "text", "listed", "group name")}
        for row in self._ask(load_folder("build")["title-model-facts"].text):
            found[row["kind"].value].setdefault(self._key(row, "thing"), []).append(row["value"].value)
        return found

    def _code_names(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {side.kind: {} for side in (STYRK08, ISCO08)}
        for row in self._ask(load_folder("build")["coded-names"].text):
            key = self._key(row, "item")
            if len(key) == STYRK08.digits:
                found[self._key(row, "scheme")][key] = row["name"].value
        return found

    def _keys(self, side: Side) -> set[str]:
        """Return the key of every code, title or occupation on *side*."""
        if side not in self._items:
            if side is OCCUPATIONS:
                found = {self._tail(iri) for iri in read_names(self._ask)}
            elif side is ESCO:
                rows = self._ask(load_folder("build")["esco-occupation-groups"].text)
                found = {self._key(row, "occupation") for row in rows}
            else:
                found = self._codes(side)
            self._items[side] = found
        return self._items[side]

    def _codes(self, side: Side) -> set[str]:
        query = load_folder("build")["scheme-items"].text
        scheme = Iri(scheme_iri(self._names, side))
        found = {self._key(row, "item") for row in self._ask(query, {"scheme": scheme})}
        return {key for key in found if len(key) == side.digits}

    def _key(self, row: Row, variable: str) -> str:
        return self._tail(row[variable].value)

    def _tail(self, iri: str) -> str:
        return (self._names.split(iri) or ("", iri))[1]
