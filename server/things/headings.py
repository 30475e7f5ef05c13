"""Page headings: name in the reader's language, other names, code and class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.reading.release import Release
from graph.vocab import PREFIXES, YG, Iri

from ..languages import Passage, ReaderLanguage, choose
from ..messages import find_message
from .nameless import name_code
from .values import Section, edition, term_label

_LABELS = (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["dct"] + "title")
_TYPE = PREFIXES["rdf"] + "type"
_CONCEPT = PREFIXES["skos"] + "Concept"
_NOTATION = PREFIXES["skos"] + "notation"
# The properties that a heading shows.
HEADED = (*_LABELS, _TYPE, _NOTATION)
# The kinds with official names, in the languages that their sources have.
_NAMED_BY_SOURCES = frozenset(["occupation", "styrk08", "isco08", "nus"])


@dataclass(frozen=True)
class Heading:
    """The heading of a page: the resource, its title and other ``names``, its code ('' for none) and its class."""

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

    def lacks_name_in(self, language: ReaderLanguage) -> bool:
        """Return whether no source names this occupation or code in the content language of *language*."""
        spoken = self.title.language
        return self.kind in _NAMED_BY_SOURCES and bool(spoken) and spoken != language.content


def make_heading(release: Release, iri: Iri, sections: Mapping[str, Section], language: ReaderLanguage) -> Heading:
    """Return the heading of *iri*: title and other names, code, and its most specific class with a name."""
    kind, key = release.names.split(iri) or ("", "")
    names: dict[str, str] = {}
    for property_ in _LABELS:
        for value in sections[property_].values if property_ in sections else ():
            names.setdefault(value.cell.language, value.cell.value)
    code = sections[_NOTATION].values[0].cell.value if _NOTATION in sections else ""
    title = choose(names, language) or _unnamed(release, kind, code or key, language)
    # Checks and findings are named by full sentences, which are not repeated in other languages.
    told = {words: spoken for spoken, words in reversed(names.items()) if words != title.words}
    others = [Passage(words, spoken) for words, spoken in reversed(told.items())]
    others = [name for name in others if kind != "finding" and not name.words.endswith(".")]
    # "STYRK-08 group" is more specific than "classification item".
    kind_words = find_message(f"one_{kind}", language.interface)
    own_class = term_label(release.terms, _own_class(release, sections), language)
    class_label = Passage(kind_words, language.interface) if kind_words else own_class
    return Heading(iri, kind, key, title, others, code, class_label)


def _unnamed(release: Release, kind: str, code: str, language: ReaderLanguage) -> Passage:
    words = name_code(release, kind, code, language)
    return words if words.words == code else Passage(f"{code}, {words.words}", words.language)


def _own_class(release: Release, sections: Mapping[str, Section]) -> str:
    """Return the class for the heading: our own before those of others, with a name before without."""
    classes = [value.cell.value for value in sections[_TYPE].values] if _TYPE in sections else []
    by_definition = {f"{YG}{name}" for name in ("SharedJobTitle", "SpecialistJobTitle", "RegulatedOccupation")}
    own = [class_ for class_ in classes if class_.startswith(YG) and class_ not in by_definition]
    # skos:Concept is the least specific class.
    named = sorted((class_ for class_ in classes if class_ in release.terms), key=_CONCEPT.__eq__)
    return (own or named or classes or [""])[0]
