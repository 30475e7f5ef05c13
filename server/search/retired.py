"""Retired resources in search: no index has them, so they are found by a part of a name or by their code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.kinds import SEARCHABLE
from graph.reading.query_files import load_folder
from graph.reading.release import Release

from ..languages import Passage, ReaderLanguage, choose
from ..refusals import BadRequest
from ..things.values import address, edition

_ANSWERS = {"": False, "no": False, "yes": True}


@dataclass(frozen=True)
class RetiredHit:
    """A retired resource: its IRI, kind, code, name and address, and the last release that had it."""

    iri: str
    kind: str
    code: str
    name: Passage
    href: str
    last: str

    def as_data(self) -> dict[str, Any]:
        """Return the hit as JSON data."""
        return {
            "iri": self.iri,
            "type": self.kind,
            "code": self.code or None,
            "edition": edition(self.kind) or None,
            "name": self.name.words,
            "language": self.name.language or None,
            "document": self.href,
            "deprecated": True,
            "last_release": self.last,
        }


@dataclass(frozen=True)
class RetiredHits:
    """The first retired resources found, sorted by kind and key, and the total."""

    hits: Sequence[RetiredHit]
    total: int


def read_choice(given: str) -> bool:
    """Return whether the parameter ``deprecated`` is yes; raises ``BadRequest`` for anything but yes and no."""
    if given not in _ANSWERS:
        raise BadRequest(f"deprecated is yes or no, not {given[:50]!r}.")
    return _ANSWERS[given]


def find_retired(
    release: Release, typed: str, kinds: Sequence[str], language: ReaderLanguage, most: int
) -> RetiredHits:
    """Return up to *most* retired resources of *kinds* (all if empty) named like *typed*, and their total."""
    if not typed or not release.manifest.former:
        return RetiredHits((), 0)
    rows = release.store.rows(load_folder("pages")["retired-named"].text, {"text": typed.casefold()})
    names: dict[str, dict[str, str]] = {}
    codes: dict[str, str] = {}
    last: dict[str, str] = {}
    for row in rows:
        iri = row["thing"].value
        names.setdefault(iri, {})[row["name"].language] = row["name"].value
        codes[iri] = row["code"].value if "code" in row else ""
        last[iri] = row["last"].value.rpartition("/")[2]
    found = [
        (iri, kind) for iri in names if (kind := (release.names.split(iri) or ("", ""))[0]) in (kinds or SEARCHABLE)
    ]
    hits = []
    for iri, kind in found[:most]:
        name = choose(names[iri], language) or Passage(codes[iri], "")
        hits.append(RetiredHit(iri, kind, codes[iri], name, address(iri, release.names), last[iri]))
    return RetiredHits(hits, len(found))
