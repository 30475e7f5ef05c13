"""The variables of the page about a crosswalk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph.reading.query_files import load_folder
from graph.vocab import PREFIXES

from ..languages import Passage
from .facts import list_facts
from .subject import ResourcePage, Subject
from .values import Section, term_label

_REPLACED = PREFIXES["dct"] + "isReplacedBy"
_SIDES = ("source", "target")
_HOW = ("matched", "unmatched", "ambiguous")


@dataclass(frozen=True, kw_only=True)
class CrosswalkPage(ResourcePage):
    """
    The variables of ``crosswalk.html``.

    ``grounds`` are (evidence, mappings, mean confidence), ``cardinalities`` (cardinality, number of mappings), and
    ``coverage`` (side, numbers of matched, unmatched and ambiguous items), ``sides`` the schemes on both sides.
    """

    template: ClassVar[str] = "crosswalk.html"

    facts: Sequence[Section]
    grounds: Sequence[tuple[Passage, int, float]]
    cardinalities: Sequence[tuple[str, int]]
    mappings: int
    coverage: Sequence[tuple[str, Sequence[int]]]
    sides: Sequence[Sequence[Section]]
    replaced: Sequence[Section]
    file: str
    grounds_query: str
    coverage_query: str


def make_crosswalk_page(about: Subject) -> CrosswalkPage:
    """Return the page about a crosswalk, from the rows of the query ``crosswalk-grounds``."""
    grounds: dict[str, tuple[int, float]] = {}
    cardinalities: dict[str, int] = {}
    for row in about.found["crosswalk-grounds"]:
        evidence, number = row["evidence"].value, int(row["mappings"].value)
        count, total = grounds.get(evidence, (0, 0.0))
        grounds[evidence] = count + number, total + float(row["sum"].value)
        cardinality = row["cardinality"].value
        cardinalities[cardinality] = cardinalities.get(cardinality, 0) + number
    terms, common, pages = about.release.terms, about.variables(), load_folder("pages")
    pick = common["picked"]
    return CrosswalkPage(
        **common,
        facts=list_facts(about.sections),
        grounds=[(term_label(terms, one, about.language), n, s / n) for one, (n, s) in grounds.items()],
        cardinalities=sorted(cardinalities.items()),
        mappings=sum(cardinalities.values()),
        coverage=[(side, [_number(pick(f"{how}{side.title()}s")) for how in _HOW]) for side in _SIDES],
        sides=[pick(f"{side}Scheme") for side in _SIDES],
        replaced=[about.sections[_REPLACED]] if _REPLACED in about.sections else [],
        file=f"/dumps/{about.release.id}/crosswalk-{about.heading.key}.sssom.tsv",
        grounds_query=pages["crosswalk-grounds-table"].text,
        coverage_query=pages["crosswalk-coverage-table"].text,
    )


def _number(found: list[Section]) -> int:
    return int(found[0].values[0].cell.value) if found else 0
