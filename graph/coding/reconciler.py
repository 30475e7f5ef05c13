"""
Finds what an entry of someone else's table may be: candidates by name or code, weighed by what else is on record.

A score is the chance that a candidate is meant, in per cent: that of the best name as the matcher is fitted to say it,
what is left of it shared among the others by how like they are, then moved by the evidence.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..search.folding import fold_words
from ..search.index import Indexed, SearchIndex, open_index
from .confidence import confidence
from .matcher import FOLDED, SAME, Candidate, Known, Matcher
from .properties import PROPERTIES, TRADE, Properties
from .record_evidence import Given, agree_on_code, agree_on_name, shares_trade, weigh

MATCH = 0.9
# How the features that compare evidence begin, before the name of the property.
AGREES = "agrees_"
_SAYS_NOTHING = 0.5
_SURE = 0.99
_GROUP_DIGITS = 4
# Of each kind, and of all together before they are weighed.
_LOOKED_AT, _WEIGHED = 25, 50
_BY_EVIDENCE_ALONE = 0.5
_GROUPS = ("styrk98", "styrk08")
_BY_GROUP, _AS_LIKE = 0.7, 0.02
# Names in English, of which there are too many to match letter by letter unless they are asked for.
_ONLY_WHEN_ASKED = ("esco",)


@dataclass(slots=True)
class Proposal:
    """
    A candidate: the thing, the name of it that was found ('' for none), the chance that it is meant (0 to 1).

    ``features`` are what the chance was made of: numbers from 0 to 1, and whether something is so.
    """

    thing: Indexed
    matched: str
    chance: float
    features: dict[str, float | bool] = field(default_factory=dict)
    is_match: bool = False


class Reconciler:
    """Reconciles with the things of *index*; the names of a kind are held from the first time it is asked for."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self.properties = Properties(index)
        self._matchers: dict[str, Matcher] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def propose(
        self, written: str, kinds: Sequence[str], evidence: Mapping[str, Sequence[Given]], limit: int
    ) -> list[Proposal]:
        """Return the best *limit* candidates among *kinds* (all where none is given), the likest first."""
        found = {one.thing.number: one for one in reversed(self._by_name(written, kinds))} if written else {}
        if not written:
            found = {one.thing.number: one for one in self._by_evidence(kinds, evidence)}
        likeliest = sorted(found.values(), key=_rank)[:_WEIGHED]
        for proposal in likeliest:
            self._weigh(proposal, evidence)
        ranked = sorted(likeliest, key=_rank)
        likely = [one for one in ranked if one.chance >= MATCH]
        if written and len(likely) == 1:
            likely[0].is_match = not any(_speaks_against(name, value) for name, value in likely[0].features.items())
        return ranked[:limit]

    def _by_name(self, written: str, kinds: Sequence[str]) -> list[Proposal]:
        asked = kinds or self.properties.kinds
        if coded := self._by_code(written, asked):
            return coded
        matched = [kind for kind in asked if kinds or kind not in _ONLY_WHEN_ASKED]
        found = [one for kind in matched for one in self._of_kind(kind, written)]
        if not kinds:
            entries = self.index.same(join_words(written), _ONLY_WHEN_ASKED, _LOOKED_AT)
            things = self.index.things(entry.thing for entry in entries)
            same = {"name_likeness": 1.0, "is_same_name": True, "chance_by_name": MATCH}
            found += [Proposal(things[entry.thing], entry.text, MATCH, dict(same)) for entry in entries]
        return found

    def _by_code(self, written: str, kinds: Sequence[str]) -> list[Proposal]:
        """Return the things that have what was written as their IRI, key or code."""
        named = self.index.thing(written) or self.find(*written.partition("/")[::2])
        if named and named.kind in kinds:
            return [Proposal(named, "", _SURE, {"is_code": True})]
        if not (code := Given(written).code):
            return []
        things = [one for one in self.index.with_code(code, kinds, _LOOKED_AT) if one.code == code]
        return [Proposal(thing, "", _SURE / len(things), {"is_code": True}) for thing in things]

    def find(self, kind: str, key: str) -> Indexed | None:
        """Return the thing of a kind and key, or None where the index has none."""
        return self.properties.by_key.get((kind, key))

    def _of_kind(self, kind: str, written: str) -> list[Proposal]:
        candidates = self._matcher(kind).match(written, _LOOKED_AT)
        if not candidates:
            return []
        best = candidates[0]
        sure = confidence(candidates)
        # A chance may be that of a group: names as like as the best share it.
        as_like = [one for one in candidates if one.likeness > best.likeness - _AS_LIKE]
        wordings = {one.folded: one.likeness**4 for one in reversed(as_like)}
        chance = sure * wordings[best.folded] / sum(wordings.values())
        others = sum(one.likeness**4 for one in candidates if one.folded != best.folded)
        return [
            self._propose(one, chance if one.folded == best.folded else (1 - chance) * one.likeness**4 / others)
            for one in candidates
        ]

    def _propose(self, candidate: Candidate, chance: float) -> Proposal:
        features = {
            "name_likeness": round(candidate.likeness, 3),
            "words_asked": round(min(1.0, candidate.asked), 3),
            "words_named": round(min(1.0, candidate.named), 3),
            "is_same_name": candidate.how in {SAME, FOLDED},
            "chance_by_name": round(chance, 4),
        }
        known = candidate.known
        return Proposal(self.properties.things[known.thing], known.text, chance, features)

    def _by_evidence(self, kinds: Sequence[str], evidence: Mapping[str, Sequence[Given]]) -> list[Proposal]:
        """Return the things that have one of the codes on record, where there is no name to go by."""
        found: dict[int, Proposal] = {}
        for name, given in evidence.items():
            values = [thing for one in given for thing in self._valued(one, PROPERTIES.get(name, ""))]
            for value in values:
                for kind in kinds or ("title", "occupation"):
                    for number, _ in self.properties.holders(value.number, kind, name):
                        thing = self.properties.things[number]
                        found.setdefault(number, Proposal(thing, "", 0.0))
        for proposal in found.values():
            proposal.chance = min(_BY_EVIDENCE_ALONE, 1 / len(found))
        return list(found.values())

    def _valued(self, given: Given, kind: str) -> list[Indexed]:
        if not kind:
            return []
        if given.kind:
            named = self.find(given.kind, given.text)
            return [named] if named and named.kind == kind else []
        if code := given.code:
            return self.index.with_code(code[:_GROUP_DIGITS] if kind in _GROUPS else code, [kind], _LOOKED_AT)
        return list(self.index.things(one.thing for one in self.index.same(join_words(given.text), [kind], 5)).values())

    def _weigh(self, proposal: Proposal, evidence: Mapping[str, Sequence[Given]]) -> None:
        for name, given in evidence.items():
            agreement = self._agree(proposal.thing, name, given)
            if agreement is not None:
                proposal.features[AGREES + name] = round(agreement, 3)
                proposal.chance = weigh(proposal.chance, agreement)

    def _agree(self, thing: Indexed, name: str, given: Sequence[Given]) -> float | None:
        """Return how far a thing's values of a property and those on record agree, or None where nothing is known."""
        if name == TRADE:
            return self._agree_on_trade(thing, given)
        values = self.properties.values(thing, name)
        if not values or not given:
            return None
        # What is only mapped, and not surely, tells the less.
        return max(
            0.5 + (self._agree_on(one, reached.thing) - 0.5) * reached.confidence for one in given for reached in values
        )

    def _agree_on_trade(self, thing: Indexed, given: Sequence[Given]) -> float | None:
        """Return how far the names of a thing, or else those of its groups, tell of the trade; they rarely do."""
        if any(shares_trade(one, self.names(thing.number)) for one in given):
            return 1.0
        groups = (self.properties.values(thing, kind) for kind in _GROUPS)
        names = [name for reached in groups for one in reached for name in self.names(one.thing.number)]
        return _BY_GROUP if any(shares_trade(one, names) for one in given) else None

    def _agree_on(self, given: Given, value: Indexed) -> float:
        if given.kind:
            same_kind = given.kind == value.kind
            return float(same_kind and (given.text == value.key or agree_on_code(given, value.code) == 1.0))
        if given.code and value.code:
            return agree_on_code(given, value.code)
        return agree_on_name(given, self.names(value.number))

    def names(self, number: int) -> tuple[str, ...]:
        """Return the names of a thing, folded."""
        if number not in self._names:
            found = self.index.names([number]).get(number, ())
            self._names[number] = tuple(entry.folded for entry in found)
        return self._names[number]

    def _matcher(self, kind: str) -> Matcher:
        with self._lock:
            if kind not in self._matchers:
                things = self.properties.things
                self._matchers[kind] = Matcher(
                    Known(entry.thing, entry.text, things[entry.thing].code[:_GROUP_DIGITS])
                    for entry in self.index.names_of_kinds([kind])
                )
            return self._matchers[kind]


def _rank(proposal: Proposal) -> tuple[float, int]:
    return -proposal.chance, proposal.thing.number


def _speaks_against(feature: str, value: float) -> bool:
    return feature.startswith(AGREES) and value < _SAYS_NOTHING


@lru_cache(maxsize=2)
def open_reconciler(folder: Path) -> Reconciler:
    """Return what reconciles with the release in *folder*, one for all who ask; nothing is read before it is asked."""
    return Reconciler(open_index(folder))


def join_words(text: str) -> str:
    """Return the words of *text*, folded, in one, as the index holds names too."""
    return "".join(fold_words(text))
