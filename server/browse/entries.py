"""The occupations of a release by name, as lists and selections show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from graph.reading.query_files import load_folder
from graph.reading.release import Release

from ..collation import alphabetical
from ..languages import Passage, ReaderLanguage, choose
from ..refusals import BadRequest
from ..things.values import address


@dataclass(frozen=True)
class Entry:
    """An occupation in the list."""

    key: str
    iri: str
    href: str
    name: Passage


def read_names(current: Release, language: ReaderLanguage) -> dict[str, Entry]:
    """Return all occupations by key, in Norwegian alphabetical order."""
    spoken: dict[str, dict[str, str]] = {}
    for row in current.store.rows(load_folder("shared")["all-occupation-names"].text):
        spoken.setdefault(row["occupation"].value, {})[row["name"].language] = row["name"].value
    found = []
    for iri, own in spoken.items():
        key = (current.names.split(iri) or ("", iri))[1]
        found.append(Entry(key, iri, address(iri, current.names), choose(own, language) or Passage(key, "")))
    return {entry.key: entry for entry in sorted(found, key=lambda entry: alphabetical(entry.name.words))}


def requested_occupations(most: int, more: Iterable[str] = ()) -> list[str]:
    """
    Return the distinct keys in ``?occupation=``, repeated or separated by commas, and *more* keys.

    Raises ``BadRequest`` for more than *most*.
    """
    keys = [key.strip() for part in request.args.getlist("occupation") for key in part.split(",")]
    found = list(dict.fromkeys(key for key in [*keys, *more] if key))
    if len(found) > most:
        raise BadRequest(f"There are {len(found)} occupations in this request; {most} is the most.")
    return found
