"""Successors of retired resources, each with the evidence for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..reading.result_rows import Cell
from ..vocab import PREFIXES, YG
from .differences import Fact

_DCT, _SKOS = PREFIXES["dct"], PREFIXES["skos"]
REPLACES = _DCT + "replaces"
_REPLACED_BY, _IDENTIFIER = _DCT + "isReplacedBy", _DCT + "identifier"
_MAPPINGS = frozenset(_SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch"))
_CODES = frozenset(YG + name for name in ("classifiedIn", "hasJobTitle"))
_BROADER = _SKOS + "broader"
# The edition of a classification that takes the place of another.
_NEXT_EDITION = {"styrk98": "styrk08", "isco88": "isco08"}
# Kinds whose publisher gives each member of a group a name of its own.
_NAMED_ONCE = frozenset(("styrk08", "styrk98", "isco08", "isco88", "nus", "nus-field", "title", "esco", "nav-category"))

STATED, SAME_IDENTIFIER, CROSSWALK, SAME_CODES, SAME_NAME = (
    "stated", "same-identifier", "crosswalk", "same-codes", "same-name",
)  # fmt: skip
# The grounds, strongest first; the first two and the crosswalk are stated by a source.
GROUNDS = (STATED, SAME_IDENTIFIER, CROSSWALK, SAME_CODES, SAME_NAME)


@dataclass(frozen=True, slots=True)
class Life:
    """A resource that one of two releases lacks: its kind, name and source, and the facts of the other release."""

    thing: str
    kind: str
    name: Cell
    source: str
    facts: Sequence[Fact]

    def values(self, properties: Iterable[str]) -> frozenset[str]:
        """Return its values of *properties*."""
        wanted = frozenset(properties)
        return frozenset(fact.value.value for fact in self.facts if fact.property in wanted)


@dataclass(frozen=True, slots=True)
class Succession:
    """The successors of a resource, sorted, and the ground: one of ``GROUNDS``."""

    targets: tuple[str, ...]
    ground: str


def find_successions(ended: Sequence[Life], begun: Sequence[Life], heirs: Sequence[Life] = ()) -> dict[str, Succession]:
    """
    Return the succession of each of *ended* that has one, by the strongest of its grounds.

    *heirs* are resources of both releases, with the facts that the newer one has gained. Codes, names and identifiers
    count only where exactly one ended and one new resource share them.
    """
    found: dict[str, Succession] = {}
    for ground, pairs in (
        (STATED, _stated(ended, (*begun, *heirs))),
        (SAME_IDENTIFIER, _alike(ended, begun, lambda life: (life.kind, *sorted(life.values([_IDENTIFIER]))))),
        (CROSSWALK, _crossed(ended)),
        (SAME_CODES, _alike(ended, begun, _codes)),
        (SAME_NAME, _alike(ended, begun, _name)),
    ):
        new = {thing: targets for thing, targets in pairs if thing not in found and targets}
        found |= {thing: Succession(tuple(sorted(targets)), ground) for thing, targets in new.items()}
    return found


def _stated(ended: Sequence[Life], heirs: Sequence[Life]) -> Iterator[tuple[str, set[str]]]:
    """Yield the successors that a source states, on either resource."""
    backwards: Mapping[str, set[str]] = defaultdict(set)
    for life in heirs:
        for origin in life.values([REPLACES]):
            backwards[origin].add(life.thing)
    for life in ended:
        yield life.thing, backwards[life.thing] | life.values([_REPLACED_BY])


def _crossed(ended: Sequence[Life]) -> Iterator[tuple[str, set[str]]]:
    """Yield the items of the next edition to which a crosswalk leads."""
    for life in ended:
        if (edition := _NEXT_EDITION.get(life.kind)) is not None:
            targets = life.values(_MAPPINGS)
            yield life.thing, {target for target in targets if f"/id/{edition}/" in target}


def _alike(
    ended: Sequence[Life], begun: Sequence[Life], mark: Callable[[Life], tuple[Hashable, ...]]
) -> Iterator[tuple[str, set[str]]]:
    """Yield the pairs whose *mark* is unique among ended and new resources and has more than the kind."""
    sides: list[dict[tuple[Hashable, ...], list[str]]] = [{}, {}]
    for side, lives in zip(sides, (ended, begun), strict=True):
        for life in lives:
            if len(found := mark(life)) > 1:
                side.setdefault(found, []).append(life.thing)
    for found, things in sides[0].items():
        if len(things) == 1 and len(others := sides[1].get(found, [])) == 1:
            yield things[0], set(others)


def _codes(life: Life) -> tuple[Hashable, ...]:
    return (life.kind, *sorted(life.values(_CODES))) if life.kind == "occupation" else ()


def _name(life: Life) -> tuple[Hashable, ...]:
    """Return the name with that of the broader item, since many groups share a name with their only member."""
    if life.kind not in _NAMED_ONCE or not life.name.value:
        return ()
    return life.kind, life.name, *sorted(life.values([_BROADER]))
