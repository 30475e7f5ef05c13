"""
The chance of each group of STYRK-98 and STYRK-08 to be that of a title.

There are four kinds of evidence: the names nearest to the title, a linear classifier fitted with all names, the rules
by which a name of a title or an occupation is recognised, and English names where the title is English. A logistic
regression, fitted on both classifications together, weighs them (``group_weights.toml``); a second one corrects the
chance of the first group (``first_chance``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .both_editions import BothEditions
from .first_chance import Firsts, first_chances
from .group_features import features, load_weights
from .group_model import GroupModel
from .nearest_names import OWN_CODES
from .recognised import Recognised
from .signals import GroupEvidence, SignalReader, TitleSignals
from .stated_chance import USUAL, stated_chance

# A classification this sure of its first group rules out the groups of the other that no name has together with it.
_SURE = 0.75
_Floats = npt.NDArray[np.float64]
_Places = npt.NDArray[np.intp]


class Ranked(NamedTuple):
    """
    The candidates of some titles ranked: their ``places`` in the evidence and ``chances``, the likeliest of each first.

    Those of one title follow one another; they ``begin`` at these places, one more than there are titles.
    """

    places: _Places
    chances: _Floats
    begin: _Places


class GroupChances:
    """The chances of groups by the *model* of a release; safe to share between threads."""

    def __init__(self, model: GroupModel) -> None:
        self.editions = BothEditions(model.nearest.names)
        self.signals = SignalReader(model, self.editions)
        # Where there were names enough to fit a classifier with, there are enough to tell usual pairs of groups by.
        self._is_of_many_names = model.classifier is not None

    def find(self, titles: Sequence[str], recognised: Sequence[Recognised]) -> list[dict[str, list[tuple[str, float]]]]:
        """Return for each of *titles*, by classification, its codes with chances (in 0-1, summing to at most 1)."""
        signals = self.signals.read(titles)
        by_kind = {kind: self._weigh(kind, signals, recognised) for kind in OWN_CODES}
        return [
            self._reconcile(dict(zip(by_kind, found, strict=True))) for found in zip(*by_kind.values(), strict=True)
        ]

    def find_stated(self, kind: str, code: str, other: str) -> float:
        """Return the chance of the group *code* of *kind* that is stated beside *other* of the other edition."""
        return stated_chance(self.editions, kind, code, other) if self._is_of_many_names else USUAL

    def _weigh(
        self, kind: str, signals: TitleSignals, recognised: Sequence[Recognised]
    ) -> list[list[tuple[str, float]]]:
        evidence = self.signals.gather(kind, signals, recognised)
        ranked = rank_codes(evidence, weigh(evidence, load_weights()), len(recognised))
        scaled = _scale(ranked, first_chances(find_firsts(evidence, ranked, recognised)))
        codes = [evidence.codes[place] for place in ranked.places.tolist()]
        pairs = list(zip(codes, scaled.tolist(), strict=True))
        return [pairs[first:last] for first, last in pairwise(ranked.begin.tolist())]

    def _reconcile(self, found: dict[str, list[tuple[str, float]]]) -> dict[str, list[tuple[str, float]]]:
        """Return *found*, with the groups made unlikely that never stand beside a surer one of the other edition."""
        surer, other = sorted(OWN_CODES, key=lambda kind: found[kind][0][1] if found[kind] else 0.0, reverse=True)
        if not found[surer] or not found[other] or found[surer][0][1] < _SURE:
            return found
        code, chance = found[surer][0]
        together = self.editions.beside(other, code)
        if not together:
            return found
        # The chance that is taken from them goes to no other group: the fitted chances of those hold as they are.
        left = [(one, sure if one in together else sure * (1 - chance)) for one, sure in found[other]]
        return {surer: found[surer], other: _rank(left)}


def weigh(evidence: GroupEvidence, weights: _Floats) -> _Floats:
    """Return the chance of each candidate by itself (0 to 1)."""
    chances: _Floats = 1 / (1 + np.exp(-(features(evidence.signs) * weights).sum(axis=1)))
    return chances


def rank_codes(evidence: GroupEvidence, chances: _Floats, titles: int) -> Ranked:
    """Return the candidates of so many *titles* ranked by *chances*, which sum to 1 at most for each of these."""
    whole = np.bincount(evidence.titles, chances, titles)
    chances = chances / np.maximum(whole, 1.0)[evidence.titles]
    # Equally likely codes keep their order, which is that of their digits.
    places = np.lexsort((-chances, evidence.titles))
    return Ranked(places, chances[places], np.searchsorted(evidence.titles, np.arange(titles + 1)))


def find_firsts(evidence: GroupEvidence, ranked: Ranked, recognised: Sequence[Recognised]) -> Firsts:
    """Return the first code of each title with any, in the order of these, which are *recognised* so."""
    held = np.flatnonzero(np.diff(ranked.begin))
    begin, counts = ranked.begin[held], np.diff(ranked.begin)[held]
    seconds = ranked.chances[np.minimum(begin + 1, len(ranked.chances) - 1)] * (counts > 1)
    known = [recognised[place] for place in held.tolist()]
    return Firsts(
        ranked.chances[begin], seconds, evidence.signs[ranked.places[begin]],
        [one.how for one in known], [one.guess for one in known],
    )  # fmt: skip


def _scale(ranked: Ranked, sure: _Floats) -> _Floats:
    """Return chances where the first of each title is *sure*, and the others have what that leaves, in their order."""
    counts = np.diff(ranked.begin)
    held = np.flatnonzero(counts)
    begin, counts = ranked.begin[held], counts[held]
    before = ranked.chances[begin]
    left = np.where(before < 1, (1 - sure) / np.where(before < 1, 1 - before, 1.0), 0.0)
    scaled: _Floats = np.minimum(ranked.chances * np.repeat(left, counts), np.repeat(sure, counts))
    scaled[begin] = sure
    return scaled


def _rank(found: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the codes with their chances, the likeliest first, equally likely ones by their digits."""
    return sorted(sorted(found), key=itemgetter(1), reverse=True)
