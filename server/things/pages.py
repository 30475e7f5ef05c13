"""HTML pages about one resource: a general page, and pages of their own for occupations and four other kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template

from graph.kinds import KINDS, PLAIN
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.store import Row
from graph.vocab import PREFIXES, YG, Iri

from ..collation import alphabetical
from ..formats import DOCUMENTS, N_TRIPLES, RESULTS_TSV
from ..languages import Passage, choose
from . import crossings, occupation, release_page, schema_org
from .beginnings import read_beginning
from .headings import HEADED, Heading, make_heading
from .long_lists import find_cuts, linked_questions, linked_sections
from .occupation import occupation_parts, stated_groups
from .page_questions import ask, questions_about
from .release_page import release_parts
from .sources import read_sources
from .tables import FIGURE_QUERIES, figure_parts, paid_groups, read_components
from .texts import describe_texts
from .values import Section, own_text, picked

_TRIPLES = PREFIXES["void"] + "triples"

# Properties shown in the heading or in a section of their own.
_NOT_REPEATED = set(HEADED)
_NOT_REPEATED |= {f"{YG}{how}{end}" for how in ("matched", "unmatched", "ambiguous") for end in ("Sources", "Targets")}
_NOT_REPEATED |= {f"{YG}{name}" for name in ("isMappedFrom", "isMappedTo", "isOfficial")}
# Properties of other vocabularies that pages show; the rest serves programs, which have it in every other format.
_ALWAYS = {
    *(PREFIXES["skos"] + name for name in ("altLabel", "definition", "broader", "narrower", "inScheme")),
    *(PREFIXES["skos"] + name for name in ("hasTopConcept", "member", "example", "note", "scopeNote", "exactMatch")),
    *(PREFIXES["dct"] + name for name in ("description", "rights")),
    *(PREFIXES["dct"] + name for name in ("date", "modified", "dateAccepted", "issued", "publisher", "license")),
    *(PREFIXES["dct"] + name for name in ("source", "isPartOf", "hasPart")),
    *(PREFIXES["schema"] + name for name in ("validFrom", "validThrough")),
    *(PREFIXES["qb"] + name for name in ("dataSet", "structure")),
    *(PREFIXES["xkos"] + name for name in ("numberOfLevels", "depth", "notationPattern")),
    PREFIXES["sdmx-dimension"] + "refPeriod",
    PREFIXES["rdfs"] + "seeAlso",
    PREFIXES["prov"] + "wasDerivedFrom",
    PREFIXES["rdfs"] + "comment",
    PREFIXES["foaf"] + "homepage",
    PREFIXES["sh"] + "severity",
    PREFIXES["dcat"] + "hasCurrentVersion",
    PREFIXES["dcat"] + "isVersionOf",
    *(PREFIXES["dcat"] + name for name in ("dataset", "service", "distribution", "servesDataset", "endpointURL")),
    PREFIXES["dct"] + "description",
    PREFIXES["void"] + "triples",
    PREFIXES["void"] + "dataDump",
    PREFIXES["void"] + "sparqlEndpoint",
}

# Texts in prose; the page states their language.
_PROSE = (
    *(YG + name for name in ("summary", "tasks", "commonTasks", "workplaces", "qualities", "howToBecome")),
    YG + "entryRequirements",
    PREFIXES["dct"] + "description",
)

# The kinds whose pages have sections of their own for long lists.
_WHOLE = frozenset(kind.key for kind in KINDS if kind.template != PLAIN)

# The kinds that have statistics.
_COUNTED = frozenset(kind.key for kind in KINDS if kind.has_figures)

# The queries that only the pages of one kind have.
_QUERIES = {
    "cube": ("components",),
    "crosswalk": ("crosswalk-grounds",),
    "education": ("sources-of",),
    "occupation": occupation.QUERIES,
    "release": release_page.QUERIES,
}


@dataclass(frozen=True)
class _Subject:
    """The resource *iri* of a page with the rows *asked* for it, its sections and its heading."""

    release: Release
    iri: Iri
    language: str
    asked: Mapping[str, list[Row]]
    sections: dict[str, Section]
    heading: Heading


def render_thing(release: Release, iri: Iri, language: str) -> str:
    """Return the page about *iri*, which must exist in *release*."""
    kind = (release.names.split(iri) or ("", ""))[0]
    cuts = [] if kind in _WHOLE else find_cuts(release, iri, language)
    asked = ask(
        release, linked_questions(iri, cuts, language) | questions_about(iri, language, "notices", *_queries(kind))
    )
    sections, incoming = linked_sections(release, iri, cuts, asked, language)
    heading = make_heading(release, iri, sections, language)
    about = _Subject(release, iri, language, asked, sections, heading)
    figures = figure_parts(release, asked, language) if kind in _COUNTED else {}
    context = _common_parts(about) | {
        "incoming": [section for section in incoming.values() if section.iri.startswith(YG)],
        "figures": figures,
    }
    if kind == "occupation":
        return render_template("occupation.html", **context, **_occupation_parts(about, figures))
    template, parts_of = _PAGES.get(kind, ("thing.html", _no_parts))
    return render_template(template, **context, **parts_of(about))


def _common_parts(about: _Subject) -> dict[str, Any]:
    """Return the template variables that all pages have in common."""
    release, asked, sections, language = about.release, about.asked, about.sections, about.language
    pages = load_folder("pages")
    spoken = [own.language for iri in _PROSE if (own := own_text(sections.get(iri), language))]
    return {
        "heading": about.heading,
        "language": language,
        "release": release,
        "sections": sections,
        "facts": _facts(sections),
        "formats": [format_ for format_ in DOCUMENTS if format_.suffix != "html"],
        "picked": picked(sections),
        "notices": _notices(asked["notices"], language),
        "crossings": crossings.crossings(release, asked.get("crossings", []), language),
        "suggestions": crossings.suggestions(release, asked.get("suggested", []), language),
        "suggestions_query": pages["suggested"].text,
        "crossings_query": pages["crossings"].text,
        "most_crossings": crossings.MOST_SHOWN,
        "components": read_components(release, asked.get("components", []), language),
        "components_query": pages["components"].text,
        "texts": describe_texts(spoken, language),
    }


def _occupation_parts(about: _Subject, figures: dict[str, Any]) -> dict[str, Any]:
    parts = occupation_parts(about.release, about.iri, about.asked, about.language)
    blurbs = [other.blurb.language for other in parts["related"] if other.blurb]
    parts |= {"stated_groups": stated_groups(about.sections), "paid": paid_groups(figures)}
    linked = schema_org.occupation(about.iri, about.heading.title, about.sections, parts, about.language)
    return parts | {"blurbs": describe_texts(blurbs, about.language), "schema_org": linked}


def _crosswalk_parts(about: _Subject) -> dict[str, Any]:
    grounds = about.asked["crosswalk-grounds"]
    return crossings.crosswalk_parts(about.release, about.iri, grounds, about.sections, about.language)


def _education_parts(about: _Subject) -> dict[str, Any]:
    return {"sources": read_sources(about.release, about.asked["sources-of"], about.language)}


def _release_parts(about: _Subject) -> dict[str, Any]:
    described = [value for section in picked(about.sections)(_TRIPLES) for value in section.values]
    parts = release_parts(about.release, about.iri, about.asked, about.language)
    return parts | {"described": sum(int(value.cell.value) for value in described)}


def _example_parts(about: _Subject) -> dict[str, Any]:
    example = load_folder("examples")[about.heading.key]
    answer = about.release.store.answer(example.text, results=RESULTS_TSV.media_type, graphs=N_TRIPLES.media_type)
    return {"example": example, "found": read_beginning(answer)}


def _no_parts(_about: _Subject) -> dict[str, Any]:
    return {}


# The kinds with a template of their own, and the function of its additional variables.
_PAGES: dict[str, tuple[str, Callable[[_Subject], dict[str, Any]]]] = {
    "crosswalk": ("crosswalk.html", _crosswalk_parts),
    "education": ("education.html", _education_parts),
    "release": ("release.html", _release_parts),
    "query": ("example.html", _example_parts),
}


def _facts(sections: dict[str, Section]) -> list[Section]:
    """Return the sections that a page lists as facts, those of our own properties first."""
    shown = [
        section
        for iri, section in sections.items()
        if iri not in _NOT_REPEATED and (iri.startswith(YG) or iri in _ALWAYS) and not _is_twin(section, sections)
    ]
    return sorted(shown, key=lambda section: (not section.iri.startswith(YG), alphabetical(section.label.words)))


def _is_twin(section: Section, sections: dict[str, Section]) -> bool:
    """Return whether a section of another vocabulary has only values that our own properties have, too."""
    if section.iri.startswith(YG) or not all(value.iri for value in section.values):
        return False
    ours = {value.iri for iri, other in sections.items() if iri.startswith(YG) for value in other.values}
    return all(value.iri in ours for value in section.values)


def _queries(kind: str) -> list[str]:
    """Return the keys of the queries for pages of *kind*, in addition to those of every page."""
    found = ["crossings"] if kind in crossings.KINDS else []
    found += ["suggested"] if kind in crossings.SUGGESTED else []
    found += FIGURE_QUERIES if kind in _COUNTED else []
    return [*found, *_QUERIES.get(kind, ())]


def _notices(rows: list[Row], language: str) -> list[Passage]:
    """Return the notices that the licences of the sources require, each sentence once."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["source"].value, {})[row["notice"].language] = row["notice"].value
    chosen = (choose(words, language) for words in found.values())
    return list(dict.fromkeys(notice for notice in chosen if notice))
