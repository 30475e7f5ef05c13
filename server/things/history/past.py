"""
The past of a resource: the release it is first seen in, its former names and codes, and its changes by release.

The changes of the whole history stand in every release, so no earlier release is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.change_kinds import CHANGE_KEYS, SILENT_KINDS
from graph.kinds import find_kind
from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import PREFIXES, YG, Iri

from ...http.site import site
from ...languages import Passage, ReaderLanguage
from ..page_questions import Found
from .change_lines import NAME_PROPERTIES, OBSERVED, ChangeLine, read_line

_CHAIN, _CHANGED, _FIGURES = ("release-chain",), ("changed-things",), ("changed-figures",)
# Changed resources whose IRIs are kept, about a megabyte; with more, each page asks for its changes.
_MOST_KEPT = 10_000
_CODES = frozenset((PREFIXES["skos"] + "notation", YG + "classifiedIn", YG + "iscoGroup"))
_BEGINNINGS, _ENDS = frozenset(("appearance", "creation")), frozenset(("retirement", "deletion"))
# Changes on a page; the list of changes has the rest.
MOST_LINES = 40
# A history with more changes is closed at first.
MOST_OPEN = 6


@dataclass(frozen=True)
class PastEdition:
    """A release in which the resource has changed: its name, day, and the changes."""

    release: str
    lines: Sequence[ChangeLine]

    @property
    def day(self) -> str:
        """The day that starts the name of the release."""
        return self.release[:10]


@dataclass(frozen=True)
class FormerValue:
    """A name or code that the resource had, and the release that was the first without it."""

    words: Passage
    until: str


@dataclass(frozen=True)
class Past:
    """
    The history of a resource, newest release first.

    ``first`` is the release that is the first to have it; ``is_older`` whether that is the first of the history, so
    that it may be older. ``total`` counts its changes, of which ``editions`` show up to ``MOST_LINES``; ``thing`` is
    its kind and key, by which the list of changes has all. ``kept`` are the releases on disk.
    """

    first: str
    is_older: bool
    names: Sequence[FormerValue]
    codes: Sequence[FormerValue]
    editions: Sequence[PastEdition]
    total: int
    thing: str
    kept: frozenset[str]

    @property
    def is_long(self) -> bool:
        """Whether the page closes it at first."""
        return self.total > MOST_OPEN


def history_queries(release: Release, iri: Iri, kind: str) -> tuple[str, ...]:
    """Return the keys of the page queries behind the history of *iri*; none where it has none."""
    if not release.manifest.former or kind in SILENT_KINDS:
        return ()
    changed = derive(release, _CHANGED, lambda: _read_changed(release))
    own = ("history",) if changed is None or iri in changed else ()
    if find_kind(kind).has_figures and derive(release, _FIGURES, lambda: _has_changed_figures(release)):
        return (*own, "figure-history")
    return own


def _read_changed(release: Release) -> frozenset[str] | None:
    """Return the IRIs of the resources that have changed, None where they are too many to keep, or to be asked for."""
    if release.store.is_remote:
        return None
    rows = release.store.rows(load_folder("pages")["changed-things"].text)
    return frozenset(row["thing"].value for row in rows) if len(rows) <= _MOST_KEPT else None


def _has_changed_figures(release: Release) -> bool:
    return release.store.ask(load_folder("pages")["changed-figures"].text)


def read_past(release: Release, iri: Iri, found: Found, language: ReaderLanguage) -> Past | None:
    """
    Return the history of *iri* from the rows *found* by ``history_queries``.

    None in the first release of all, and for kinds whose changes no release records.
    """
    kind, key = release.names.split(iri) or ("", "")
    if not release.manifest.former or kind in SILENT_KINDS:
        return None
    chain = release_chain(release)
    own = [read_line(release, row, language, iri) for row in _once(found.get("history", []))]
    figures = [read_line(release, row, language) for row in _once(found.get("figure-history", []))]
    every = sorted(
        (*own, *figures), key=lambda line: (-_place(line.release, chain), CHANGE_KEYS.index(line.key), line.property)
    )
    # A resource that has come back was there before it was retired.
    oldest = [line for line in own if line.release == every[-1].release]
    # New observations of a cube are no beginning of the cube.
    began = any(line.key in _BEGINNINGS and line.property_iri != OBSERVED for line in oldest)
    lines: dict[str, list[ChangeLine]] = {}
    for line in every[:MOST_LINES]:
        lines.setdefault(line.release, []).append(line)
    return Past(
        first=oldest[0].release if began else chain[0],
        is_older=not began,
        names=_former(own, NAME_PROPERTIES, chain),
        codes=_former(own, _CODES, chain),
        editions=[PastEdition(name, some) for name, some in lines.items()],
        total=len(every),
        thing=f"{kind}/{key}",
        kept=frozenset(site().kept.names()),
    )


def release_chain(release: Release) -> list[str]:
    """Return the names of the releases of the history of *release*, oldest first, itself last; read once."""
    return derive(release, _CHAIN, lambda: _read_chain(release))


def _read_chain(release: Release) -> list[str]:
    rows = release.store.rows(load_folder("shared")["release-chain"].text)
    before = {row["release"].value: row["before"].value for row in rows}
    chain = [str(release.names.thing("release", release.id))]
    while (former := before.get(chain[0])) and former not in chain:
        chain.insert(0, former)
    return [iri.rpartition("/")[2] for iri in chain]


def _place(name: str, chain: Sequence[str]) -> int:
    return chain.index(name) if name in chain else -1


def _once(rows: Sequence[Row]) -> list[Row]:
    """Return the first row of each change: names in several graphs or properties repeat it."""
    return list({row["change"].value: row for row in reversed(rows)}.values())[::-1]


def _former(lines: Sequence[ChangeLine], properties: frozenset[str], chain: Sequence[str]) -> list[FormerValue]:
    """Return the values of *properties* that were replaced or lost and have not come back since, each once by age."""
    lost: dict[Passage, str] = {}
    gained: dict[Passage, str] = {}
    for line in sorted(lines, key=lambda line: _place(line.release, chain)):
        if line.property_iri not in properties:
            continue
        # The end of a resource repeats its name, which it still has.
        if line.old.words and line.key not in _ENDS:
            lost[line.old] = line.release
        if line.new.words:
            gained[line.new] = line.release
    return [
        FormerValue(words, until)
        for words, until in sorted(lost.items(), key=lambda item: (_place(item[1], chain), item[0]))
        if words not in gained or _place(gained[words], chain) < _place(until, chain)
    ]
