"""Code lists of figures, such as sexes and sectors, for the parameters of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import Iri


@dataclass(frozen=True)
class FigureCode:
    """A code of a code list: its IRI, and its names by language."""

    iri: Iri
    names: dict[str, str] = field(default_factory=dict)


def list_codes(current: Release, of: str) -> Mapping[str, FigureCode]:
    """Return the codes of the list *of* (such as ``sex``), by code; empty where the release has no such figures."""
    found: dict[str, FigureCode] = {}
    head = current.names.thing("code", f"{of}-")
    for row in current.store.rows(load_folder("pages")["figure-codes"].text):
        if "code" in row and row["code"].value.startswith(head):
            iri = Iri(row["code"].value)
            known = found.setdefault(iri.removeprefix(head), FigureCode(iri))
            known.names[row["name"].language] = row["name"].value
    return dict(sorted(found.items()))
