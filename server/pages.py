"""The HTML page about one thing: one page for every kind, and a fuller one for an occupation and an example query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template

from graph.queries import load_folder
from graph.release import Release
from graph.store import Row
from graph.vocab import PREFIXES, YG, Iri

from . import crossings, occupation, release_page, schema_org
from .asking import ask, questions_about
from .beginnings import read_beginning
from .collation import alphabetical
from .formats import DOCUMENTS, N_TRIPLES, RESULTS_TSV
from .languages import Passage, choose
from .long_lists import find_cuts, linked_questions, linked_sections
from .messages import find_message
from .occupation import occupation_parts, stated_groups
from .release_page import release_parts
from .sources import read_sources
from .tables import FIGURE_QUERIES, figure_parts, paid_groups, read_components
from .texts import describe_texts
from .values import Section, edition, own_text, picked, term_label

_LABELS = (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["dct"] + "title")
_TYPE = PREFIXES["rdf"] + "type"
_CONCEPT = PREFIXES["skos"] + "Concept"
_TRIPLES = PREFIXES["void"] + "triples"
_NOTATION = PREFIXES["skos"] + "notation"

# Shown in the heading, or by a part of the page made for them.
_NOT_REPEATED = {*_LABELS, _TYPE, _NOTATION}
_NOT_REPEATED |= {f"{YG}{how}{end}" for how in ("matched", "unmatched", "ambiguous") for end in ("Sources", "Targets")}
_NOT_REPEATED |= {f"{YG}{name}" for name in ("isMappedFrom", "isMappedTo", "isOfficial")}
# What other vocabularies say that a reader should see; the rest is for programs, and is in every format but this.
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

# Texts written by people, whose language a page tells.
_PROSE = (
    *(YG + name for name in ("summary", "tasks", "commonTasks", "workplaces", "qualities", "howToBecome")),
    YG + "entryRequirements",
    PREFIXES["dct"] + "description",
)

# The kinds of things whose page has parts of its own for what they have many of.
_WHOLE = frozenset(("occupation", "education", "crosswalk", "release", "query"))

# The kinds of things that figures are of.
_COUNTED = frozenset(("occupation", "education", "styrk08", "nus"))

# The queries that the page about a thing of a kind has of its own.
_QUERIES = {
    "cube": ("components",),
    "crosswalk": ("crosswalk-grounds",),
    "education": ("sources-of",),
    "occupation": occupation.QUERIES,
    "release": release_page.QUERIES,
}


@dataclass(frozen=True)
class Heading:
    """What stands at the top of a page: the thing, its names, its code, and what kind of thing it is."""

    iri: Iri
    kind: str
    key: str
    title: Passage
    names: list[Passage]
    code: str
    class_label: Passage

    @property
    def edition(self) -> str:
        """The edition of the code, '' for none."""
        return edition(self.kind)


def render_thing(release: Release, iri: Iri, language: str) -> str:
    """Return the page about *iri*, which must exist in *release*."""
    pages = load_folder("pages")
    kind = (release.names.split(iri) or ("", ""))[0]
    cuts = [] if kind in _WHOLE else find_cuts(release, iri, language)
    asked = ask(
        release, linked_questions(iri, cuts, language) | questions_about(iri, language, "notices", *_queries(kind))
    )
    sections, incoming = linked_sections(release, iri, cuts, asked, language)
    heading = make_heading(release, iri, sections, language)
    context: dict[str, Any] = {
        "heading": heading,
        "language": language,
        "release": release,
        "sections": sections,
        "facts": _facts(sections),
        "incoming": [section for section in incoming.values() if section.iri.startswith(YG)],
        "formats": [format_ for format_ in DOCUMENTS if format_.suffix != "html"],
        "picked": picked(sections),
        "notices": _notices(asked["notices"], language),
        "figures": {},
        "crossings": crossings.crossings(release, asked.get("crossings", []), language),
        "suggestions": crossings.suggestions(release, asked.get("suggested", []), language),
        "suggestions_query": pages["suggested"].text,
        "crossings_query": pages["crossings"].text,
        "most_crossings": crossings.MOST_SHOWN,
        "components": read_components(release, asked.get("components", []), language),
        "components_query": pages["components"].text,
    }
    spoken = [own.language for iri in _PROSE if (own := own_text(sections.get(iri), language))]
    context["texts"] = describe_texts(spoken, language)
    if heading.kind in _COUNTED:
        context["figures"] = figure_parts(release, asked, language)
    if heading.kind == "crosswalk":
        parts = crossings.crosswalk_parts(release, iri, asked["crosswalk-grounds"], sections, language)
        return render_template("crosswalk.html", **context, **parts)
    if heading.kind == "education":
        sources = read_sources(release, asked["sources-of"], language)
        return render_template("education.html", **context, sources=sources)
    if heading.kind == "occupation":
        parts = occupation_parts(release, iri, asked, language)
        blurbs = [other.blurb.language for other in parts["related"] if other.blurb]
        context["blurbs"] = describe_texts(blurbs, language)
        parts |= {"stated_groups": stated_groups(sections), "paid": paid_groups(context["figures"])}
        linked = schema_org.occupation(iri, heading.title, sections, parts, language)
        return render_template("occupation.html", **context, **parts, schema_org=linked)
    if heading.kind == "release":
        described = sum(int(value.cell.value) for section in context["picked"](_TRIPLES) for value in section.values)
        parts = release_parts(release, iri, asked, language)
        return render_template("release.html", **context, **parts, described=described)
    if heading.kind == "query":
        return render_template("example.html", **context, **_example_parts(release, heading.key))
    return render_template("thing.html", **context)


def make_heading(release: Release, iri: Iri, sections: dict[str, Section], language: str) -> Heading:
    """Choose the title, the other names, the code and the most telling class of a thing."""
    kind, key = release.names.split(iri) or ("", "")
    names: dict[str, str] = {}
    for property_ in _LABELS:
        for value in sections[property_].values if property_ in sections else ():
            names.setdefault(value.cell.language, value.cell.value)
    code = sections[_NOTATION].values[0].cell.value if _NOTATION in sections else ""
    title = choose(names, language) or Passage(code or key, "")
    # A whole sentence, as checks and findings have, is no name that one would want in other languages too.
    others = [Passage(words, spoken) for spoken, words in names.items() if words != title.words]
    others = [name for name in others if kind != "finding" and not name.words.endswith(".")]
    # "Group of STYRK-08" tells a reader more than "classification item" does.
    kind_words = find_message(f"one_{kind}", language)
    own_class = term_label(release.terms, _own_class(release, sections), language)
    class_label = Passage(kind_words, language) if kind_words else own_class
    return Heading(iri, kind, key, title, others, code, class_label)


def _own_class(release: Release, sections: dict[str, Section]) -> str:
    """Return the class a reader knows the thing by: ours before others', one with a name before one without."""
    classes = [value.cell.value for value in sections[_TYPE].values] if _TYPE in sections else []
    by_definition = {f"{YG}SharedJobTitle", f"{YG}RegulatedOccupation"}
    own = [class_ for class_ in classes if class_.startswith(YG) and class_ not in by_definition]
    # That a thing is a concept tells a reader the least.
    named = sorted((class_ for class_ in classes if class_ in release.terms), key=_CONCEPT.__eq__)
    return (own or named or classes or [""])[0]


