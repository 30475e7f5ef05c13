"""
Matches titles as people write them with the names of an index: fast enough for a file of any length.

A name that is the same once folded, or made of the same stems, is found by one look-up. For any other title the names
that share its rarest words are gathered (compounds count by their parts, misspelt words by those near them) and the
best few are compared letter by letter.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from .folding import fold_words
from .letters import Letters
from .lexicon import Lexicon, Near
from .titles import Reading, read_title
from .within import Within

WAYS = ("same", "folded", "stems", "within", "near", "part", "spelt")
SAME, FOLDED, STEMS, WITHIN, NEAR, PART, SPELT = WAYS

_COMPARED = 16
_WORTH_COMPARING = 0.5
_COMMON = 150
_NEARLY_ALL = 0.8
_MOST_LIKE = 0.95
_LIKE_ENOUGH = 0.52
# How like a name is that stands within a title: more where it is more of the title, and where it is its beginning.
_CONTAINED, _ASKED, _AMBIGUOUS, _FIRST, _LETTER = 0.35, 0.3, 0.2, 0.05, 0.02
# What is ranked: how like, the number of the name made negative, in which way, and both shares.
_Row = tuple[float, int, str, float, float]
_NOTHING: _Row = (0.0, 0, "", 0.0, 0.0)
_UNKNOWN, _SURELY_NEAR = 0.5, 0.8
_LETTERS, _WORDS, _FAMILY = 0.6, 0.4, 0.1
_LOOKED_UP = (SAME, FOLDED, STEMS)


@dataclass(frozen=True, slots=True)
class Known:
    """
    A name of the index: the number of the thing that has it, the name as it is written there, and its family.

    Names of one family (the titles of a group) speak for one another where none is the same as what was written.
    """

    thing: int
    text: str
    family: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A name that may be meant: how like it is (0 to 1), how it was found, and how much of the two is the same.

    ``folded`` are the name's words folded; ``asked`` is the share of what was written that the name has, ``named`` the
    share of the name that was written.
    """

    known: Known
    folded: str
    likeness: float
    how: str
    asked: float
    named: float


