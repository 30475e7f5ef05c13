"""
Typed changes: the differences of two releases as events, such as a renaming or a revised figure.

New and removed observations are counted by cube, and values of a property that no resource of their class had before
by source.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ..change_kinds import SILENT_KINDS
from ..reading.result_rows import Cell
from ..vocab import PREFIXES, YG, Names
from .differences import TYPE, Difference, Fact
from .endings import Lives, end_changes
from .former_facts import Former, UnknownFormer
from .names import NAMES, pick_name
from .news import SILENT_PROPERTIES, is_item, is_silent_link, pick_news, source_of
from .record import NOTHING, ReleaseChange
from .successions import REPLACES, Life

_SKOS, _DCT = PREFIXES["skos"], PREFIXES["dct"]
_NOTATION = _SKOS + "notation"
# The place of an item among others: the item above it, or the group of another classification that it is in.
_PLACES = frozenset((_SKOS + "broader", YG + "iscoGroup"))
_MODIFIED, _ACCEPTED = _DCT + "modified", _DCT + "dateAccepted"
_DATASET = PREFIXES["qb"] + "dataSet"
_STATUS = YG + "figureStatus"
_NUMBERS = frozenset(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float"))


_UNKNOWN = UnknownFormer()


@dataclass
class _Counted:
    """The observations that one source has added to each cube or taken away, and its values of each new property."""

    sides: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    firsts: Counter[tuple[str, str]] = field(default_factory=Counter)


def type_changes(differences: Iterable[Difference], names: Names, former: Former = _UNKNOWN) -> Iterator[ReleaseChange]:
    """
    Yield the typed changes in *differences*, those within resources first, sorted by resource.

    New and retired resources follow, since a successor may sort after its predecessor. *former* is the older release.
    """
    lives = Lives()
    counted = _Counted()
    for difference in differences:
        kind = (names.split(difference.subject) or ("", ""))[0]
        if not kind or kind in SILENT_KINDS:
            continue
        facts = pick_news(difference, names, kind)
        if kind == "observation":
            yield from _observation_changes(difference, *facts, names, counted)
        elif kind == "source" and not (difference.is_new or difference.is_gone):
            yield from _source_changes(difference.subject, *facts)
        elif difference.is_gone or difference.is_new:
            side, found = (0, lives.ended) if difference.is_gone else (1, lives.begun)
            # Skip resources that only the records of the build describe, such as publishers.
            if facts[side]:
                found.append(_life(difference.subject, kind, facts[side], names))
        else:
            if any(fact.property == REPLACES for fact in facts[1]):
                lives.heirs.append(_life(difference.subject, kind, facts[1], names))
            for change in _inner_changes(difference.subject, kind, *facts, names):
                if former.uses(kind, change.property):
                    yield change
                else:
                    counted.firsts[change.source, change.property] += 1
    yield from _counted_changes(counted)
    yield from end_changes(lives, former)


def _inner_changes(
    thing: str, kind: str, lost: Sequence[Fact], gained: Sequence[Fact], names: Names
) -> Iterator[ReleaseChange]:
    """Yield the changes of a resource that both releases have, by property."""
    for property_ in sorted({fact.property for fact in (*lost, *gained)} - SILENT_PROPERTIES):
        before = [fact for fact in lost if fact.property == property_]
        after = [fact for fact in gained if fact.property == property_]
        graph = (after or before)[0].graph
        for old, new in _pairs([fact.value for fact in before], [fact.value for fact in after], property_):
            if is_silent_link(old, names) or is_silent_link(new, names):
                continue
            found = _kind_of(property_, kind, old, new)
            yield ReleaseChange(found, thing, property_, old, new, source_of(graph, names))


def _pairs(before: list[Cell], after: list[Cell], property_: str) -> Iterator[tuple[Cell, Cell]]:
    """Yield pairs of old and new values: texts by language, places as one pair, each other link alone."""
    groups: dict[tuple[str, str], tuple[list[Cell], list[Cell]]] = {}
    for side, values in enumerate((before, after)):
        for value in values:
            groups.setdefault((value.kind, value.language), ([], []))[side].append(value)
    for (kind, _), (old, new) in sorted(groups.items()):
        if len(old) == len(new) == 1 and (kind == "literal" or property_ in _PLACES):
            yield old[0], new[0]
            continue
        yield from ((value, NOTHING) for value in old)
        yield from ((NOTHING, value) for value in new)


def _kind_of(property_: str, kind: str, old: Cell, new: Cell) -> str:
    """Return the key of the kind of change from *old* to *new*."""
    value = new if new.kind else old
    both = bool(old.kind and new.kind)
    if value.kind == "uri":
        if both and property_ in _PLACES and is_item(kind):
            return "transfer"
        return "link-gained" if new.kind else "link-lost"
    if property_ == _NOTATION and both and is_item(kind):
        return "code-change"
    if property_ in NAMES and both:
        return "name-change" if is_item(kind) else "renaming"
    return "figure-revised" if value.datatype in _NUMBERS else "text-changed"


def _observation_changes(
    difference: Difference, lost: list[Fact], gained: list[Fact], names: Names, counted: _Counted
) -> Iterator[ReleaseChange]:
    """Yield the revised figures of an observation; a new or removed one is *counted* with its cube."""
    if difference.is_gone or difference.is_new:
        key = "retirement" if difference.is_gone else "appearance"
        for fact in lost if difference.is_gone else gained:
            if fact.property == _DATASET:
                counted.sides[key, source_of(fact.graph, names)][fact.value.value] += 1
        return
    figures = [
        [fact for fact in side if fact.value.datatype in _NUMBERS or fact.property == _STATUS]
        for side in (lost, gained)
    ]
    # A figure may be replaced by the status of a withheld one, which is another property.
    for old, new in zip_longest(*figures):
        known = new or old
        before, after = (fact.value if fact else NOTHING for fact in (old, new))
        source = source_of(known.graph, names)
        yield ReleaseChange("figure-revised", difference.subject, known.property, before, after, source)


def _source_changes(thing: str, lost: list[Fact], gained: list[Fact]) -> Iterator[ReleaseChange]:
    """Yield the renewal of a source, dated by its own statement if any, else by the day of reading."""
    for property_ in (_MODIFIED, _ACCEPTED):
        old = next((fact.value for fact in lost if fact.property == property_), NOTHING)
        new = next((fact.value for fact in gained if fact.property == property_), NOTHING)
        if new.kind:
            yield ReleaseChange("source-renewed", thing, property_, old, new, thing)
            return


def _counted_changes(counted: _Counted) -> Iterator[ReleaseChange]:
    for (key, source), cubes in sorted(counted.sides.items()):
        for cube, number in sorted(cubes.items()):
            old, new = (_count(number), NOTHING) if key == "retirement" else (NOTHING, _count(number))
            yield ReleaseChange(key, cube, _DATASET, old, new, source)
    for (source, property_), number in sorted(counted.firsts.items()):
        yield ReleaseChange("first-values", source, property_, NOTHING, _count(number), source)


def _count(number: int) -> Cell:
    return Cell(str(number), "literal", "", PREFIXES["xsd"] + "integer")


def _life(thing: str, kind: str, facts: Sequence[Fact], names: Names) -> Life:
    stating = next((fact.graph for fact in facts if fact.property == TYPE), facts[0].graph)
    source = thing if kind == "source" else source_of(stating, names)
    return Life(thing, kind, pick_name(facts), source, tuple(facts))