def _facts(sections: dict[str, Section]) -> list[Section]:
    """Return the sections a page lists as facts, our own properties first."""
    shown = [
        section
        for iri, section in sections.items()
        if iri not in _NOT_REPEATED and (iri.startswith(YG) or iri in _ALWAYS) and not _is_twin(section, sections)
    ]
    return sorted(shown, key=lambda section: (not section.iri.startswith(YG), alphabetical(section.label.words)))


def _is_twin(section: Section, sections: dict[str, Section]) -> bool:
    """Return whether a section of another vocabulary only repeats what ours say in broader terms."""
    if section.iri.startswith(YG) or not all(value.iri for value in section.values):
        return False
    ours = {value.iri for iri, other in sections.items() if iri.startswith(YG) for value in other.values}
    return all(value.iri in ours for value in section.values)


def _queries(kind: str) -> list[str]:
    """Return the keys of what a page about a thing of *kind* asks beyond what every page does."""
    found = ["crossings"] if kind in crossings.KINDS else []
    found += ["suggested"] if kind in crossings.SUGGESTED else []
    found += FIGURE_QUERIES if kind in _COUNTED else []
    return [*found, *_QUERIES.get(kind, ())]


def _notices(rows: list[Row], language: str) -> list[Passage]:
    """Return what the licences of the thing's sources ask to have shown, each sentence once."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["source"].value, {})[row["notice"].language] = row["notice"].value
    chosen = (choose(words, language) for words in found.values())
    return list(dict.fromkeys(notice for notice in chosen if notice))


def _example_parts(release: Release, key: str) -> dict[str, Any]:
    example = load_folder("examples")[key]
    answer = release.store.answer(example.text, results=RESULTS_TSV.media_type, graphs=N_TRIPLES.media_type)
    return {"example": example, "found": read_beginning(answer)}
