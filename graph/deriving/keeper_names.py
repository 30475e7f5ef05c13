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
from ..reading.store import Row
from ..sources_file import Catalogue

REPORTED = "names that gave way to the keeper's"


def settle_names(catalogue: Catalogue, assembled: Assembled) -> None:
    """Turn every name that differs from its keeper's into a name in use, and report it under its source."""
    place = assembled.provenance.graph_iri
    keepers = {str(place(source.key)) for source in catalogue.sources if source.keeper}
    of_graph = {str(place(source.key)): source.key for source in catalogue.sources}
    rows = assembled.bench.rows(load_folder("build")["contested-names"].text)
    for _, found in groupby(rows, key=lambda row: (row["item"].value, row["property"].value)):
        for row, own in _giving_way(list(found), keepers):
            graph = row["graph"].value
            _demote(row, assembled)
            words = f"{'/'.join(assembled.names.split(row['item'].value) or ())}: {row['name'].value} | {own}"
            assembled.sources[of_graph[graph]].setdefault(REPORTED, []).append(words)


def _giving_way(rows: Iterable[Row], keepers: Iterable[str]) -> Iterable[tuple[Row, str]]:
    """Yield each name that differs from the keeper's name in the same language, paired with the keeper's."""
    kept: Mapping[str, str] = {row["name"].language: row["name"].value for row in rows if row["graph"].value in keepers}
    for row in rows:
        own = kept.get(row["name"].language)
        if own not in (None, row["name"].value) and row["graph"].value not in keepers:
            yield row, own


def _demote(row: Row, assembled: Assembled) -> None:
    graph, item, name = row["graph"].value, URIRef(row["item"].value), row["name"]
    stated = Literal(name.value, lang=name.language or None)
    assembled.bench.remove(graph, [(item, URIRef(row["property"].value), stated)])
    # The names of titles are registered in capitals, without a language, and their sources are registers too.
    instead = (YG.nameInUse, stated) if name.language else (SKOS.altLabel, Literal(cased(name.value), lang="nb"))
    assembled.bench.add(graph, [(item, *instead)])
