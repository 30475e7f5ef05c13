"""The tables of a release: one for each kind of resource, crosswalk and data cube that it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..kinds import BY_KEY, ResourceKind
from ..reading.derived_facts import derive
from ..reading.query_files import load_folder
from ..reading.release import Release
from ..reading.result_rows import Row
from ..vocab import PREFIXES, Iri, expand, shorten
from .layout import ColumnSource, TableDefinition, TableGroup
from .property_columns import FIGURES, KINDS, MAPPINGS, UNITS, PropertyColumn

FOLDER = "tables"
_NAMES = {"nb": "Navn", "nn": "Namn", "en": "Name"}
_CROSSWALK, _CUBE, _CLASSIFICATION = (expand(name) for name in ("xkos:Correspondence", "yg:Cube", "yg:Classification"))


def list_tables(release: Release) -> Mapping[str, TableDefinition]:
    """
    Return the tables of *release* by key: kinds by their own key, the others as ``crosswalk-KEY`` and ``cube-KEY``.

    They are queried once per release; raises ``EngineFault`` where a remote engine fails.
    """
    return derive(release, (FOLDER,), lambda: _read_tables(release))


def _read_tables(release: Release) -> Mapping[str, TableDefinition]:
    queries = load_folder(FOLDER)
    titled = release.store.rows(queries["titles"].text)
    components = release.store.rows(queries["components"].text)
    found = (*_kind_tables(release, titled), *_crosswalk_tables(release, titled))
    return {one.key: one for one in (*found, *_cube_tables(release, titled, components))}


def _kind_tables(release: Release, titled: list[Row]) -> Iterator[TableDefinition]:
    schemes = {row["thing"].value for row in titled if row["class"].value == _CLASSIFICATION}
    for key, columns in KINDS.items():
        kind = BY_KEY[key]
        scheme = release.names.thing("scheme", key)
        if kind.in_scheme and scheme in schemes:
            by, of = Iri(PREFIXES["skos"] + "inScheme"), scheme
        elif not kind.in_scheme and release.manifest.counts.get(shorten(expand(kind.class_))):
            by, of = Iri(PREFIXES["rdf"] + "type"), expand(kind.class_)
        else:
            continue
        titles = _kind_titles(release, kind, titled)
        yield TableDefinition(key, TableGroup.KIND, titles, by, of, _sources(release, columns), order=("code", "key"))


def _kind_titles(release: Release, kind: ResourceKind, titled: list[Row]) -> Mapping[str, str]:
    if kind.in_scheme:
        return _titles(release.names.thing("scheme", kind.key), titled)
    return release.terms[expand(kind.naming_class)].labels


def _crosswalk_tables(release: Release, titled: list[Row]) -> Iterator[TableDefinition]:
    by, sources = Iri(PREFIXES["dct"] + "isPartOf"), _sources(release, MAPPINGS)
    for iri, key in _keys(release, titled, _CROSSWALK):
        yield TableDefinition(
            f"crosswalk-{key}", TableGroup.CROSSWALK, _titles(iri, titled), by, iri, sources, row_name="mapping",
            has_key=False, order=("from", "to"),
        )  # fmt: skip


def _cube_tables(release: Release, titled: list[Row], components: list[Row]) -> Iterator[TableDefinition]:
    by = Iri(PREFIXES["qb"] + "dataSet")
    for iri, key in _keys(release, titled, _CUBE):
        own = [row for row in components if row["cube"].value == iri and shorten(row["property"].value) in FIGURES]
        sources = tuple(_component(release, row) for row in own)
        yield TableDefinition(
            f"cube-{key}", TableGroup.CUBE, _titles(iri, titled), by, iri, sources, row_name="observation",
            has_key=False, order=tuple(one.stem for one in sources if one.role == "dimension"),
        )  # fmt: skip


def _component(release: Release, row: Row) -> ColumnSource:
    property_ = Iri(row["property"].value)
    unit = row["unit"].value.rpartition("/unit-")[2] if "unit" in row else ""
    role = row["role"].value.rpartition("#")[2]
    return _source(release, property_, FIGURES[shorten(property_)], UNITS.get(unit, unit), role)


def _keys(release: Release, titled: list[Row], class_: Iri) -> list[tuple[Iri, str]]:
    """Return the IRIs of a class with their keys."""
    iris = dict.fromkeys(Iri(row["thing"].value) for row in titled if row["class"].value == class_)
    return [(iri, split[1]) for iri in iris if (split := release.names.split(iri))]


def _titles(iri: Iri, titled: list[Row]) -> Mapping[str, str]:
    return {row["name"].language: row["name"].value for row in titled if row["thing"].value == iri}


def _sources(
    release: Release, columns: Mapping[str, PropertyColumn | tuple[PropertyColumn, ...]]
) -> tuple[ColumnSource, ...]:
    several = ((name, (own,) if isinstance(own, PropertyColumn) else own) for name, own in columns.items())
    return tuple(_source(release, expand(name), column) for name, own in several for column in own)


def _source(release: Release, property_: Iri, column: PropertyColumn, unit: str = "", role: str = "") -> ColumnSource:
    term = release.terms.get(property_)
    labels = term.labels if term and column.stem != "name" else _NAMES
    if column.kind and (edition := BY_KEY[column.kind].edition):
        labels = {language: f"{label} ({edition})" for language, label in labels.items()}
    return ColumnSource(
        property_, column.stem, column.type, labels, unit, role,
        is_spoken=column.is_spoken, is_named=column.is_named, has_kinds=column.has_kinds, kind=column.kind,
    )  # fmt: skip
