"""
Typed changes: the differences of two releases as events, such as a renaming or a revised figure.

New and removed observations are counted by cube.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ..reading.result_rows import Cell
from ..vocab import PREFIXES, YG, Names
from .differences import TYPE, Difference, Fact
from .news import REPLACED_BY, SILENT_KINDS, SILENT_PROPERTIES, is_item, is_silent_link, pick_news, source_of
from .successions import Life, Succession, find_successions

_SKOS, _DCT = PREFIXES["skos"], PREFIXES["dct"]
PREFERRED = _SKOS + "prefLabel"
NAMES = (PREFERRED, PREFIXES["rdfs"] + "label", _DCT + "title")
_NOTATION = _SKOS + "notation"
# The place of an item among others: the item above it, or the group of another classification that it is in.
_PLACES = frozenset((_SKOS + "broader", YG + "iscoGroup"))
_MODIFIED, _ACCEPTED = _DCT + "modified", _DCT + "dateAccepted"
_DATASET = PREFIXES["qb"] + "dataSet"
_STATUS = YG + "figureStatus"
_NUMBERS = frozenset(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float"))
NOTHING = Cell("", "")


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """
    A change of *thing* between two releases.

    ``kind`` is the key of a ``ChangeKind``, ``old`` and ``new`` are terms with the value '' where a side has none, and
    ``source`` is the IRI of the source or rule that states the change.
    """

    kind: str
    thing: str
    property: str
    old: Cell
    new: Cell
    source: str
    ground: str = ""


@dataclass
class _Counted:
    """The observations of one cube that one source has added or taken away."""

    sides: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def type_changes(differences: Iterable[Difference], names: Names) -> Iterator[ReleaseChange]:
    """
    Yield the typed changes in *differences*, those within resources first, sorted by resource.

    New and retired resources follow, since a successor may sort after its predecessor.
    """
    ended: list[Life] = []
    begun: list[Life] = []
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
            side, lives = (0, ended) if difference.is_gone else (1, begun)
            # Skip resources that only the records of the build describe, such as publishers.
            if facts[side]:
                lives.append(_life(difference.subject, kind, facts[side], names))
        else:
            yield from _inner_changes(difference.subject, kind, *facts, names)
    yield from _counted_changes(counted)
    yield from _ends(ended, begun)


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
            count = Cell(str(number), "literal", "", PREFIXES["xsd"] + "integer")
            old, new = (count, NOTHING) if key == "retirement" else (NOTHING, count)
            yield ReleaseChange(key, cube, _DATASET, old, new, source)


def _life(thing: str, kind: str, facts: Sequence[Fact], names: Names) -> Life:
    stating = next((fact.graph for fact in facts if fact.property == TYPE), facts[0].graph)
    source = thing if kind == "source" else source_of(stating, names)
    return Life(thing, kind, pick_name(facts), source, tuple(facts))


def pick_name(facts: Sequence[Fact]) -> Cell:
    """Return the name among *facts*: the preferred one before labels, Norwegian before English."""
    named = [fact for fact in facts if fact.property in NAMES]
    order = {"nb": 0, "nn": 1, "en": 2}
    ranked = sorted(named, key=lambda fact: (NAMES.index(fact.property), order.get(fact.value.language, 3)))
    return ranked[0].value if ranked else NOTHING


def _ends(ended: list[Life], begun: list[Life]) -> Iterator[ReleaseChange]:
    """Yield retired resources, each with its known successor, and new resources that succeed none."""
    successions = find_successions(ended, begun)
    fresh = {life.thing for life in begun}
    origins = Counter(target for succession in successions.values() for target in succession.targets)
    for life in ended:
        succession = successions.get(life.thing)
        kind = _end_kind(life, succession, fresh, origins)
        targets = [Cell(target, "uri") for target in succession.targets] if succession else [NOTHING]
        for target in targets:
            ground = succession.ground if succession else ""
            property_ = REPLACED_BY if target.kind else PREFERRED
            yield ReleaseChange(kind, life.thing, property_, life.name, target, life.source, ground)
    for life in begun:
        if is_item(life.kind) and life.thing in origins:
            continue  # the change of the item that it continues names it
        yield ReleaseChange(_start_kind(life), life.thing, PREFERRED, NOTHING, life.name, life.source)


def _start_kind(life: Life) -> str:
    return "creation" if is_item(life.kind) else "appearance"


def _end_kind(life: Life, succession: Succession | None, fresh: set[str], origins: Counter[str]) -> str:
    """Return the kind of change that ends *life*; for a classification item it depends on the place of its content."""
    if not is_item(life.kind):
        return "retirement"
    if succession is None:
        return "deletion"
    if len(succession.targets) > 1:
        return "split"
    (target,) = succession.targets
    if target not in fresh:
        return "take-over"
    return "merger" if origins[target] > 1 else "code-change"
