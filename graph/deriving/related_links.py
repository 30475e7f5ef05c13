"""Statements of the links between occupations that are alike: each reason with its own number and strength."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import Literal, URIRef

from ..literals import YG, spoken, whole
from ..vocab import Names, Statement
from .likeness import STATED, Reason, Relations, choose_pairs, combine
from .link_evidence import Ask, StatedLink, read_names, read_stated
from .related_words import WORDS


def related_statements(ask: Ask, names: Names, relations: Relations) -> Iterator[Statement]:
    """Yield the strongest *relations* of each occupation in the graph behind *ask*, and all stated links."""
    stated = read_stated(ask)
    writer = _Writer(names, read_names(ask), stated)
    for one, other in choose_pairs(relations.ranked(), [link.pair for link in stated]):
        reasons = relations.reasons(one, other)
        yield from writer.link(one, other, reasons)
        yield from writer.link(other, one, reasons)


class _Writer:
    def __init__(self, names: Names, labels: Mapping[str, Mapping[str, str]], stated: list[StatedLink]) -> None:
        self._names = names
        self._labels = labels
        self._stated: dict[tuple[str, str], list[StatedLink]] = {}
        for link in stated:
            self._stated.setdefault(link.pair, []).append(link)

    def link(self, origin: str, target: str, reasons: list[Reason]) -> Iterator[Statement]:
        pair = "--".join((self._names.split(iri) or ("", iri))[1] for iri in (origin, target))
        link = URIRef(self._names.thing("related", pair))
        stated = self._stated.get((origin, target), [])
        strengths = [reason.strength for reason in reasons] + [STATED] * len(stated)
        if not stated:
            yield from self._new_link(link, origin, target)
        yield link, YG.strength, _strength(combine(strengths))
        for known in stated:
            yield URIRef(known.reason), YG.strength, _strength(STATED)
        for reason in reasons:
            yield from self._reason(link, f"{pair}--{reason.kind.lower()}", reason)

    def _new_link(self, link: URIRef, origin: str, target: str) -> Iterator[Statement]:
        yield URIRef(origin), YG.relatedOccupation, URIRef(target)
        yield URIRef(origin), YG.hasRelatedLink, link
        yield link, RDF.type, YG.RelatedLink
        yield link, YG.linkTo, URIRef(target)
        theirs = self._labels[target]
        for language, name in self._labels[origin].items():
            if language in theirs:
                yield link, RDFS.label, Literal(f"{name} → {theirs[language]}", lang=language)

    def _reason(self, link: URIRef, key: str, reason: Reason) -> Iterator[Statement]:
        iri = URIRef(self._names.thing("reason", key))
        yield link, YG.hasReason, iri
        yield iri, RDF.type, YG.Reason
        yield iri, YG.reasonKind, YG[reason.kind]
        yield iri, YG.reasonNumber, whole(reason.number)
        yield iri, YG.strength, _strength(reason.strength)
        words = {
            language: one if reason.number == 1 else more.format(reason.number)
            for language, (one, more) in WORDS[reason.kind].items()
        }
        yield from spoken(iri, RDFS.label, words)


def _strength(value: float) -> Literal:
    """Return a strength as xsd:decimal with three digits, in the one form the engine keeps."""
    return Literal(f"{Decimal(f'{value:.3f}').normalize():f}", datatype=XSD.decimal)
