"""Adapters for classifications and the catalogue of job titles, from their publishers or from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from rdflib.namespace import PROV, RDF, SKOS
from rdflib.term import Literal, URIRef

from ..literals import YG
from ..sources.classifications.coded import DEPTHS, CodedItem
from ..sources.classifications.isco import read_isco08, read_isco88
from ..sources.classifications.klass_codes import read_klass_codes
from ..sources.classifications.nav_categories import Categorised, NavCategory, read_nav_categories
from ..sources.classifications.nav_names import NavName, read_nav_names
from ..sources.classifications.nus import read_nus
from ..sources.classifications.styrk98_groups import read_styrk98_groups
from ..sources.classifications.title_catalogue import read_titles
from ..statements.codes import catalogue_statements, code_statements, item_statements
from ..statements.schemes import level_key
from ..vocab import Names, Statement
from .interface import Adapter, Context, Reading
from .tabular import RecordAdapter, Report

Reader = Callable[[Path, Context], tuple[list[CodedItem], Report]]
Writer = Callable[[list[CodedItem], str, Context], tuple[Iterable[Statement], Report]]
_NAV = "nav-category"
_NUS, _FIELD = "nus", "nus-field"


def _titles(path: Path, source: str, context: Context) -> Reading:
    found, report = read_titles(path)
    return Reading(catalogue_statements(context.names, found, URIRef(source)), report)


def _items(kind: str, read: Reader) -> Adapter:
    """Return the adapter that puts the items of *read* into the scheme *kind*."""

    def write(found: list[CodedItem], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
        return item_statements(context.names, kind, found, URIRef(source)), {}

    return _coded(read, write)


def _unit_groups(kind: str, read: Reader) -> Adapter:
    """Return the adapter for a list of unit groups, whose first digits are the codes of the groups above them."""

    def write(found: list[CodedItem], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
        # Codes that another body added to the edition belong to none of its groups.
        codes = {item.code for item in found if not item.added_by}
        groups = {code[:depth] for code in codes for depth in DEPTHS[kind] if depth < len(code)} - codes
        statements = [
            *item_statements(context.names, kind, found, URIRef(source)),
            *_bare(context.names, kind, groups, source),
        ]
        return statements, {"groups above, without a name in this file": sorted(groups)}

    return _coded(read, write)


def _education_codes(read: Reader) -> Adapter:
    """Return the adapter for NUS2000, which adds the groups of every code in both of its hierarchies."""

    def write(found: list[CodedItem], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
        used = {code for entry in context.portal.entries.values() for code in entry.codes}
        codes = {item.code for item in found} | used
        groups = {code[:depth] for code in codes for depth in DEPTHS[_NUS] if depth < len(code)} - codes
        fields = {code[1 : depth + 1] for code in codes for depth in DEPTHS[_FIELD] if depth < len(code)}
        report = {
            "used by earlier sources and not named here": len(used - {item.code for item in found}),
            "groups without a name in this file": sorted(groups),
            "fields": len(fields),
        }
        statements = [
            *item_statements(context.names, _NUS, found, URIRef(source)),
            *_bare(context.names, _NUS, groups, source),
            *_bare(context.names, _FIELD, fields, source),
        ]
        return statements, report

    return _coded(read, write)


def _coded(read: Reader, write: Writer) -> Adapter:
    return RecordAdapter(CodedItem, read, write, texts=("notes",), filled=("names",))


def _klass(kind: str) -> Reader:
    """Return the reader of an answer of Klass, whose names are in the language of its source."""
    return lambda path, context: read_klass_codes(path, kind, context.language or "nb")


def _bare(names: Names, kind: str, codes: Iterable[str], source: str) -> Iterator[Statement]:
    yield from item_statements(names, kind, (CodedItem(code=code) for code in sorted(codes)), URIRef(source))


def _categories(path: Path, source: str, context: Context) -> Reading:
    categories, groups, report = read_nav_categories(path)
    statements = [
        *category_statements(categories, context.names, URIRef(source)),
        *placing_statements(groups, context.names, URIRef(source)),
    ]
    return Reading(statements, report)


def category_statements(found: Iterable[NavCategory], names: Names, source: URIRef) -> Iterator[Statement]:
    """Yield NAV's categories, each a member of its level."""
    scheme = URIRef(names.thing("scheme", _NAV))
    for one in found:
        iri = URIRef(names.thing(_NAV, one.key))
        yield iri, RDF.type, YG.NavCategory
        yield iri, PROV.wasDerivedFrom, source
        yield iri, SKOS.prefLabel, Literal(one.name, lang="nb")
        yield iri, SKOS.inScheme, scheme
        yield URIRef(names.thing("level", level_key(_NAV, 2 if one.above else 1))), SKOS.member, iri
        if one.above:
            yield iri, SKOS.broader, URIRef(names.thing(_NAV, one.above))
        else:
            yield scheme, SKOS.hasTopConcept, iri


def placing_statements(found: Iterable[Categorised], names: Names, source: URIRef) -> Iterator[Statement]:
    """Yield the category of each group of STYRK-08, and NAV's name of the group."""
    for one in found:
        yield from code_statements(names, "styrk08", one.code, source, one.name)
        yield URIRef(names.thing("styrk08", one.code)), YG.navCategory, URIRef(names.thing(_NAV, one.category))


def _nav_names(path: Path, source: str, context: Context) -> Reading:
    found, report = read_nav_names(path)
    return Reading(searched_name_statements(found, context.names, URIRef(source)), report)


def searched_name_statements(found: Iterable[NavName], names: Names, source: URIRef) -> Iterator[Statement]:
    """Yield the groups of NAV's names, each with the names that it is searched for by."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in found:
        groups.setdefault((one.kind, one.code), []).append(one.name)
    for (kind, code), held in groups.items():
        yield from code_statements(names, kind, code, source)
        for name in held:
            yield URIRef(names.thing(kind, code)), SKOS.hiddenLabel, Literal(name, lang="nb")


CLASSIFICATION_ADAPTERS: Mapping[str, Adapter] = {
    "title-catalogue": _titles,
    "styrk98-groups": _unit_groups("styrk98", lambda path, _: read_styrk98_groups(path)),
    "klass-styrk08": _items("styrk08", _klass("styrk08")),
    "isco08": _items("isco08", lambda path, _: read_isco08(path)),
    "isco88": _unit_groups("isco88", lambda path, _: read_isco88(path)),
    "nus-names": _education_codes(lambda path, _: read_nus(path)),
    "klass-nus": _education_codes(_klass(_NUS)),
    "nav-categories": _categories,
    "nav-names": _nav_names,
}
