"""Tables of facts on pages: their properties, and the properties that they leave out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph.vocab import PREFIXES, YG

from ..collation import alphabetical
from .headings import HEADED
from .values import Section

# Properties shown in the heading or in a section of their own.
_NOT_REPEATED = set(HEADED)
_NOT_REPEATED |= {f"{YG}{how}{end}" for how in ("matched", "unmatched", "ambiguous") for end in ("Sources", "Targets")}
_NOT_REPEATED |= {f"{YG}{name}" for name in ("isMappedFrom", "isMappedTo", "isOfficial")}
# Properties of other vocabularies that pages show; the rest serves programs, which have it in every other format. A
# definition and a description stand at the head of a page.
_ALWAYS = {
    *(PREFIXES["skos"] + name for name in ("altLabel", "broader", "narrower", "inScheme")),
    *(PREFIXES["skos"] + name for name in ("hasTopConcept", "member", "example", "note", "scopeNote", "exactMatch")),
    PREFIXES["dct"] + "rights",
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
    PREFIXES["void"] + "triples",
    PREFIXES["void"] + "dataDump",
    PREFIXES["void"] + "sparqlEndpoint",
}


def list_facts(sections: Mapping[str, Section]) -> list[Section]:
    """Return the sections that a page lists as facts, those of our own properties first."""
    shown = [
        section
        for iri, section in sections.items()
        if iri not in _NOT_REPEATED and (iri.startswith(YG) or iri in _ALWAYS) and not _is_twin(section, sections)
    ]
    return sorted(shown, key=_order)


def list_rest(sections: Mapping[str, Section], shown: Collection[str], left_out: Collection[str]) -> list[Section]:
    """
    Return the sections of a page that has its own place for most properties, except those *shown* or *left_out*.

    A section of another vocabulary is left out, too, where it has only values that our own properties have.
    """
    known = {*HEADED, *shown, *left_out}
    rest = [section for iri, section in sections.items() if iri not in known and not _is_twin(section, sections)]
    return sorted(rest, key=_order)


def _order(section: Section) -> tuple[bool, str]:
    return not section.iri.startswith(YG), alphabetical(section.label.words)


def _is_twin(section: Section, sections: Mapping[str, Section]) -> bool:
    """Return whether a section of another vocabulary has only values that our own properties have, too."""
    if section.iri.startswith(YG) or not all(value.iri for value in section.values):
        return False
    ours = {value.iri for iri, other in sections.items() if iri.startswith(YG) for value in other.values}
    return all(value.iri in ours for value in section.values)