class Matcher:
    """The names of an index, held for matching; made once and safe to share between threads that only match."""

    def __init__(self, names: Iterable[Known]) -> None:
        read = [(known, read_title(known.text, advertised=False)) for known in names]
        self._lexicon = Lexicon([reading.words for _, reading in read])
        self._most_telling = math.log(1 + len(read))
        counts = Counter(
            part
            for _, reading in read
            for part in {part for _, stem, _ in reading.words for part in self._lexicon.parts(stem)}
        )
        self._weight = {part: self._most_telling - math.log(1 + count) for part, count in counts.items()}
        self._known = [known for known, _ in read]
        self._whole = [reading.folded for _, reading in read]
        bare = [" ".join(fold_words(known.text.partition("(")[0])) for known, _ in read]
        self._weights = [self._weigh(reading) for _, reading in read]
        self._letters = Letters(self._whole, bare)
        self._within = Within(read_title(known.text.partition("(")[0]) for known, _ in read)
        self._totals = [sum(weights.values()) for weights in self._weights]
        self._folded: dict[str, list[int]] = {}
        self._keys: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for number, (_, reading) in enumerate(read):
            self._folded.setdefault(reading.folded, []).append(number)
            self._keys.setdefault(reading.folded.replace(" ", ""), []).append(number)
            self._stems.setdefault(reading.set_key, []).append(number)
            for part, weight in self._weights[number].items():
                self._holders.setdefault(part, []).append((number, weight))

    def match(self, title: str, limit: int = 5) -> list[Candidate]:
        """Return the names that *title* may mean, one a thing, the likest first."""
        reading = read_title(title)
        if not reading.folded:
            return []
        found = [*self._look_up(reading)] or [*self._contain(reading)]
        found += self._compare(reading)
        if max(found, default=_NOTHING)[0] < _LIKE_ENOUGH:
            spelt = self._letters.spell_out(" ".join(reading.telling))
            found += [(likeness, -number, SPELT, 0.0, 0.0) for number, likeness in spelt]
        best: dict[int, _Row] = {}
        for row in found:
            thing = self._known[-row[1]].thing
            if thing not in best or row[0] > best[thing][0]:
                best[thing] = row
        ranked = self._support(sorted(best.values(), reverse=True)[:_COMPARED])[:limit]
        return [
            Candidate(self._known[-number], self._whole[-number], likeness, how, asked, named)
            for likeness, number, how, asked, named in ranked
        ]

    def _support(self, ranked: list[_Row]) -> list[_Row]:
        """Return rows in a new order, in which those whose families are well among them have moved up."""
        if not ranked or ranked[0][2] in _LOOKED_UP:
            return ranked
        votes: dict[str, float] = {}
        for likeness, number, *_ in ranked:
            family = self._known[-number].family
            votes[family] = votes.get(family, 0.0) + likeness**4
        every = sum(votes.values())
        moved = [
            ((row[0] + _FAMILY * votes[self._known[-row[1]].family] / every) / (1 + _FAMILY), *row[1:])
            for row in ranked
        ]
        return sorted(moved, reverse=True)

    def _look_up(self, reading: Reading) -> Iterator[_Row]:
        """Yield the names that are the same in one way or another: rows to rank."""
        ways = (
            (SAME, 1.0, self._folded, reading.folded),
            (FOLDED, 0.99, self._keys, reading.folded.replace(" ", "")),
            (FOLDED, 0.98, self._keys, reading.key),
            (STEMS, 0.96, self._stems, reading.set_key),
        )
        for how, likeness, held, key in ways:
            for number in held.get(key, ()):
                # Of several with the same stems, that with the likest endings is meant.
                letters = fuzz.ratio(reading.folded, self._whole[number]) / 100 if how == STEMS else 1.0
                yield likeness - (1 - letters) / 10, -number, how, 1.0, 1.0

    def _compare(self, reading: Reading) -> Iterator[_Row]:
        """Yield the names that share the most with a title: rows to rank."""
        wanted, sure, most = self._parts_of(reading)
        shared = self._gather(wanted, sure, most)
        if not shared:
            return
        totals = self._totals
        ranked = [(2 * weight / (most + totals[number]), -number) for number, weight in shared.items()]
        least = max(ranked)[0] * _WORTH_COMPARING
        ranked = sorted((pair for pair in ranked if pair[0] >= least), reverse=True)[:_COMPARED]
        written = " ".join(reading.telling)
        letters = self._letters.likeness(written, [-number for _, number in ranked])
        for place, (words, number) in enumerate(ranked):
            likeness = _WORDS * min(1.0, words) + _LETTERS * letters[place]
            asked, named = shared[-number] / most, shared[-number] / totals[-number]
            how = NEAR if max(asked, named) >= _NEARLY_ALL else PART
            yield min(likeness, _MOST_LIKE), number, how, asked, named

    def _contain(self, reading: Reading) -> Iterator[_Row]:
        """Yield the names that stand within a title: rows to rank, the last number lower for many trades."""
        weights = [self._weigh_word(stem, share) for _, stem, share in reading.words]
        most = sum(weights) or 1.0
        for numbers, first, last, part in self._within.spans(reading):
            asked = part * sum(weights[first : last + 1]) / most
            named = 1 / len({self._known[number].family for number in numbers})
            likeness = _CONTAINED + _ASKED * asked + (_FIRST if first == 0 else 0.0) - _AMBIGUOUS * (1 - named)
            for number in numbers:
                letters = fuzz.ratio(reading.folded, self._whole[number]) / 100
                yield likeness + _LETTER * letters, -number, WITHIN, asked, named

    def _weigh_word(self, stem: str, share: float) -> float:
        known = stem in self._lexicon
        return share * (sum(map(self._tell, self._lexicon.parts(stem))) if known else _UNKNOWN * self._most_telling)

    def _gather(self, wanted: dict[str, float], sure: set[str], most: float) -> dict[int, float]:
        """
        Return how much each name shares with the *wanted* parts, whose weights add up to *most*.

        The rarest are taken first. Once half of the weight is, of parts that are *sure* to be meant, or a part is very
        common, what has none of it so far could not be the best any more and is not looked for.
        """
        shared: dict[int, float] = {}
        get, weights, holders = shared.get, self._weights, self._holders
        taken = 0.0
        for count, part in sorted((len(holders[part]), part) for part in wanted if part in holders):
            weight = wanted[part]
            if shared and (count > _COMMON or 2 * taken > most):
                for number in shared:
                    if part in weights[number]:
                        held = weights[number][part]
                        shared[number] += held if held < weight else weight
            else:
                for number, held in holders[part]:
                    shared[number] = get(number, 0.0) + (held if held < weight else weight)
            taken += weight if part in sure else 0.0
        return shared

    def _parts_of(self, reading: Reading) -> tuple[dict[str, float], set[str], float]:
        """Return the parts a title is made of with their weights, those not guessed, and the weight of the title."""
        found: dict[str, float] = {}
        sure: set[str] = set()
        most = 0.0
        lexicon = self._lexicon
        for word, stem, share in reading.words:
            is_known = stem in lexicon
            meant = ((stem, 1.0),) if is_known else self._meant(word, stem)
            if not meant:
                most += share * _UNKNOWN * self._most_telling
                continue
            for place, (known, likeness) in enumerate(meant):
                for part in lexicon.parts(known):
                    weight = share * self._tell(part)
                    most += weight if not place else 0.0
                    found[part] = max(found.get(part, 0.0), weight * likeness)
                    if is_known:
                        sure.add(part)
        return found, sure, most

    def _meant(self, word: str, stem: str) -> Near:
        """Return what an unknown *word* may be: misspelt, or a compound of known parts."""
        if whole := self._lexicon.whole(word):
            return ((whole, 1.0),)
        near = self._lexicon.near(word, stem)
        if near and near[0][1] > _SURELY_NEAR:
            return near
        return ((stem, 1.0),) if len(self._lexicon.parts(stem)) > 1 else near

    def _tell(self, part: str) -> float:
        return self._weight.get(part, self._most_telling)

    def _weigh(self, reading: Reading) -> dict[str, float]:
        """Return the parts of a name with how much each tells."""
        weights: dict[str, float] = {}
        for _, stem, share in reading.words:
            for part in self._lexicon.parts(stem):
                weights[part] = max(weights.get(part, 0.0), share * self._tell(part))
        return weights
