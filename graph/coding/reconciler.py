"""
Candidates for an entry in a user's table, by name or code, weighed by the other columns of its row.

The chance of the best name is the matcher's calibrated confidence; the remainder is divided among the other candidates
by their similarity. Evidence from the record then raises or lowers each chance.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from ..search.folding import fold_words
from ..search.index import Indexed, SearchIndex, open_index
from .confidence import confidence
from .evidence.ways import FOLDED, SAME, STEMS
from .matcher import Candidate, Known, Matcher
from .properties import PROPERTIES, TRADE, Properties
from .proposals import AGREES, Proposal, chance_by_likeness, may_match, names_by_stems, rank, speaks_against
from .record_evidence import Given, agree_on_code, agree_on_name, shares_trade, weigh

MATCH = 0.9
_SURE = 0.99
_GROUP_DIGITS = 4
# The most candidates of one kind, and the most that evidence is weighed for.
_LOOKED_AT, _WEIGHED = 25, 50
_BY_EVIDENCE_ALONE = 0.5
_GROUPS = ("styrk98", "styrk08")
_BY_GROUP, _AS_LIKE = 0.7, 0.02
# English names: too many for comparing letter by letter, unless the request names the kind.
_ONLY_WHEN_ASKED = ("esco",)


class Reconciler:
    """Reconciliation with the entities in *index*; the names of a kind load with the first request for it."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self.properties = Properties(index)
        self._matchers: dict[str, Matcher] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def propose(
        self, written: str, kinds: Sequence[str], evidence: Mapping[str, Sequence[Given]], limit: int
    ) -> list[Proposal]:
        """
        Return up to *limit* candidates among *kinds* (of every kind where empty), most likely first.

        *evidence* has the values on record by property; with *written* empty, it alone selects candidates. Evidence on
        a property that is neither in ``PROPERTIES`` nor ``TRADE`` raises ``KeyError``.
        """
        found = {one.thing.number: one for one in reversed(self._by_name(written, kinds))} if written else {}
        if not written:
            found = {one.thing.number: one for one in self._by_evidence(kinds, evidence)}
        likeliest = sorted(found.values(), key=rank)[:_WEIGHED]
        for proposal in likeliest:
            self._weigh(proposal, evidence)
        ranked = sorted(likeliest, key=rank)
        likely = [one for one in ranked if one.chance >= MATCH]
        if written and len(likely) == 1:
            against = any(speaks_against(name, value) for name, value in likely[0].features.items())
            likely[0].is_match = may_match(likely[0]) and not against
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
            found += [Proposal(things[entry.thing], entry.text, MATCH, dict(same), is_named=True) for entry in entries]
        return found

    def _by_code(self, written: str, kinds: Sequence[str]) -> list[Proposal]:
        """Return the entities whose IRI, key or code is *written*."""
        named = self.index.thing(written) or self.find(*written.partition("/")[::2])
        if named and named.kind in kinds:
            return [Proposal(named, "", _SURE, {"is_code": True})]
        if not (code := Given(written).code):
            return []
        things = [one for one in self.index.with_code(code, kinds, _LOOKED_AT) if one.code == code]
        return [Proposal(thing, "", _SURE / len(things), {"is_code": True}) for thing in things]

    def look_up(self, written: str) -> Indexed | None:
        """Return the entity that *written* is the id (``title/2221110``), the IRI or the only code of, or None."""
        id_ = written.strip()
        if named := self.index.thing(id_) or self.find(*id_.partition("/")[::2]):
            return named
        code = Given(id_).code
        things = [one for one in self.index.with_code(code, (), _LOOKED_AT) if one.code == code] if code else []
        return things[0] if len(things) == 1 else None

    def find(self, kind: str, key: str) -> Indexed | None:
        """Return the entity with this kind and key, or None."""
        return self.properties.by_key.get((kind, key))

    def _of_kind(self, kind: str, written: str) -> list[Proposal]:
        candidates = self._matcher(kind).match(written, _LOOKED_AT)
        if not candidates:
            return []
        best = candidates[0]
        sure = confidence(candidates)
        # The confidence may hold for the whole group: equally similar names share it.
        as_like = [one for one in candidates if one.likeness > best.likeness - _AS_LIKE]
        wordings = {one.folded: one.likeness**4 for one in reversed(as_like)}
        chance = sure * wordings[best.folded] / sum(wordings.values())
        others = sum(one.likeness**4 for one in candidates if one.folded != best.folded)
        return [
            self._propose(one, chance if one.folded == best.folded else (1 - chance) * one.likeness**4 / others)
            for one in candidates
        ]

    def _propose(self, candidate: Candidate, chance: float) -> Proposal:
        known = candidate.known
        thing = self.properties.things[known.thing]
        by_stems = candidate.how == STEMS and names_by_stems(thing.kind, candidate.letters)
        is_named = by_stems or candidate.how in {SAME, FOLDED}
        chance = chance if is_named else chance_by_likeness(thing.kind, chance, candidate.letters)
        features = {
            "name_likeness": round(candidate.likeness, 3),
            "words_asked": round(min(1.0, candidate.asked), 3),
            "words_named": round(min(1.0, candidate.named), 3),
            "is_same_name": candidate.how in {SAME, FOLDED},
            "chance_by_name": round(chance, 4),
        }
        return Proposal(thing, known.text, chance, features, is_named=is_named)

    def _by_evidence(self, kinds: Sequence[str], evidence: Mapping[str, Sequence[Given]]) -> list[Proposal]:
        """Return the entities with any of the values on record, for an entry without a name."""
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
        """Return the agreement (0 to 1) of an entity's values and those on record, or None where either is missing."""
        if name == TRADE:
            return self._agree_on_trade(thing, given)
        values = self.properties.values(thing, name)
        if not values or not given:
            return None
        # A value reached by an uncertain mapping counts less.
        return max(
            0.5 + (self._agree_on(one, reached.thing) - 0.5) * reached.confidence for one in given for reached in values
        )

    def _agree_on_trade(self, thing: Indexed, given: Sequence[Given]) -> float | None:
        """Return the agreement on the trade by the names of an entity or of its groups; None, usually, for no hint."""
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
        """Return the folded names of an entity; () for an unknown number."""
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


@lru_cache(maxsize=2)
def open_reconciler(folder: Path) -> Reconciler:
    """
    Return the reconciler of the release in *folder*, shared by all callers; its index is read when first needed.

    Raises ``ReleaseFault`` where the release has no usable search index.
    """
    return Reconciler(open_index(folder))


def join_words(text: str) -> str:
    """Return the folded words of *text* without blanks, the form in which the index looks names up."""
    return "".join(fold_words(text))
