"""
Precedence of names: where several sources name a code or title, its keeper's name is the preferred one.

A *keeper* is a source from the body that maintains a classification, such as an answer of Klass. The names of other
sources become names in use, which search still finds. Where neither of two sources is the keeper, both names stay and a
check reports them.

Organisations and interests have their IRIs from their names, so that two sources may only spell one differently
(``Helse``, ``helse``): the first source's spelling is the preferred name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from rdflib.namespace import SKOS
from rdflib.term import Literal, URIRef

from ..assembled import Assembled
from ..casing import cased, slug
from ..literals import YG
from ..reading.query_files import load_folder
from ..reading.result_rows import Row
from ..source_document import Source
from ..sources_file import Catalogue
from ..vocab import Statement

REPORTED = "names that gave way to the keeper's"
SPELT_OTHERWISE = "names that another source spells differently"


def settle_names(catalogue: Catalogue, assembled: Assembled) -> None:
    """Turn every name that differs from its keeper's or from the first spelling into another name, and report it."""
    of_graph = {str(assembled.provenance.graph_iri(source.key)): source for source in catalogue.sources}
    keepers = {graph for graph, source in of_graph.items() if source.keeper}
    queries = load_folder("build")
    rows = assembled.bench.rows(queries["contested-names"].text)
    given = [
        pair
        for _, found in groupby(rows, key=lambda row: (row["item"].value, row["property"].value))
        for pair in _giving_way(list(found), keepers)
    ]
    _demote(assembled, of_graph, given, REPORTED, _in_use)
    publishers: dict[tuple[str, str], str] = {}
    for source in catalogue.sources:
        publishers.setdefault(_organisation(assembled, source.publisher), source.publisher)
    order = {graph: place for place, graph in enumerate(of_graph)}
    spelt = [row for row in assembled.bench.rows(queries["names-of-spelling"].text) if row["graph"].value in order]
    spelt.sort(key=lambda row: order[row["graph"].value])
    _demote(assembled, of_graph, _spelt_otherwise(spelt, publishers), SPELT_OTHERWISE, _other_spelling)


def _organisation(assembled: Assembled, name: str) -> tuple[str, str]:
    return str(assembled.names.thing("organisation", slug(name))), "nb"


def _demote(
    assembled: Assembled,
    of_graph: Mapping[str, Source],
    given: Iterable[tuple[Row, str]],
    reported: str,
    instead: Callable[[Row], Statement],
) -> None:
    """Put the statement that *instead* makes in the place of each name in *given*, and report it under its source."""
    by_graph: dict[str, list[Row]] = {}
    for row, own in given:
        graph = row["graph"].value
        by_graph.setdefault(graph, []).append(row)
        words = f"{'/'.join(assembled.names.split(row['item'].value) or ())}: {row['name'].value} | {own}"
        assembled.sources[of_graph[graph].key].setdefault(reported, []).append(words)
    for graph, names in by_graph.items():
        assembled.bench.remove(graph, [_stated(row) for row in names])
        assembled.bench.add(graph, [instead(row) for row in names])


def _spelt_otherwise(rows: Iterable[Row], publishers: Mapping[tuple[str, str], str]) -> Iterator[tuple[Row, str]]:
    """Yield each name that differs from the first one of its thing in *publishers* or *rows*, paired with that."""
    first = dict(publishers)
    for row in rows:
        own = first.setdefault((row["item"].value, row["name"].language), row["name"].value)
        if own != row["name"].value:
            yield row, own


def _giving_way(rows: Iterable[Row], keepers: Iterable[str]) -> Iterable[tuple[Row, str]]:
    """Yield each name that differs from the keeper's name in the same language, paired with the keeper's."""
    kept: Mapping[str, str] = {row["name"].language: row["name"].value for row in rows if row["graph"].value in keepers}
    for row in rows:
        own = kept.get(row["name"].language)
        if own not in (None, row["name"].value) and row["graph"].value not in keepers:
            yield row, own


def _stated(row: Row) -> Statement:
    return URIRef(row["item"].value), URIRef(row["property"].value), _name(row)


def _other_spelling(row: Row) -> Statement:
    return URIRef(row["item"].value), SKOS.altLabel, _name(row)


def _in_use(row: Row) -> Statement:
    """Return the statement of a name in use that takes the place of the one in *row*."""
    # The names of titles are registered in capitals, without a language, and their sources are registers too.
    name = row["name"]
    property_, value = (
        (YG.nameInUse, _name(row)) if name.language else (SKOS.altLabel, Literal(cased(name.value), lang="nb"))
    )
    return URIRef(row["item"].value), property_, value


def _name(row: Row) -> Literal:
    return Literal(row["name"].value, lang=row["name"].language or None)
