"""Parts of a release page: counts by class, parts by kind, and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.store import Row
from graph.vocab import YG, Iri

from ..collation import alphabetical
from ..languages import Passage
from .page_questions import Found
from .values import Value, collect, finish, term_label

# The queries of this page, in addition to those of every page.
QUERIES = ("release-counts", "release-parts")
# In the order of the page: sources first, then rules, checks and queries.
_KINDS = ("source", "graph", "rule", "check", "query")


@dataclass
class Part:
    """The parts of a release of one kind, in alphabetical order."""

    kind: str
    values: list[Value] = field(default_factory=list)


@dataclass(frozen=True)
class ClassCount:
    """The number of entities of a class; ``href`` is '' for a class of another vocabulary."""

    name: Passage
    href: str
    entities: int


def release_parts(release: Release, iri: Iri, found: Found, language: str) -> dict[str, Any]:
    """Return the template variables of the page about the release *iri*."""
    pages = load_folder("pages")
    counts = _counts(release, found["release-counts"], language)
    is_current = release.names.thing("release", release.id) == iri
    return {
        "counts": [one for one in counts if one.name.language],
        "other_counts": [one for one in counts if not one.name.language],
        "counts_query": pages["release-counts"].text,
        "parts": _parts(release, found["release-parts"], language),
        "parts_query": pages["release-parts"].text,
        "files": release.manifest.files if is_current else (),
    }


def _counts(release: Release, rows: list[Row], language: str) -> list[ClassCount]:
    found = []
    for row in rows:
        class_ = row["class"].value
        name = term_label(release.terms, class_, language)
        href = f"/def.html#{class_.removeprefix(YG)}" if class_.startswith(YG) else ""
        found.append(ClassCount(name, href, int(row["entities"].value)))
    return found


def _parts(release: Release, rows: list[Row], language: str) -> list[Part]:
    values: dict[str, Value] = {}
    for row in rows:
        collect(values.setdefault(row["value"].value, Value(row["value"])), row)
    parts: dict[str, Part] = {kind: Part(kind) for kind in _KINDS}
    for value in values.values():
        kind, _ = release.names.split(value.iri) or ("", "")
        parts.setdefault(kind, Part(kind)).values.append(finish(value, release, language))
    for part in parts.values():
        part.values.sort(key=lambda value: alphabetical(value.shown.words))
    return [part for part in parts.values() if part.values]
