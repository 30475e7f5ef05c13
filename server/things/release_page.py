"""Parts of a release page: counts by class, parts by kind, and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from graph.reading.manifest import FileEntry
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import PREFIXES, YG

from ..collation import alphabetical
from ..http.site import site
from ..languages import Passage, ReaderLanguage
from .subject import ResourcePage, Subject
from .values import Value, collect, finish, term_label

# The queries of this page, in addition to those of every page.
QUERIES = ("release-counts", "release-parts")
# In the order of the page: sources first, then rules, checks and queries.
_TRIPLES = PREFIXES["void"] + "triples"
_REPLACED_BY = PREFIXES["dct"] + "isReplacedBy"
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


@dataclass(frozen=True, kw_only=True)
class ReleasePage(ResourcePage):
    """
    The variables of ``release.html``.

    ``other_counts`` are of classes without a label, ``described`` is the number of triples in its named graphs, and
    ``files`` is empty for a release that is no longer on disk. A release that a later one has replaced has neither
    counts nor parts here; its own pages have them while it is on disk (``is_kept``).
    """

    template: ClassVar[str] = "release.html"

    counts: Sequence[ClassCount]
    other_counts: Sequence[ClassCount]
    counts_query: str
    parts: Sequence[Part]
    parts_query: str
    files: Sequence[FileEntry]
    described: int
    is_former: bool
    is_kept: bool


def make_release_page(about: Subject) -> ReleasePage:
    """Return the page about a release, from the rows of ``QUERIES``."""
    release, found, language, pages = about.release, about.found, about.language, load_folder("pages")
    counts = _counts(release, found["release-counts"], language)
    served = _find_served(release, about.heading.key)
    described = about.sections[_TRIPLES].values if _TRIPLES in about.sections else ()
    return ReleasePage(
        **about.variables(),
        counts=[one for one in counts if one.name.language],
        other_counts=[one for one in counts if not one.name.language],
        counts_query=pages["release-counts"].text,
        parts=read_parts(release, found["release-parts"], language),
        parts_query=pages["release-parts"].text,
        files=served.manifest.files if served else (),
        described=sum(int(value.cell.value) for value in described),
        is_former=_REPLACED_BY in about.sections,
        is_kept=served is not None,
    )


def _find_served(release: Release, key: str) -> Release | None:
    """Return the release *key*, *release* itself or an earlier one, unopened; None where it is not on disk."""
    return next((one for one in (release, *site().kept.earlier()) if one.id == key), None)


def _counts(release: Release, rows: list[Row], language: ReaderLanguage) -> list[ClassCount]:
    found = []
    for row in rows:
        class_ = row["class"].value
        name = term_label(release.terms, class_, language)
        href = f"/def.html#{class_.removeprefix(YG)}" if class_.startswith(YG) else ""
        found.append(ClassCount(name, href, int(row["entities"].value)))
    return found


def read_parts(release: Release, rows: list[Row], language: ReaderLanguage) -> list[Part]:
    """Return the parts of a release by kind, sources first, from the rows of the query ``release-parts``."""
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
