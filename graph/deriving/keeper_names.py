"""
Precedence of names: where several sources name a code or title, its keeper's name is the preferred one.

A *keeper* is a source from the body that maintains a classification, such as an answer of Klass. The names of other
sources become names in use, which search still finds. Where neither of two sources is the keeper, both names stay and a
check reports them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from rdflib.namespace import SKOS
from rdflib.term import Literal, URIRef

from ..assembled import Assembled
from ..casing import cased
from ..literals import YG
from ..reading.query_files import load_folder
from ..reading.result_rows import Row
from ..sources_file import Catalogue
from ..vocab import Statement

REPORTED = "names that gave way to the keeper's"


def settle_names(catalogue: Catalogue, assembled: Assembled) -> None:
    """Turn every name that differs from its keeper's into a name in use, and report it under its source."""
    place = assembled.provenance.graph_iri
    keepers = {str(place(source.key)) for source in catalogue.sources if source.keeper}
    of_graph = {str(place(source.key)): source.key for source in catalogue.sources}
    rows = assembled.bench.rows(load_folder("build")["contested-names"].text)
    demoted: dict[str, list[Row]] = {}
    for _, found in groupby(rows, key=lambda row: (row["item"].value, row["property"].value)):
        for row, own in _giving_way(list(found), keepers):
            graph = row["graph"].value
            demoted.setdefault(graph, []).append(row)
            words = f"{'/'.join(assembled.names.split(row['item'].value) or ())}: {row['name'].value} | {own}"
            assembled.sources[of_graph[graph]].setdefault(REPORTED, []).append(words)
    for graph, names in demoted.items():
        assembled.bench.remove(graph, [_stated(row) for row in names])
        assembled.bench.add(graph, [_instead(row) for row in names])


def _giving_way(rows: Iterable[Row], keepers: Iterable[str]) -> Iterable[tuple[Row, str]]:
    """Yield each name that differs from the keeper's name in the same language, paired with the keeper's."""
    kept: Mapping[str, str] = {row["name"].language: row["name"].value for row in rows if row["graph"].value in keepers}
    for row in rows:
        own = kept.get(row["name"].language)
        if own not in (None, row["name"].value) and row["graph"].value not in keepers:
            yield row, own


def _stated(row: Row) -> Statement:
    return URIRef(row["item"].value), URIRef(row["property"].value), _name(row)


def _instead(row: Row) -> Statement:
    """Return the statement of a name in use that takes the place of the one in *row*."""
    # The names of titles are registered in capitals, without a language, and their sources are registers too.
    name = row["name"]
    property_, value = (
        (YG.nameInUse, _name(row)) if name.language else (SKOS.altLabel, Literal(cased(name.value), lang="nb"))
    )
    return URIRef(row["item"].value), property_, value


def _name(row: Row) -> Literal:
    return Literal(row["name"].value, lang=row["name"].language or None)
