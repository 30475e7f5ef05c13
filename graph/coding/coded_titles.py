"""The coding of one title: its codes with their probabilities and verdicts, and the name behind them."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ..search.index import Indexed
from .routes import Reached

# The value of ``Coded.how`` where the title was itself a code.
CODE = "code"
CERTAIN, DOUBTFUL, UNMATCHED = "certain", "doubtful", "unmatched"
# Codes less likely than this stand in no answer unless less is asked for.
LEAST_SCORE = 0.5
# The least probabilities of the certain: the first hundredths from 0.95 on where the lower end of a one-sided 95 %
# interval finds 95 % of them right, in cross-validation over the half of the cases for fitting. It finds 95.5 % where
# no source states a group for exactly the name (94.95 % at 0.95), 96.7 % where one does (docs/coding-measurements.md).
CERTAIN_SCORE, CERTAIN_STATED = 0.96, 0.95
# The classifications with codes reached from the group of STYRK-08, whichever name led to that.
BY_GROUP = frozenset(("isco08", "esco", "category"))


class Coded(NamedTuple):
    """
    The coding of one title.

    ``codes`` maps each requested classification to codes with the probability that each is right, the likeliest first;
    [] where even the first is less likely than the coder's ``least``. ``chances`` has the probability of the first code
    by classification, ``verdicts`` the verdict on it. ``things`` lists the entities with the matched name, () for a
    title without any code. ``matched`` and ``score`` (0 to 1) describe the best name even then, and are '' and 0 only
    where no name is similar.
    """

    matched: str
    score: float
    how: str
    runner_up: str
    things: tuple[Indexed, ...]
    codes: dict[str, list[Reached]]
    chances: dict[str, float]
    verdicts: dict[str, str]

    @property
    def verdict(self) -> str:
        """The weakest verdict on the codes given: a row is certain where each of its codes is."""
        given = {verdict for target, verdict in self.verdicts.items() if self.codes[target]}
        return DOUBTFUL if DOUBTFUL in given else CERTAIN if given else UNMATCHED

    @property
    def chance(self) -> float:
        """The least probability of the first codes given; for a title without any, the greatest of those left out."""
        given = [chance for target, chance in self.chances.items() if self.codes[target]]
        return min(given, default=max(self.chances.values(), default=0.0))


class Named(NamedTuple):
    """The best name of a title: its text, its score, the way it was found, and the text of the runner-up."""

    matched: str = ""
    score: float = 0.0
    how: str = ""
    runner_up: str = ""


def find_bound(target: str, stated: Collection[str]) -> float:
    """Return the least probability of a certain code of *target*; sources state groups of the editions *stated*."""
    # A title or an occupation is as certain as the group of STYRK-98 that it is in.
    edition = "styrk08" if target == "styrk08" or target in BY_GROUP else "styrk98"
    return CERTAIN_STATED if edition in stated else CERTAIN_SCORE


def judge(chance: float, least: float, bound: float) -> str:
    """Return the verdict on a code of this *chance*, which is no answer below *least*, and certain from *bound* on."""
    return UNMATCHED if chance < least or chance <= 0 else CERTAIN if chance >= bound else DOUBTFUL
