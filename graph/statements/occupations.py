"""
Occupation records as statements.

The writer states the facts of a page; consequences (inverse links, groups, counts) are left to the rules in
``queries/rules``, so that every derived statement can name its rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rdflib.namespace import DCTERMS, RDFS, SKOS, XSD
from rdflib.term import Literal, URIRef

from ..literals import YG, day, decimal, runs, text, whole
from ..model import (
    EducationGroup,
    EducationPath,
    OccupationRecord,
    RelatedOccupation,
    Specialisation,
    StatisticsSection,
    Text,
    TitleLine,
    TrainingStage,
)
from ..vocab import Statement
from .codes import title_statements
from .coverage import coverage_statements
from .source_writer import SourceWriter

_PROSE = (
    ("summary", YG.summary, "\n\n"),
    ("tasks", YG.tasks, "\n\n"),
    ("common_tasks", YG.commonTasks, "\n"),
    ("workplaces", YG.workplaces, "\n\n"),
    ("qualities", YG.qualities, "\n\n"),
    ("education", YG.howToBecome, "\n\n"),
)


# The lists of a page, by field of the record. A page without a list is silent about it.
_LISTS = {
    "titles": "hasJobTitle",
    "education_group": "hasEducationGroup",
    "specialisations": "hasSpecialisation",
    "authorisation": "requiresAuthorisation",
    "review": "hasReview",
    "related": "relatedOccupation",
}


class OccupationWriter(SourceWriter):
    """Writer of one occupation from one source; every subject it describes is derived from *source*."""

    def statements(self, record: OccupationRecord) -> Iterator[Statement]:
        """Yield all statements of *record*."""
        occupation = self._iri("occupation", record.key)
        yield from self._thing(occupation, YG.Occupation, *record.names)
        if record.authorisation_for_part:
            yield occupation, YG.authorisationForPart, Literal(True)
        if record.protected_title is not None:
            yield occupation, YG.protectedTitle, Literal(record.protected_title)
        if record.video:
            yield occupation, YG.videoTitle, text(record.video)
        yield from ((occupation, YG.interviewedRole, text(role)) for role in record.interview_roles)
        for picture in record.pictures:
            yield self._iri("related", f"{record.key}--{picture.key}"), YG.depictionText, text(picture.text)
        if record.interviews:
            yield occupation, YG.interviewCount, whole(record.interviews)
        yield from coverage_statements(self._names, self._source, occupation, _listed(record))
        for field, property_, joint in _PROSE:
            for literal in runs(getattr(record, field), joint):
                yield occupation, property_, literal
        yield from self._review(occupation, record)
        yield from self._authorisation(occupation, record)
        if record.path:
            yield from self._path(occupation, record, record.path)
        for specialisation in record.specialisations:
            yield from self._specialisation(occupation, specialisation)
        if record.education_group:
            yield from self._education_group(occupation, record.education_group)
        for section in record.statistics:
            yield from self._section(occupation, section)
        yield from self._titles(occupation, record.titles)
        for position, related in enumerate(record.related, start=1):
            yield from self._related(occupation, record, related, position)

    def _review(self, occupation: URIRef, record: OccupationRecord) -> Iterator[Statement]:
        if not record.review:
            return
        review = self._iri("review", record.key)
        label = _worded(
            record, {"nb": "Gjennomgang av {}", "nn": "Gjennomgang av {}", "en": "Review of {}"}, inside=True
        )
        yield from self._described(review, YG.Review, label)
        yield occupation, YG.hasReview, review
        for name in record.review.organisations or (record.review.organisation,):
            organisation, about_it = self._organisation(name)
            yield from about_it
            yield review, YG.reviewedBy, organisation
        if record.review.date:
            yield review, DCTERMS.date, day(record.review.date)

    def _authorisation(self, occupation: URIRef, record: OccupationRecord) -> Iterator[Statement]:
        if not record.authorisation:
            return
        authorisation = self._iri("authorisation", record.authorisation.key)
        phrases = {"nb": "Autorisasjon som {}", "nn": "Autorisasjon som {}", "en": "Authorisation as {}"}
        if profession := record.authorisation.profession:
            label = {"nb": phrases["nb"].format(profession)}
        else:
            label = _worded(record, phrases, inside=True)
        yield from self._described(authorisation, YG.Authorisation, label)
        yield occupation, YG.requiresAuthorisation, authorisation
        if record.authorisation.authority:
            organisation, about_it = self._organisation(record.authorisation.authority)
            yield from about_it
            yield authorisation, YG.grantedBy, organisation

    def _path(self, occupation: URIRef, record: OccupationRecord, path: EducationPath) -> Iterator[Statement]:
        iri = self._iri("education-path", record.key)
        phrases = {"nb": "Utdanningsvei: {}", "nn": "Utdanningsveg: {}", "en": "Education path: {}"}
        yield from self._described(iri, YG.EducationPath, _worded(record, phrases))
        yield occupation, YG.hasEducationPath, iri
        if path.programme:
            yield iri, YG.programme, text(path.programme)
        if path.years is not None:
            yield iri, YG.programmeYears, decimal(path.years)
        if path.minimum_years is not None:
            yield iri, YG.minimumSpecialisationYears, decimal(path.minimum_years)
        for position, stage in enumerate(path.stages, start=1):
            yield iri, YG.hasTrainingStage, self._iri("training", stage.key)
            yield from self._stage(stage, position)
        for earlier, later in zip(path.stages, path.stages[1:], strict=False):
            yield self._iri("training", earlier.key), YG.nextStage, self._iri("training", later.key)

    def _stage(self, stage: TrainingStage, position: int) -> Iterator[Statement]:
        iri = self._iri("training", stage.key)
        label = dict.fromkeys(("nb", "nn", "en"), stage.name)
        yield from self._described(iri, YG.TrainingStage, label)
        yield iri, YG.position, whole(position)
        if stage.months is not None:
            yield iri, YG.months, whole(stage.months)
        for number, part in enumerate(stage.parts, start=1):
            part_iri = self._iri("training", f"{stage.key}-{part.key}")
            yield from self._described(part_iri, YG.TrainingStage)
            yield part_iri, RDFS.label, Literal(f"{stage.name}: {part.place.value}", lang=part.place.language)
            yield part_iri, YG.place, text(part.place)
            yield part_iri, YG.months, whole(part.months)
            yield part_iri, YG.position, whole(number)
            yield iri, YG.hasPart, part_iri

    def _specialisation(self, occupation: URIRef, item: Specialisation) -> Iterator[Statement]:
        iri = self._iri("specialisation", item.key)
        yield from self._thing(iri, YG.Specialisation, Text(value=item.name, language="nb"))
        yield occupation, YG.hasSpecialisation, iri
        for name in item.other_names:
            yield iri, SKOS.altLabel, Literal(name, lang="nb")
        if item.code:
            yield iri, YG.educationCode, self._iri("nus", item.code)

    def _education_group(self, occupation: URIRef, group: EducationGroup) -> Iterator[Statement]:
        iri = self._iri("education-group", group.key)
        yield from self._thing(iri, YG.EducationGroup, group.name)
        yield occupation, YG.hasEducationGroup, iri
        for member in group.members:
            code = self._iri("nus", member.code)
            yield from self._thing(code, YG.EducationCode, Text(value=member.name, language="nb"))
            yield code, SKOS.notation, Literal(member.code)
            yield code, SKOS.inScheme, self._iri("scheme", "nus")
            yield iri, SKOS.member, code

    def _section(self, occupation: URIRef, section: StatisticsSection) -> Iterator[Statement]:
        iri = self._iri("statistics", section.key)
        yield from self._described(iri, YG.StatisticsSection)
        yield iri, RDFS.label, text(section.heading)
        yield occupation, YG.hasStatistics, iri
        organisation, about_it = self._organisation(section.source)
        yield from about_it
        yield iri, YG.figuresFrom, organisation
        yield iri, YG.publicationYear, Literal(str(section.published), datatype=XSD.gYear)
        if section.reference:
            yield iri, YG.referencePeriod, Literal(section.reference, datatype=XSD.gYearMonth)
        if section.group:
            yield iri, YG.countsGroup, self._iri("education-group", section.group)

    def _titles(self, occupation: URIRef, lines: Iterable[TitleLine]) -> Iterator[Statement]:
        times = Counter((line.code, line.name) for line in lines)
        for (code, name), count in times.items():
            iri = self._iri("title", code)
            yield from title_statements(self._names, code, name, self._source)
            yield occupation, YG.hasJobTitle, iri
            if count > 1:
                yield iri, YG.timesListed, whole(count)

    def _related(
        self, occupation: URIRef, record: OccupationRecord, related: RelatedOccupation, position: int
    ) -> Iterator[Statement]:
        other = self._iri("occupation", related.key)
        yield from self._thing(other, YG.Occupation, related.name)
        yield occupation, YG.relatedOccupation, other
        link = self._iri("related", f"{record.key}--{related.key}")
        label: dict[str, str] = {related.name.language: f"{record.names[0].value} → {related.name.value}"}
        yield from self._described(link, YG.RelatedLink, label)
        yield occupation, YG.hasRelatedLink, link
        yield link, YG.linkTo, other
        if related.blurb:
            yield link, YG.blurb, text(related.blurb)
        reason = self._iri("reason", f"{record.key}--{related.key}--page")
        yield from self._described(
            reason,
            YG.Reason,
            {"nb": f"Nr. {position} på siden", "nn": f"Nr. {position} på sida", "en": f"No. {position} on the page"},
        )
        yield link, YG.hasReason, reason
        yield reason, YG.reasonKind, YG.statedOnPage
        yield reason, YG.reasonNumber, whole(position)


def _listed(record: OccupationRecord) -> list[str]:
    """
    Return the local names of the properties whose lists *record* has.

    A text that says that anybody may use the title gives an empty list of authorisations.
    """
    given = [property_ for field, property_ in _LISTS.items() if getattr(record, field)]
    return [*given, _LISTS["authorisation"]] if record.protected_title is False else given


def _worded(record: OccupationRecord, phrases: Mapping[str, str], *, inside: bool = False) -> dict[str, str]:
    """Return *phrases* by language with the occupation's name in that language, or in any, in place of ``{}``."""
    names: dict[str, str] = {name.language: name.value for name in reversed(record.names)}
    worded = {}
    for language, phrase in phrases.items():
        name = names.get(language, record.names[0].value)
        # Inside a phrase a common noun has no capital; an abbreviation (NAV-veileder) keeps its own.
        small = inside and not name[1:2].isupper()
        worded[language] = phrase.format(name[:1].lower() + name[1:] if small else name)
    return worded
