"""
Matching of job titles as people write them to the names of an index, fast enough for a file of any length.

A name with the same folded text or the same stems is found by one look-up. For any other title, the names that share
its rarest words are gathered (compounds by their parts, misspelt words by similar ones), and the best few are compared
letter by letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz

from ..search.everyday_names import call
from ..search.folding import fold_words
from ..search.written_titles import WrittenTitle, read_title
from .evidence.spelling import Finder, compare_each
from .evidence.ways import CALLED, FOLDED, NEAR, PART, SAME, SPELT, STEMS, WITHIN
from .families import Families
from .letters import Letters
from .names_within import Within
from .shared_parts import Sharing
from .word_senses import Meanings, Wanted

_COMPARED = 16
_NEARLY_ALL = 0.8
_MOST_LIKE, _LEAST_SAME = 0.95, 0.86
_LIKE_ENOUGH = 0.52
# Subtracted from an everyday name, which ranks after a name equal but for punctuation and before one equal by stems.
_CALLED_LESS = 0.03
# Similarity of a name contained in a title: a base, then terms for its share of the title, for ambiguity, for standing
# first and for similar letters.
_CONTAINED, _ASKED, _AMBIGUOUS, _FIRST, _LETTER = 0.35, 0.3, 0.2, 0.05, 0.02
# A ranked match: similarity, negated number of the name, way, both shares, similarity of letters. Sorting rows in
# reverse puts the most similar first, and the first listed first among equals.
_Row = tuple[float, int, str, float, float, float]
_NOTHING: _Row = (0.0, 0, "", 0.0, 0.0, 0.0)
_LETTERS, _WORDS = 0.6, 0.4
# Weights of the support for a family: from equally similar names, and from names with the same parts.
_AMONG_LIKE, _BY_PARTS = 0.2, 0.4


class Known(msgspec.Struct, frozen=True, gc=False):
    """
    A name in the index: the number of its entity, the text as listed, and its family ('' for none).

    A family is the titles of one occupation group; where no name is equal to the title, its members support each other.
    """

    thing: int
    text: str
    family: str = ""


class Candidate(NamedTuple):
    """
    A name that a title may mean; ``how`` is the way it was found, one of ``WAYS``.

    ``likeness`` is the overall similarity, ``asked`` the share of the title in the name, ``named`` the share of the
    name in the title, ``letters`` the similarity of spelling, ``backed`` the support for the family from names with the
    same parts, and ``most`` an upper bound on the confidence; all from 0 to 1. ``folded`` is the folded name.
    """

    known: Known
    folded: str
    likeness: float
    how: str
    asked: float
    named: float
    letters: float = 1.0
    backed: float = 1.0
    most: float = 1.0


class Matcher:
    """The names of an index prepared for matching, compared letter by letter by *find_among*; threads may share one."""

    def __init__(
        self, names: Iterable[Known], find_among: Callable[[Sequence[str]], Finder] = compare_each
    ) -> None:  # fmt: skip
        self._known = list(names)
        self._listed = len(self._known)
        called = list(_call(self._known))
        self._texts = texts = [known.text for known in self._known] + [text for _, text in called]
        self._known += [known for known, _ in called]
        self._things = [known.thing for known in self._known]
        read = [read_title(text, advertised=False) for text in texts]
        self._meanings = Meanings(read)
        weights = [self._meanings.weigh(reading) for reading in read]
        self._sharing = Sharing(weights)
        self._families = Families(weights, [known.family for known in self._known])
        self._whole = [reading.folded for reading in read]
        bare = [
            " ".join(fold_words(text.partition("(")[0])) if "(" in text else whole
            for text, whole in zip(texts, self._whole, strict=True)
        ]
        self._letters = Letters(self._whole, bare, find_among)
        self._beside: dict[int, list[_Row]] = {}
        self._folded: dict[str, list[int]] = {}
        self._keys: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        for number, reading in enumerate(read):
            self._folded.setdefault(reading.folded, []).append(number)
            self._keys.setdefault(reading.folded.replace(" ", ""), []).append(number)
            self._stems.setdefault(reading.set_key, []).append(number)

    def match(self, title: str, limit: int = 5) -> list[Candidate]:
        """Return up to *limit* candidates for *title*, one per entity, most similar first; [] for none."""
        reading = read_title(title)
        if not reading.folded:
            return []
        spoken: dict[str, float] = {}
        most = 1.0
        if same := sorted(self._look_up(reading), reverse=True):
            ranked = self._one_a_thing([*same, *self._stand_beside(-same[0][1])])
        elif not reading.tells:
            return []
        else:
            wanted = self._meanings.read(reading)
            guessed = self._one_a_thing(self._guess(reading, wanted), _COMPARED)
            spoken = self._families.speak(wanted.parts, {self._known[-row[1]].family for row in guessed})
            ranked = self._support(guessed, spoken) if guessed else []
            most = self._share_of_one(reading)
        return [
            Candidate(
                known, self._whole[-number], likeness, how, asked, named, letters, spoken.get(known.family, 1.0), most
            )
            for likeness, number, how, asked, named, letters in ranked[:limit]
            for known in (self._known[-number],)
        ]

    @cached_property
    def _within(self) -> Within:
        """The names by their words before brackets, read when the first title equals no name."""
        return Within(read_title(text.partition("(")[0]) for text in self._texts)

    def _share_of_one(self, reading: WrittenTitle) -> float:
        """Return the largest share that one family has of the names equal to a title but for their brackets."""
        families = [family for number in self._within.same(reading) if (family := self._known[number].family)]
        return max(Counter(families).values()) / len(families) if families else 1.0

    def _guess(self, reading: WrittenTitle, wanted: Wanted) -> list[_Row]:
        """Return the candidates for a title that no name is equal to, most similar first."""
        found = [*self._contain(reading), *self._compare(reading, wanted)]
        if max(found, default=_NOTHING)[0] < _LIKE_ENOUGH:
            spelt = self._letters.spell_out(" ".join(reading.telling))
            found += [(likeness, -number, SPELT, 0.0, 0.0, likeness) for number, likeness in spelt]
        return sorted(found, reverse=True)

    def _stand_beside(self, number: int) -> list[_Row]:
        """
        Return the names most similar to name *number*, computed once per name.

        Their similarity stays below that of an equal name.
        """
        if number not in self._beside:
            reading = read_title(self._texts[number], advertised=False)
            compared = self._compare(reading, self._meanings.read(reading))
            rows = [(min(row[0], _LEAST_SAME), *row[1:]) for row in compared]
            self._beside[number] = self._one_a_thing(sorted(rows, reverse=True))
        return self._beside[number]

    def _one_a_thing(self, ranked: list[_Row], most: int | None = None) -> list[_Row]:
        """Return the first row of each entity, at most *most* of them."""
        best: dict[int, _Row] = {}
        things = self._things
        for row in ranked:
            thing = things[-row[1]]
            if thing not in best:
                best[thing] = row
                if len(best) == most:
                    break
        return list(best.values())

    def _support(self, ranked: list[_Row], spoken: Mapping[str, float]) -> list[_Row]:
        """Return rows reordered by similarity plus the support for their families."""
        votes: dict[str, float] = {}
        for likeness, number, *_ in ranked:
            family = self._known[-number].family
            votes[family] = votes.get(family, 0.0) + likeness**4
        every = sum(votes.values())
        added = {family: _AMONG_LIKE * vote / every + _BY_PARTS * spoken[family] for family, vote in votes.items()}
        whole = 1 + _AMONG_LIKE + _BY_PARTS
        return sorted(
            (((row[0] + added[self._known[-row[1]].family]) / whole, *row[1:]) for row in ranked), reverse=True
        )

    def _look_up(self, reading: WrittenTitle) -> Iterator[_Row]:
        """Yield a row for each name equal to the title: in letters, folded, or by its stems."""
        ways = (
            (SAME, 1.0, self._folded, reading.folded),
            (FOLDED, 0.99, self._keys, reading.folded.replace(" ", "")),
            (FOLDED, 0.98, self._keys, reading.key),
            (STEMS, 0.96, self._stems, reading.set_key),
        )
        for how, likeness, held, key in ways:
            for number in held.get(key, ()):
                if reading.is_apart and " " not in self._whole[number]:
                    continue
                # Among names with the same stems, the one with the most similar endings ranks first.
                letters = fuzz.ratio(reading.folded, self._whole[number]) / 100 if how == STEMS else 1.0
                like = likeness - (1 - letters) / 10
                if number < self._listed:
                    yield like, -number, how, 1.0, 1.0, letters
                else:
                    yield like - _CALLED_LESS, -number, CALLED, 1.0, 1.0, letters

    def _compare(self, reading: WrittenTitle, wanted: Wanted) -> Iterator[_Row]:
        """Yield a row for each of the names that share the most parts with a title."""
        most_alike = self._sharing.most_alike(wanted, _COMPARED)
        letters = self._letters.likeness(" ".join(reading.telling), [number for number, *_ in most_alike])
        for (number, words, asked, named), spelling in zip(most_alike, letters, strict=True):
            likeness = _WORDS * min(1.0, words) + _LETTERS * spelling
            how = NEAR if asked >= _NEARLY_ALL or named >= _NEARLY_ALL else PART
            yield min(likeness, _MOST_LIKE), -number, how, asked, named, spelling

    def _contain(self, reading: WrittenTitle) -> Iterator[_Row]:
        """Yield a row for each name contained in a title; a name of several families is less similar."""
        spans = list(self._within.spans(reading))
        if not spans:
            return
        weights = self._meanings.weigh_words(reading)
        most = sum(weights) or 1.0
        for numbers, first, last, part in spans:
            asked = part * sum(weights[first : last + 1]) / most
            named = 1 / len({self._known[number].family for number in numbers})
            likeness = _CONTAINED + _ASKED * asked + (_FIRST if first == 0 else 0.0) - _AMBIGUOUS * (1 - named)
            for number in numbers:
                letters = fuzz.ratio(reading.folded, self._whole[number]) / 100
                yield likeness + _LETTER * letters, -number, WITHIN, asked, named, letters


def _call(names: Sequence[Known]) -> Iterator[tuple[Known, str]]:
    """Yield names with their everyday forms, except forms equal to the name of a listed title."""
    folded = [" ".join(fold_words(known.text)) for known in names]
    listed = {text for text, known in zip(folded, names, strict=True) if known.family}
    for known, text in zip(names, folded, strict=True):
        yield from ((known, one) for one in call(text, listed))
