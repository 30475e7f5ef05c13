"""
Derived links between occupations compared with a judged sample of pairs.

``graph/data/related_judged.csv`` has 100 pairs of the occupations of 2026: 50 drawn by lot from the pairs that pages
show as alike, 25 from the weaker ones that they leave out, and 25 from all other pairs. One reader, who is no careers
counsellor, judged each pair once, in mixed order and by the names alone, without seeing its likeness or where it was
drawn. ``near``: one is a natural suggestion to a reader of the other; ``some``: they share a field or a kind of work;
``none``: neither. With one reader there is no measure of agreement.
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..sources.files.separated_values import read_table
from .likeness import Reason, Relations, combine

TABLE = Path(__file__).parents[1] / "data" / "related_judged.csv"
JUDGEMENTS = ("near", "some", "none")
STRATA = ("shown", "weak", "apart")
_COLUMNS = ("occupation", "other", "judged", "drawn")
# The two-sided 95 % point of the normal distribution, and the draws of a bootstrap with their seed.
_Z = 1.959964
_DRAWS, _SEED = 1000, 1


@dataclass(frozen=True, slots=True)
class JudgedRelation:
    """Two occupations by their keys, the judgement of how related they are, and the stratum they were drawn from."""

    one: str
    other: str
    judged: str
    drawn: str


@dataclass(frozen=True, slots=True)
class MeasuredShare:
    """A share with its 95 % interval: ``hits`` of ``of``."""

    hits: int
    of: int
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.hits} of {self.of} ({self.low:.2f}-{self.high:.2f})"


@dataclass(frozen=True, slots=True)
class MeasuredRelation:
    """A judged pair with its likeness in a release, from 0 to 1, and the reasons for it, the strongest first."""

    pair: JudgedRelation
    likeness: float
    reasons: Sequence[Reason]

    def as_data(self) -> dict[str, Any]:
        """Return the pair as plain data: each reason by its kind, with its number and its strength."""
        return {
            "occupation": self.pair.one,
            "other": self.pair.other,
            "judged": self.pair.judged,
            "drawn": self.pair.drawn,
            "likeness": round(self.likeness, 3),
            "reasons": {one.kind: [one.number, round(one.strength, 3)] for one in self.reasons},
        }


@dataclass(frozen=True, slots=True)
class JudgedEvaluation:
    """
    The judged sample against the likeness of a release.

    ``pairs`` are the judged pairs, each with its reasons. ``related`` has by stratum the share of pairs that are near
    or share a field, ``near`` those that are near. ``order`` is the probability that a near pair is more alike than an
    unrelated one (0.5 by chance), with its 95 % interval.
    """

    pairs: Sequence[MeasuredRelation]
    related: Mapping[str, MeasuredShare]
    near: Mapping[str, MeasuredShare]
    order: tuple[float, float, float]

    def as_data(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        return {
            "judged pairs": len(self.pairs),
            "near or of one field": {key: str(share) for key, share in self.related.items()},
            "near": {key: str(share) for key, share in self.near.items()},
            "near above unrelated": [round(value, 3) for value in self.order],
            "pairs": [one.as_data() for one in self.pairs],
        }


@cache
def read_judged_relations(path: Path = TABLE) -> tuple[JudgedRelation, ...]:
    """Return the pairs in the table at *path*; raises ``SourceFault``, with the line, for an unknown judgement."""
    found = []
    for row in read_table(path, _COLUMNS, ()):
        for column, known in (("judged", JUDGEMENTS), ("drawn", STRATA)):
            if row[column] not in known:
                raise row.fault(f"{column} is one of {', '.join(known)}, got {row[column]!r}")
        found.append(JudgedRelation(row["occupation"], row["other"], row["judged"], row["drawn"]))
    return tuple(found)


def evaluate_judged(
    relations: Relations, keys: Mapping[str, str], judged: Collection[JudgedRelation]
) -> JudgedEvaluation | None:
    """
    Compare *relations* with the *judged* pairs whose occupations *keys* has, IRIs by key.

    Returns None where fewer than half of the pairs are there.
    """
    here = [one for one in judged if one.one in keys and one.other in keys]
    if 2 * len(here) < len(judged) or not here:
        return None
    measured = [_measure(pair, relations.reasons(keys[pair.one], keys[pair.other])) for pair in here]
    near = [one.likeness for one in measured if one.pair.judged == "near"]
    none = [one.likeness for one in measured if one.pair.judged == "none"]
    return JudgedEvaluation(
        measured,
        {stratum: _share(here, stratum, ("near", "some")) for stratum in STRATA},
        {stratum: _share(here, stratum, ("near",)) for stratum in STRATA},
        (order(near, none), *_bootstrap(near, none)),
    )


def _measure(pair: JudgedRelation, reasons: Sequence[Reason]) -> MeasuredRelation:
    strongest = sorted(reasons, key=lambda one: (-one.strength, one.kind))
    return MeasuredRelation(pair, combine([one.strength for one in reasons]), strongest)


def _share(pairs: Collection[JudgedRelation], stratum: str, judgements: Collection[str]) -> MeasuredShare:
    drawn = [pair for pair in pairs if pair.drawn == stratum]
    hits = sum(pair.judged in judgements for pair in drawn)
    return MeasuredShare(hits, len(drawn), *interval(hits, len(drawn)))


def interval(hits: int, of: int) -> tuple[float, float]:
    """
    Return the 95 % interval (Wilson) of the share *hits* of *of*.

    >>> tuple(round(end, 2) for end in interval(8, 10)), interval(0, 0)
    ((0.49, 0.94), (0.0, 1.0))
    """
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, _Z**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / of + spread / of / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def order(higher: Sequence[float], lower: Sequence[float]) -> float:
    """
    Return the probability that a value of *higher* exceeds one of *lower*, ties counting half; 0.5 without values.

    >>> order([0.5, 0.2], [0.1, 0.2])
    0.875
    """
    if not higher or not lower:
        return 0.5
    won = sum((one > other) + 0.5 * (one == other) for one in higher for other in lower)
    return won / (len(higher) * len(lower))


def _bootstrap(higher: Sequence[float], lower: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of ``order`` over draws with replacement, the same for equal values."""
    lot = random.Random(_SEED)  # noqa: S311  # a sample, no secret
    drawn = sorted(
        order(lot.choices(higher, k=len(higher)), lot.choices(lower, k=len(lower))) if higher and lower else 0.5
        for _ in range(_DRAWS)
    )
    return drawn[int(0.025 * _DRAWS)], drawn[int(0.975 * _DRAWS) - 1]
