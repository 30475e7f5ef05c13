"""Changes of whole resources: those that end, with their successors, and those that begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..reading.result_rows import Cell
from .former_facts import Former
from .names import PREFERRED
from .news import REPLACED_BY, is_item
from .record import NOTHING, ReleaseChange
from .successions import REPLACES, STATED, Life, Succession, find_successions


@dataclass(frozen=True)
class Lives:
    """The resources of a comparison that end and begin, and those of both releases that replace others by now."""

    ended: list[Life] = field(default_factory=list)
    begun: list[Life] = field(default_factory=list)
    heirs: list[Life] = field(default_factory=list)


def end_changes(lives: Lives, former: Former) -> Iterator[ReleaseChange]:
    """Yield split-offs, retired resources, each with its known successor, and new resources that succeed none."""
    ended, begun = lives.ended, lives.begun
    split_offs = list(_split_offs(ended, begun, former))
    yield from split_offs
    parted = {change.new.value for change in split_offs}
    successions = find_successions(ended, begun, lives.heirs)
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
        if is_item(life.kind) and (life.thing in origins or life.thing in parted):
            continue  # the change of the item that it continues names it
        yield ReleaseChange(_start_kind(life), life.thing, PREFERRED, NOTHING, life.name, life.source)


def _split_offs(ended: Sequence[Life], begun: Sequence[Life], former: Former) -> Iterator[ReleaseChange]:
    """Yield the new items that a source derives from an item that lives on."""
    over = {life.thing for life in ended}
    items = [life for life in begun if is_item(life.kind)]
    pairs = [(origin, life) for life in items for origin in sorted(life.values([REPLACES]) - over)]
    alive = former.living([origin for origin, _ in pairs]) if pairs else ()
    for origin, life in pairs:
        if origin in alive:
            yield ReleaseChange("split-off", origin, REPLACES, NOTHING, Cell(life.thing, "uri"), life.source, STATED)


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
