"""The names in a release that have codes of STYRK-98 or STYRK-08, as titles are compared with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ..search.folding import fold_words
from ..search.records import CALLED, Link, Name, Thing
from .evidence.nearest_names import OWN_CODES, CodedName

_GROUP_DIGITS = 4
_NORWEGIAN = ("nb", "nn", "")
# An occupation of more groups than this says too little of any of them.
_MOST_GROUPS = 3
# The role of the words to search an occupation by.
_SOUGHT = "hidden"
_RELATIONS = ("group", "mapping", "classified")


def gather_coded_names(things: Sequence[Thing], links: Iterable[Link]) -> list[CodedName]:
    """Return the Norwegian names of titles, unit groups and occupations, with the codes each of them stands for."""
    codes = {thing.iri: (thing.kind, thing.code) for thing in things if _is_group(thing)}
    linked: dict[str, dict[str, dict[str, float]]] = {}
    for link in links:
        if link.relation in _RELATIONS and link.target in codes:
            kind, code = codes[link.target]
            linked.setdefault(link.source, {}).setdefault(kind, {})[code] = link.confidence
    found = [*_of_groups(things), *_of_titles(things, linked), *_of_occupations(things, linked)]
    return sorted(found, key=lambda one: (one.text, sorted(one.codes)))


def _is_group(thing: Thing) -> bool:
    return thing.kind in OWN_CODES and len(thing.code) == _GROUP_DIGITS


def _of_groups(things: Iterable[Thing]) -> Iterator[CodedName]:
    """Yield the names of groups; one that several groups are found by is shared among them."""
    holders: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for thing in filter(_is_group, things):
        for text in _texts(thing.names):
            _, by_kind = holders.setdefault(" ".join(fold_words(text)), (text, {}))
            by_kind.setdefault(thing.kind, []).append(thing.code)
    for text, by_kind in holders.values():
        yield CodedName(text, {kind: dict.fromkeys(sorted(held), 1 / len(held)) for kind, held in by_kind.items()})


def _of_titles(things: Iterable[Thing], linked: Mapping[str, dict[str, dict[str, float]]]) -> Iterator[CodedName]:
    for thing in things:
        if thing.kind == "title":
            for text in _texts(thing.names):
                yield CodedName(text, linked.get(thing.iri, {}))


def _of_occupations(things: Sequence[Thing], linked: Mapping[str, dict[str, dict[str, float]]]) -> Iterator[CodedName]:
    """
    Yield the names of occupations of few groups, each shared among its groups.

    A word to search an occupation by is no name of it where titles of the register begin with it, none of them in one
    of its groups: *Trafikklærer* is found by "sjåfør".
    """
    registered = _by_first_words(things, linked)
    for thing in things:
        groups = linked.get(thing.iri, {}) if thing.kind == "occupation" else {}
        codes = {kind: dict.fromkeys(held, 1 / len(held)) for kind, held in groups.items() if len(held) <= _MOST_GROUPS}
        if codes:
            sought = {" ".join(fold_words(name.text)) for name in thing.names if name.role == _SOUGHT}
            for text in _texts(thing.names):
                folded = " ".join(fold_words(text))
                if folded not in sought or not _contradict(registered.get(folded, {}), codes):
                    yield CodedName(text, codes)


def _by_first_words(
    things: Iterable[Thing], linked: Mapping[str, dict[str, dict[str, float]]]
) -> dict[str, dict[str, set[str]]]:
    """Return the codes of titles by their words before brackets and by classification."""
    found: dict[str, dict[str, set[str]]] = {}
    for thing in things:
        if thing.kind == "title":
            for name in thing.names:
                held = found.setdefault(" ".join(fold_words(name.text.partition("(")[0])), {})
                for kind, codes in linked.get(thing.iri, {}).items():
                    held.setdefault(kind, set()).update(codes)
    return found


def _contradict(registered: Mapping[str, set[str]], codes: Mapping[str, Collection[str]]) -> bool:
    """Return whether titles have groups of the classifications of *codes*, and none of these groups."""
    both = registered.keys() & codes.keys()
    return bool(both) and not any(registered[kind].intersection(codes[kind]) for kind in both)


def _texts(names: Iterable[Name]) -> Iterator[str]:
    """Yield the Norwegian names, once each whatever their case; everyday names have a table of their own."""
    seen: set[str] = set()
    for name in names:
        folded = " ".join(fold_words(name.text))
        if name.language in _NORWEGIAN and name.role != CALLED and folded not in seen:
            seen.add(folded)
            yield name.text
