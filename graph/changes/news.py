"""
Selection of the differences that matter to a reader: statements of sources, and of rules that derive new facts.

Resources that stand for a link between two others (mappings, reasons, coverage) and the records of the build (rules,
checks, findings, dates) are left out: a link counts as a change of its two ends.
"""

from __future__ import annotations

from functools import cache

from ..change_kinds import SILENT_KINDS
from ..kinds import find_kind
from ..reading.query_files import load_folder
from ..reading.result_rows import Cell
from ..vocab import BUILD_GRAPHS, ONTOLOGY_GRAPHS, PREFIXES, RULE_GRAPHS, YG, Names
from .differences import TYPE, Difference, Fact

_SKOS, _DCT = PREFIXES["skos"], PREFIXES["dct"]
REPLACED_BY = _DCT + "isReplacedBy"

# The one rule without a query that restates its source, the ontology.
_HIERARCHY = "class-hierarchy"
SILENT_PROPERTIES = frozenset((
    TYPE, PREFIXES["prov"] + "wasDerivedFrom", YG + "coveredBy", YG + "statedIn", REPLACED_BY, _DCT + "replaces",
    # Names that only search reads.
    _SKOS + "hiddenLabel",
))  # fmt: skip
# Kinds whose members come and go as members of a classification.
_ITEM_KINDS = ("title", "esco")


@cache
def restating_graphs() -> frozenset[str]:
    """Return the keys of the graphs of rules that restate a source or another rule in other terms."""
    rules = load_folder("rules").values()
    return frozenset(
        f"{RULE_GRAPHS}{key}" for key in (_HIERARCHY, *(one.key for one in rules if one.words("restates") == "yes"))
    )


def is_item(kind: str) -> bool:
    """
    Return whether the resources of *kind* are items of a classification.

    >>> is_item("styrk08"), is_item("title"), is_item("occupation")
    (True, True, False)
    """
    return find_kind(kind).in_scheme or kind in _ITEM_KINDS


def graph_key(graph: str, names: Names) -> str:
    """Return the key of the named graph *graph*."""
    return graph.removeprefix(names.thing("graph", ""))


def is_of_the_build(graph: str, names: Names) -> bool:
    """Return whether *graph* describes the release itself or the ontology."""
    key = graph_key(graph, names)
    return key in BUILD_GRAPHS or key.startswith(ONTOLOGY_GRAPHS)


def pick_news(difference: Difference, names: Names, kind: str) -> tuple[list[Fact], list[Fact]]:
    """Return the lost and gained facts that sources and rules state; facts about a source all come from the build."""

    def is_news(fact: Fact) -> bool:
        key = graph_key(fact.graph, names)
        return kind == "source" or (not is_of_the_build(fact.graph, names) and key not in restating_graphs())

    return [fact for fact in difference.lost if is_news(fact)], [fact for fact in difference.gained if is_news(fact)]


def source_of(graph: str, names: Names) -> str:
    """Return the IRI of the source or rule whose statements *graph* holds."""
    key = graph_key(graph, names)
    rule = key.removeprefix("rule-")
    return names.thing("source", key) if rule == key else names.thing("rule", rule)


def is_silent_link(value: Cell, names: Names) -> bool:
    """Return whether changes of the resource *value* are left out."""
    return value.kind == "uri" and (names.split(value.value) or ("", ""))[0] in SILENT_KINDS
