"""Descriptions of occupations as statements: names, codes, texts, educations, review, and the coverage of each list."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Literal, URIRef

from ..language import detect
from ..literals import YG, day, runs
from ..model import Text
from ..sources.portal.descriptions import Description
from ..sources.portal.title_lists import TitleList
from ..vocab import Statement
from .codes import code_statements, title_statements
from .coverage import coverage_statements
from .portal_source import PortalSourceWriter
from .title_links import title_list_statements

_TEXTS = (
    ("summary", YG.summary, "\n\n"),
    ("tasks", YG.tasks, "\n\n"),
    ("common_tasks", YG.commonTasks, "\n"),
    ("education", YG.howToBecome, "\n\n"),
    ("further_education", YG.furtherEducation, "\n\n"),
    ("specialising", YG.howToSpecialise, "\n\n"),
    ("workplaces", YG.workplaces, "\n\n"),
    ("qualities", YG.qualities, "\n\n"),
    ("pay_note", YG.payNote, "\n\n"),
)
_FORMS = (
    ("plural", YG.plural),
    ("genitive", YG.genitive),
    ("plural_genitive", YG.pluralGenitive),
    ("graduates", YG.nameOfGraduates),
)
# A record has these lists, and an empty one is empty; the titles have a writer of their own.
_LISTS = ("relevantEducationCode", "hasEducation", "classifiedIn", "hasInterest")
_REVIEW = {"nb": "Gjennomgang av {}", "nn": "Gjennomgang av {}", "en": "Review of {}"}


class DescriptionWriter(PortalSourceWriter):
    """Writer of the service's descriptions; every subject it describes is derived from *source*."""

    def statements(self, one: Description, *, called_otherwise: bool = False) -> Iterator[Statement]:
        """Yield all statements of a description; where it is *called_otherwise*, its title is an alternative name."""
        thing = self._iri("occupation", one.key)
        yield from self._described(thing, YG.Occupation)
        yield thing, DCTERMS.identifier, Literal(one.uno_id)
        yield thing, SKOS.altLabel if called_otherwise else SKOS.prefLabel, Literal(one.name, lang="nb")
        for word in one.search_words:
            yield thing, SKOS.hiddenLabel, Literal(word, lang=detect(word, likely="nb"))
        for field, property_ in _FORMS:
            if form := getattr(one, field):
                yield thing, property_, Literal(form, lang="nb")
        for field, property_, joint in _TEXTS:
            for literal in runs(getattr(one, field), joint):
                yield thing, property_, literal
        yield from self._codes(thing, one)
        yield from self._titles(one)
        yield from self._interests(thing, one.interests)
        yield from self._educations(thing, one)
        yield from self._review(thing, one)
        yield from coverage_statements(self._names, self._source, thing, _LISTS)

    def _titles(self, one: Description) -> Iterator[Statement]:
        """Yield the whole list; a name that differs from the register's gives way to it."""
        codes = tuple(line.code for line in one.titles)
        yield from title_list_statements([TitleList(uno_id=one.uno_id, codes=codes)], self._names, self._source)
        for line in one.titles:
            if line.name:
                yield from title_statements(self._names, line.code, line.name, self._source)

    def _codes(self, thing: URIRef, one: Description) -> Iterator[Statement]:
        yield from self._groups(thing, one.groups)
        for line in one.codes:
            yield from code_statements(self._names, "nus", line.code, self._source, line.name)
            yield thing, YG.relevantEducationCode, self._iri("nus", line.code)
        for code in one.broader_codes:
            yield from code_statements(self._names, "nus", code, self._source)
            yield thing, DCTERMS.subject, self._iri("nus", code)

    def _educations(self, thing: URIRef, one: Description) -> Iterator[Statement]:
        for uno_id, name in one.educations:
            education = self._iri("education", uno_id[2:])
            yield from self._thing(education, YG.Education, Text(value=name, language="nb"))
            yield education, DCTERMS.identifier, Literal(uno_id)
            yield education, YG.leadsTo, thing

    def _review(self, thing: URIRef, one: Description) -> Iterator[Statement]:
        """Yield the review with its date and organisations; who reviewed it is unknown where only persons are named."""
        if one.reviewed is None and not one.reviewers:
            return
        review = self._iri("review", f"{one.key}--{one.reviewed.isoformat() if one.reviewed else 'utdanning-no'}")
        label = {language: words.format(one.name) for language, words in _REVIEW.items()}
        yield from self._described(review, YG.Review, label)
        yield thing, YG.hasReview, review
        yield from coverage_statements(self._names, self._source, thing, ["hasReview"])
        if one.reviewed:
            yield review, DCTERMS.date, day(one.reviewed)
        for name in one.reviewers:
            organisation, about_it = self._organisation(name)
            yield from about_it
            yield review, YG.reviewedBy, organisation
