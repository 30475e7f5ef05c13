"""Values on pages: query rows as values with readable names, grouped by property."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from graph.kinds import find_kind
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.reading.terms import Term
from graph.vocab import YG, Names, find_licence, shorten

from ..collation import alphabetical
from ..dates import write_date
from ..languages import NOTHING, Passage, ReaderLanguage, choose, choose_in
from ..numbers import write_number
from .nameless import name_code

_XSD = "http://www.w3.org/2001/XMLSchema#"
# The datatypes of numbers.
NUMBERS = {f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float", "nonNegativeInteger")}
_DATES = {f"{_XSD}date", f"{_XSD}gYearMonth"}
_FORMER_CLASS = f"{YG}formerClass"
YES_OR_NO = {"nb": ("nei", "ja"), "nn": ("nei", "ja"), "en": ("no", "yes")}


@dataclass
class Value:
    """
    A value of a property: ``cell`` is the term, ``shown`` its words on the page.

    ``names`` are its names by language; ``href``, ``notation`` and ``edition`` are '' where it has none.
    """

    cell: Cell
    names: dict[str, str] = field(default_factory=dict)
    notation: str = ""
    href: str = ""
    shown: Passage = NOTHING
    edition: str = ""

    @property
    def iri(self) -> str:
        """The IRI, or '' for a literal."""
        return self.cell.value if self.cell.kind == "uri" else ""


@dataclass
class Section:
    """
    The values of one property, with the label and definition of the property.

    A property with too many values for a page has the first of ``total`` in ``values``, and the address of the full
    list in ``more``; otherwise these are 0 and ''.
    """

    iri: str
    label: Passage
    definition: Passage | None
    values: list[Value]
    total: int = 0
    more: str = ""

    @property
    def key(self) -> str:
        """The prefixed name of the property with a hyphen for the colon, for anchors and for the choice of a layout."""
        return shorten(self.iri).replace(":", "-")


def address(iri: str, names: Names) -> str:
    """Return the address of a link to *iri*: a path for our own documents, so that pages work under any host; or ''."""
    return _address(iri, names.split(iri))


def _address(iri: str, found: tuple[str, str] | None) -> str:
    """Return the address of a link to *iri*, whose kind and key are *found*."""
    if found:
        return f"/doc/{found[0]}/{found[1]}"
    return iri if iri.startswith(("http://", "https://")) else ""


def edition(kind: str) -> str:
    """Return the name of the edition of codes of *kind*, such as STYRK-08; '' for other kinds."""
    # Equal digits have different meanings in different editions, so a code is always shown with its edition.
    return find_kind(kind).edition


def term_label(terms: Mapping[str, Term], iri: str, language: ReaderLanguage) -> Passage:
    """Return the label of a class or property in *language*; its shortened IRI where it has none."""
    term = terms.get(iri)
    return (choose_in(term.labels, language.interface) if term else None) or Passage(shorten(iri), "")


def group_values(rows: Iterable[Row], release: Release, language: ReaderLanguage) -> dict[str, Section]:
    """Group *rows* (property, value, and any of name, notation) into sections by property IRI."""
    sections: dict[str, Section] = {}
    seen: dict[tuple[str, Cell], Value] = {}
    for row in rows:
        property_, cell = row["property"].value, row["value"]
        section = sections.get(property_)
        if section is None:
            section = sections[property_] = make_section(release, property_, [], language)
        value = seen.get((property_, cell))
        if value is None:
            value = seen[property_, cell] = Value(cell)
            section.values.append(value)
        collect(value, row)
    for section in sections.values():
        for value in section.values:
            finish(value, release, language)
        section.values.sort(key=_place)
        if section.iri == _FORMER_CLASS:
            # A class without a name adds nothing for a reader to the named classes of the resource.
            section.values = [value for value in section.values if value.iri in release.terms] or section.values
    return sections


def make_section(release: Release, iri: str, values: list[Value], language: ReaderLanguage) -> Section:
    """Return the section of the property *iri* with its label and definition in *language*."""
    term = release.terms.get(iri)
    definition = choose_in(term.definitions, language.interface) if term else None
    return Section(iri, term_label(release.terms, iri, language), definition, values)


def _place(value: Value) -> tuple[str, float, str, str]:
    """Return the sort key of a value: by code, then numerically, then alphabetically."""
    size = float(value.cell.value) if value.cell.datatype in NUMBERS else 0.0
    return value.notation, size, alphabetical(value.shown.words), value.cell.value


def picked(sections: Mapping[str, Section]) -> Callable[..., list[Section]]:
    """Return a function from names of properties (our own by local name) to the sections that exist for them."""
    return lambda *names: [sections[iri] for name in names if (iri := name if ":" in name else YG + name) in sections]


def own_text(section: Section | None, language: ReaderLanguage) -> Passage | None:
    """Return the text of *section* in the best language for a reader of *language*, None where there is none."""
    return choose({value.cell.language: value.cell.value for value in section.values}, language) if section else None


def collect(value: Value, row: Row) -> None:
    """Add the name and the code in *row* to *value*."""
    if "name" in row:
        value.names[row["name"].language] = row["name"].value
    if "notation" in row:
        value.notation = row["notation"].value


def finish(value: Value, release: Release, language: ReaderLanguage) -> Value:
    """Set the words, the address and the edition of a *value* whose names are all collected, and return it."""
    cell = value.cell
    if cell.kind == "uri":
        found = release.names.split(cell.value)
        value.href = _address(cell.value, found)
        in_ontology = cell.value in release.terms
        kind = (found or ("", ""))[0]
        value.edition = edition(kind)
        unnamed = Passage(_tail(cell.value), "")
        if value.notation and not value.names:
            unnamed = name_code(release, kind, value.notation, language)
        fallback = term_label(release.terms, cell.value, language) if in_ontology else unnamed
        value.shown = choose(value.names, language) or fallback
    else:
        value.shown = Passage(_readable(cell, language), cell.language)
    return value


def name_licence(iri: str) -> str:
    """Return the common name of a licence; any other IRI shortened."""
    return found.name if (found := find_licence(iri)) else shorten(iri)


def _tail(iri: str) -> str:
    short = name_licence(iri)
    return short if short != iri else iri.removeprefix("https://").removeprefix("http://")


def _readable(cell: Cell, language: ReaderLanguage) -> str:
    if cell.datatype == f"{_XSD}boolean":
        return YES_OR_NO[language.interface][cell.value == "true"]
    if cell.datatype in NUMBERS:
        return write_number(cell.value, language.interface)
    if cell.datatype in _DATES:
        return write_date(cell.value, language.interface)
    return cell.value
