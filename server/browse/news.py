"""News: the changes of the newest releases by type of resource and kind of change, with examples by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.change_kinds import CHANGE_KEYS
from graph.kinds import BY_KEY
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import Iri

from ..dates import write_date
from ..languages import ReaderLanguage
from ..things.history.change_lines import ChangeLine, read_line
from .change_order import ChangeEntry

# The releases with news on the page, and the examples of each kind of change.
MOST_RELEASES = 3
MOST_EXAMPLES = 8
# Kinds of changes that are counted without examples, since no name tells them apart.
_COUNTED = frozenset(("link-gained", "link-lost", "text-changed", "figure-revised"))
_ORDER = {key: number for number, key in enumerate(BY_KEY)}
# Types of resources whose names are descriptions.
_NAMELESS = frozenset(("cube", "observation"))

Group = tuple[str, str]


@dataclass(frozen=True)
class NewsGroup:
    """The changes of one ``kind`` to resources of one ``type``: their number, and some by name."""

    type: str
    kind: str
    total: int
    examples: Sequence[ChangeLine]


@dataclass(frozen=True)
class ReleaseNews:
    """The news of a release: its name, its day in words, and groups of changes by type of resource."""

    release: str
    date: str
    types: Mapping[str, Sequence[NewsGroup]]

    @property
    def day(self) -> str:
        """The day with which the name of the release starts."""
        return self.release[:10]


def gather_news(current: Release, entries: Iterable[ChangeEntry], language: ReaderLanguage) -> list[ReleaseNews]:
    """Return the news of the newest releases among *entries*, which stand newest release first."""
    counts: dict[str, Counter[Group]] = {}
    chosen: dict[str, dict[Group, list[str]]] = {}
    for entry in entries:
        if entry.release not in counts and len(counts) == MOST_RELEASES:
            break
        group = entry.thing.partition("/")[0], entry.kind
        counts.setdefault(entry.release, Counter())[group] += 1
        some = chosen.setdefault(entry.release, {}).setdefault(group, [])
        if entry.kind not in _COUNTED and group[0] not in _NAMELESS and len(some) < MOST_EXAMPLES:
            some.append(current.names.thing("change", entry.change))
    keys = [Iri(key) for groups in chosen.values() for some in groups.values() for key in some]
    lines = _named(current, keys, language)
    return [
        ReleaseNews(
            name,
            write_date(name[:10], language.interface),
            _by_type(found, {group: _lines(some, lines) for group, some in chosen[name].items()}),
        )
        for name, found in counts.items()
    ]


def _by_type(
    counts: Mapping[Group, int], examples: Mapping[Group, Sequence[ChangeLine]]
) -> dict[str, Sequence[NewsGroup]]:
    found: dict[str, list[NewsGroup]] = {}
    for group in sorted(counts, key=lambda one: (_ORDER.get(one[0], len(_ORDER)), CHANGE_KEYS.index(one[1]))):
        found.setdefault(group[0], []).append(NewsGroup(*group, counts[group], examples[group]))
    return {type_: groups for type_, groups in found.items() if type_ in BY_KEY}


def _lines(keys: Sequence[str], lines: Mapping[str, ChangeLine]) -> list[ChangeLine]:
    return [lines[key] for key in keys if key in lines]


def _named(current: Release, keys: Sequence[Iri], language: ReaderLanguage) -> dict[str, ChangeLine]:
    if not keys:
        return {}
    text = load_folder("pages")["change-rows"].choose(keys)
    rows = current.store.rows(text, {"language": language.content})
    return {row["change"].value: read_line(current, row, language) for row in rows}
