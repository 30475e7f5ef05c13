"""Occupations and educations of utdanning.no as statements."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from rdflib.namespace import DCTERMS, PROV, RDFS, SKOS
from rdflib.term import Literal, URIRef

from ..literals import YG, runs
from ..model import Text
from ..sources.portal.comparison import PortalEntry
from ..sources.portal.feed import FeedEducation
from ..sources.portal.roster import PortalOccupation
from ..sources.portal.texts import OccupationText
from ..vocab import Statement
from .codes import code_statements
from .coverage import coverage_statements
from .portal_source import PortalSourceWriter

_CLASSES = {"occupation": YG.Occupation, "education": YG.Education}
_TEXTS = (
    ("tasks", YG.tasks, "\n\n"),
    ("common_tasks", YG.commonTasks, "\n"),
    ("education", YG.howToBecome, "\n\n"),
    ("workplaces", YG.workplaces, "\n\n"),
    ("qualities", YG.qualities, "\n\n"),
    ("other", DCTERMS.description, "\n\n"),
)
_CODE_DIGITS = 6
_FEED_TEXTS = (
    ("summary", YG.summary),
    ("requirements", YG.entryRequirements),
    ("text", DCTERMS.description),
)


class PortalWriter(PortalSourceWriter):
    """Writer of one file of utdanning.no; every subject it describes is derived from *source*."""

    def occupations(self, found: Iterable[PortalOccupation]) -> Iterator[Statement]:
        """Yield the occupations of today with their names, pages, groups of STYRK-08 and texts."""
        for one in found:
            thing = self._iri("occupation", one.key)
            yield from self._named("occupation", thing, one.uno_id, one.name)
            yield thing, RDFS.seeAlso, URIRef(one.page)
            yield from self._groups(thing, one.groups)
            if one.groups:
                yield from coverage_statements(self._names, self._source, thing, ["classifiedIn"])
            for field, property_, joint in _TEXTS[:-1]:
                for literal in runs(getattr(one, field), joint):
                    yield thing, property_, literal

    def pages(self, found: Iterable[tuple[PortalEntry, PortalOccupation]]) -> Iterator[Statement]:
        """Yield the page of each occupation that a newer entry describes; another name is an alternative one."""
        for newer, one in found:
            thing = self._iri("occupation", one.key)
            yield thing, PROV.wasDerivedFrom, self._source
            yield thing, RDFS.seeAlso, URIRef(one.page)
            if one.name != newer.name:
                yield thing, SKOS.altLabel, Literal(one.name, lang="nb")

    def entries(self, entries: Iterable[PortalEntry], today: Mapping[str, PortalEntry]) -> Iterator[Statement]:
        """
        Yield occupations and educations with their names, interests and codes.

        *today* has by uno_id the occupations that a newer list names and classifies: of those an older name is an
        alternative one, and older groups are left out.
        """
        for entry in entries:
            thing = self._iri(entry.kind, entry.key)
            newer = today.get(entry.uno_id)
            if newer is None:
                yield from self._named(entry.kind, thing, entry.uno_id, entry.name)
                yield from self._groups(thing, entry.groups)
            else:
                yield thing, PROV.wasDerivedFrom, self._source
                if entry.name != newer.name:
                    yield thing, SKOS.altLabel, Literal(entry.name, lang="nb")
            yield from self._interests(thing, entry.interests)
            has_code = YG.relevantEducationCode if entry.kind == "occupation" else YG.hasEducationCode
            for code in entry.codes:
                yield from code_statements(self._names, "nus", code, self._source)
                yield thing, has_code if len(code) == _CODE_DIGITS else DCTERMS.subject, self._iri("nus", code)
            if entry.kind == "occupation":
                yield from coverage_statements(self._names, self._source, thing, _listed(entry, newer))

    def texts(self, found: Iterable[tuple[PortalEntry, OccupationText]]) -> Iterator[Statement]:
        """Yield the texts about occupations, one literal a part and language."""
        for entry, text in found:
            thing = self._iri(entry.kind, entry.key)
            yield thing, PROV.wasDerivedFrom, self._source
            for field, property_, joint in _TEXTS:
                for literal in runs(getattr(text, field), joint):
                    yield thing, property_, literal

    def feed(self, found: Iterable[tuple[PortalEntry, FeedEducation]]) -> Iterator[Statement]:
        """
        Yield the educations' pages, interests, texts and codes with their names.

        A code of fewer than six digits is a group of NUS2000: a subject of the education, not its own code.
        """
        for entry, education in found:
            thing = self._iri(entry.kind, entry.key)
            yield thing, PROV.wasDerivedFrom, self._source
            yield thing, RDFS.seeAlso, URIRef(education.page)
            yield from self._interests(thing, education.interests)
            for field, property_ in _FEED_TEXTS:
                for literal in runs(getattr(education, field), "\n\n"):
                    yield thing, property_, literal
            for code in education.codes:
                iri = self._iri("nus", code.code)
                yield from code_statements(self._names, "nus", code.code, self._source, code.name)
                yield thing, YG.hasEducationCode if len(code.code) == _CODE_DIGITS else DCTERMS.subject, iri
                if code.isced97:
                    yield iri, YG.isced97, Literal(code.isced97)

    def links(self, found: Iterable[tuple[PortalEntry, PortalEntry]], in_part: Container[str]) -> Iterator[Statement]:
        """Yield the occupations that educations lead to; those of the keys *in_part* are no whole lists."""
        for education, occupation in found:
            there = self._iri("occupation", occupation.key)
            yield self._iri("education", education.key), YG.leadsTo, there
            if occupation.key not in in_part:
                yield from coverage_statements(self._names, self._source, there, ["hasEducation"])

    def _named(self, kind: str, thing: URIRef, uno_id: str, name: str) -> Iterator[Statement]:
        yield from self._thing(thing, _CLASSES[kind], Text(value=name, language="nb"))
        yield thing, DCTERMS.identifier, Literal(uno_id)


def _listed(entry: PortalEntry, newer: PortalEntry | None) -> list[str]:
    """
    Return the local names of the properties whose lists *entry* has; the groups are left to a *newer* list.

    An empty list counts as not given: the file of 2018 leaves a list empty where nobody has filled it in.
    """
    lists = {
        "hasInterest": entry.interests,
        "classifiedIn": () if newer else entry.groups,
        "relevantEducationCode": entry.codes,
    }
    return [property_ for property_, values in lists.items() if values]
