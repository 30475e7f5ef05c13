"""The variables of the page about an occupation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from graph.reading.query_files import load_folder
from graph.vocab import PREFIXES, YG

from ...charts.ranges import Row as BarRow
from ..cards import NamedLink, OccupationCard, read_cards
from ..crossings import MOST_SHOWN, CrossingLine, suggestions
from ..facts import list_rest
from ..pay import HeadlinePay, read_headlines
from ..sources import Source, read_sources
from ..subject import ResourcePage, Subject
from ..sums import Sum, related_sums
from ..tables import FigureTables, Names, figure_tables
from ..texts import Texts, describe_texts
from ..values import Section, Value
from . import schema_org
from .codes import Coded, read_codes
from .educations import Learnt, Level, cut, find_leading, read_educations
from .path import Step, find_steps
from .pay_series import draw_pay_by_sex, draw_rows, pay_by_sex
from .related import Related, list_alike, list_stated, read_related
from .skills import Skills, summarise_skills
from .statistics_sections import StatisticsSection, read_statistics_sections
from .titles import TitleGroup, title_groups

# Managers have up to three hundred codes by crosswalks; the CSV table has all of them.
_MOST_CODES = 100
# Some occupations have thirty educations; a list that exceeds the limit by a few is shown in full.
_MOST_EDUCATIONS, _FEW_MORE = 10, 5
# The queries of this page, in addition to those of every page.
QUERIES = (
    "group-names", "titles", "related-unnamed", "code-names", "educations-filed", "sources-of", "path",
    "authorisations",
    "counted-with-related", "page-statistics", "skills-unnamed", "skill-lenders",
    "has-job-market", "has-companies",
)  # fmt: skip


# The properties that sections of the page show; a table of facts has the rest.
SHOWN = frozenset((
    *(YG + name for name in ("summary", "tasks", "commonTasks", "workplaces", "qualities", "howToBecome")),
    *(YG + name for name in ("howToSpecialise", "furtherEducation", "payNote")),
    *(YG + name for name in ("hasEducationPath", "requiresAuthorisation", "hasEducation", "relevantEducationCode")),
    *(YG + name for name in ("hasSpecialisation", "hasInterest", "relatedOccupation", "hasJobTitle", "classifiedIn")),
    *(YG + name for name in ("hasEducationGroup", "hasStatistics", "hasReview", "interviewCount")),
    *(PREFIXES["dct"] + name for name in ("description", "identifier")),
    YG + "skillsFrom",
    PREFIXES["prov"] + "wasDerivedFrom",
))  # fmt: skip
# The properties that the page leaves out, with the reason.
LEFT_OUT = {
    YG + "hasRelatedLink": "a resource for each related occupation, whose strength and reasons the page shows",
    YG + "isLinkedBy": "the same in the other direction; it is part of the pages of the other occupations",
    YG + "isMappedTo": "a resource for each mapping, of which the page shows the suggested titles",
    PREFIXES["skos"] + "related": "the related occupations again",
}
# The links that the page need not read, by their way: it asks for related occupations with their reasons, and each of
# the incoming links is the inverse of one of its own.
UNREAD = {
    "to": (*LEFT_OUT, YG + "relatedOccupation"),
    "from": (
        *(YG + name for name in ("linkTo", "linkFrom", "mapsTo", "mapsFrom")),
        *(YG + name for name in ("jobTitleOf", "specialisationOf", "classifies", "relevantFor", "covers")),
        *(YG + name for name in ("interestOf", "leadsTo", "authorisationFor")),
        *(PREFIXES["xkos"] + name for name in ("targetConcept", "sourceConcept")),
        PREFIXES["skos"] + "related",
    ),
}

# The links whose names the page has from queries of its own.
UNNAMED = frozenset((YG + "hasJobTitle", YG + "skillsFrom", PREFIXES["prov"] + "wasDerivedFrom"))


@dataclass(frozen=True, kw_only=True)
class OccupationPage(ResourcePage):
    """
    The variables of ``occupation.html``.

    ``levels`` has the visible study programmes and ``more_levels`` those behind a click; ``paid`` is the pay in its
    groups, ``pay_bars`` the bars of these, ``pay_by_sex`` a drawing of the headline group over the years, ``skills``
    those of ESCO, ``blurbs`` the languages of the texts about related occupations. Of these, ``alike`` share
    features with it, and ``stated_related`` are listed by a page.
    """

    template: ClassVar[str] = "occupation.html"

    texts: Texts
    title_groups: Sequence[TitleGroup]
    distinct_titles: int
    listed_titles: int
    shared_titles: int
    unknown_titles: int
    titles: Sequence[NamedLink]
    related: Sequence[Related]
    alike: Sequence[Related]
    stated_related: Sequence[Related]
    blurbs: Texts
    card: OccupationCard
    cards_by_key: Mapping[str, OccupationCard]
    has_job_market: bool
    has_companies: bool
    codes: Sequence[Coded]
    most_codes: int
    codes_query: str
    leading: Sequence[Learnt]
    number_of_educations: int
    levels: Sequence[Level]
    more_levels: Sequence[Level]
    levels_query: str
    rest: Sequence[Section]
    sources: Sequence[Source]
    steps: Sequence[Step]
    statistics: Sequence[StatisticsSection]
    sums: Sequence[Sum]
    figures: FigureTables
    paid: Sequence[HeadlinePay]
    pay_bars: Sequence[BarRow]
    pay_by_sex: Markup | None
    skills: Skills
    skills_query: str
    suggestions: Sequence[CrossingLine]
    suggestions_query: str
    most_crossings: int
    schema_org: Mapping[str, Any]
    yg: str
    # They stand under the heading of the data.
    tail_level: int = 3


def make_occupation_page(about: Subject) -> OccupationPage:
    """Return the page about an occupation, from the rows of ``QUERIES`` and of the queries of every page."""
    release, found, language, pages = about.release, about.found, about.language, load_folder("pages")
    groups = title_groups(release, found, language)
    titles = [title for group in groups for title in group.titles]
    related = read_related(release, found["related-unnamed"], language)
    cards = read_cards(release, language, [about.heading.key, *(other.key for other in related)], about.now)
    for other in related:
        other.name = cards[other.key].name if other.key in cards else other.name
    levels = read_educations(release, found["educations-filed"], about.sections, language)
    number = sum(len(level.learnt) for level in levels)
    shown, rest = cut(levels, _MOST_EDUCATIONS if number > _MOST_EDUCATIONS + _FEW_MORE else number)
    leading, stated = find_leading(levels), stated_groups(about.sections)
    figures = figure_tables(release, found, language, about.now)
    names = Names(release, found["figure-codes"], language)
    card = cards[about.heading.key]
    paid = read_headlines(release.names, found["pay"], names, language, about.now)
    # The group of the headline leads.
    paid.sort(key=lambda pay: card.pay is None or pay.code != card.pay.code)
    return OccupationPage(
        **about.variables(),
        texts=about.texts(),
        title_groups=groups,
        distinct_titles=len(titles),
        listed_titles=sum(title.times for title in titles),
        shared_titles=sum(title.shared is True for title in titles),
        unknown_titles=sum(title.shared is None for title in titles),
        titles=[NamedLink(title.href, title.label) for title in titles],
        related=related,
        alike=list_alike(related),
        stated_related=list_stated(related),
        card=card,
        cards_by_key=cards,
        has_job_market=bool(found["has-job-market"]),
        has_companies=bool(found["has-companies"]),
        blurbs=describe_texts([other.blurb.language for other in related if other.blurb], language),
        codes=read_codes(release, found["code-names"], language),
        most_codes=_MOST_CODES,
        codes_query=pages["codes"].text,
        leading=leading,
        number_of_educations=number,
        levels=shown,
        more_levels=rest,
        levels_query=pages["educations"].text,
        rest=list_rest(about.sections, SHOWN, LEFT_OUT),
        sources=read_sources(release, found["sources-of"], language, about.now),
        steps=find_steps(release, found, language, card),
        statistics=read_statistics_sections(release, found["page-statistics"], language),
        sums=related_sums(release, about.iri, found["counted-with-related"], language),
        figures=figures,
        paid=paid,
        pay_bars=draw_rows(paid),
        pay_by_sex=_draw_by_sex(about, card, names),
        skills=summarise_skills(release, found, language),
        skills_query=pages["skills"].text,
        suggestions=suggestions(release, found["suggested-names"], language),
        suggestions_query=pages["suggested"].text,
        most_crossings=MOST_SHOWN,
        schema_org=schema_org.occupation(about, leading, stated, groups, paid),
        yg=YG,
    )


def _draw_by_sex(about: Subject, card: OccupationCard, names: Names) -> Markup | None:
    rows = about.found["pay"]
    group = next((row["group"].value for row in rows if card.pay and row["code"].value == card.pay.code), "")
    drawing = draw_pay_by_sex(pay_by_sex(rows, group, names), about.language)
    return drawing.markup if drawing else None


def stated_groups(sections: Mapping[str, Section]) -> list[Value]:
    """Return the STYRK-08 groups of an occupation; its STYRK-98 groups are shown with their titles."""
    found = sections.get(f"{YG}classifiedIn")
    return [value for value in found.values if "/styrk08/" in value.href] if found else []
