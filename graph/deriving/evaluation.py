"""
How well derived links predict the links that pages state, and the share of each kind of reason.

The measure is recall: of the occupations a page names, the share among the ``TOP`` that likeness alone ranks highest
for it. A page's list is an editor's choice, cut short in alphabetical order, so a low figure may mean that likeness
errs or that the editor chose by other criteria. No weight is fitted to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .judged_relations import JudgedEvaluation, MeasuredShare, evaluate_judged, interval, read_judged_relations
from .likeness import TOP, WEIGHTS, Relations
from .link_evidence import ON_PAGE, Ask, StatedLink, read_names, read_stated

Ranked = Mapping[str, Sequence[tuple[float, str]]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """
    Recall of the links that pages state, as shares from 0 to 1; each page weighs the same.

    ``found`` are the named occupations among the ``TOP``, with their interval. ``recall`` is among the ``TOP`` with all
    kinds, ``anywhere`` among all occupations with any likeness, ``chance`` the expected recall of ``TOP`` drawn at
    random; ``alone`` and ``without`` are the recall with one kind only, or all but one. ``judged`` compares it with a
    judged sample, None in a release without its occupations.
    """

    pages: int
    named: int
    found: MeasuredShare
    recall: float
    anywhere: float
    chance: float
    alone: Mapping[str, float]
    without: Mapping[str, float]
    ranks: Mapping[str, Mapping[str, int | None]]
    judged: JudgedEvaluation | None

    def as_data(self) -> dict[str, Any]:
        """Return the figures as plain data, rounded to three digits."""
        return {
            "pages": self.pages,
            "occupations named": self.named,
            f"named among {TOP}": str(self.found),
            f"recall at {TOP}": round(self.recall, 3),
            "found at any rank": round(self.anywhere, 3),
            "by chance": round(self.chance, 3),
            "with one kind only": {kind: round(value, 3) for kind, value in self.alone.items()},
            "without one kind": {kind: round(value, 3) for kind, value in self.without.items()},
            "ranks": self.ranks,
            "judged sample": self.judged.as_data() if self.judged else None,
        }


def evaluate(ask: Ask, relations: Relations) -> Evaluation | None:
    """Compare *relations* with the links that pages in the graph behind *ask* state; None where no page states any."""
    stated = _by_page(read_stated(ask))
    if not stated:
        return None
    names = read_names(ask)
    occupations = len(names)
    ranked = relations.ranked()
    named = sum(map(len, stated.values()))
    hits = sum(len({other for _, other in ranked.get(page, ())[:TOP]} & set(own)) for page, own in stated.items())
    return Evaluation(
        pages=len(stated),
        named=named,
        found=MeasuredShare(hits, named, *interval(hits, named)),
        recall=_recall(ranked, stated, TOP),
        anywhere=_recall(ranked, stated, occupations),
        chance=min(1.0, TOP / max(1, occupations - 1)),
        alone={kind: _recall(relations.ranked(set(WEIGHTS) - {kind}), stated, TOP) for kind in WEIGHTS},
        without={kind: _recall(relations.ranked({kind}), stated, TOP) for kind in WEIGHTS},
        ranks={page: _ranks(ranked, page, named) for page, named in stated.items()},
        judged=evaluate_judged(relations, {iri.rpartition("/")[2]: iri for iri in names}, read_judged_relations()),
    )


def _by_page(links: Collection[StatedLink]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in links:
        if link.kind == ON_PAGE:
            found.setdefault(link.origin, []).append(link.target)
    return found


def _recall(ranked: Ranked, stated: Mapping[str, Sequence[str]], most: int) -> float:
    """Return the mean over pages of the share of its named occupations that are among the *most* ranked highest."""
    shares = []
    for page, named in stated.items():
        top = {other for _, other in ranked.get(page, ())[:most]}
        shares.append(len(top & set(named)) / min(len(named), most))
    return sum(shares) / len(shares)


def _ranks(ranked: Ranked, page: str, named: Sequence[str]) -> dict[str, int | None]:
    """Return the rank (from 1) of each occupation that *page* names, None for one without any likeness to it."""
    order = {other: rank for rank, (_, other) in enumerate(ranked.get(page, ()), start=1)}
    return {other: order.get(other) for other in named}
