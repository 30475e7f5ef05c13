"""
What one thing is linked with, by property, of which a page shows no more than the beginning of what is long.

A level of a classification may have thousands of codes, and a check thousands of findings.
"""

from __future__ import annotations

from graph.queries import load_folder, without
from graph.release import Release
from graph.vocab import Iri, shorten

from .languages import content_of
from .orders import find_order, named
from .values import Section, group_values, make_section

# The query of what a thing says itself, and the one of what others say of it.
WAYS = {"to": "facts", "from": "links-in"}
Sections = dict[str, Section]


def linked_sections(current: Release, iri: Iri, language: str, *, whole: bool) -> tuple[Sections, Sections]:
    """
    Return what is said of a thing and what leads to it, by property; the long ones cut unless the *whole* is wanted.

    The rest of what is cut is not even read.
    """
    pages = load_folder("pages")
    rows = [] if whole else current.store.rows(pages["long-lists"].text, {"this": iri})
    found: dict[str, Sections] = {}
    for way, query in WAYS.items():
        cut = {row["property"].value: int(row["values"].value) for row in rows if row["way"].value == way}
        text = without(pages[query].text, cut) if cut else pages[query].text
        found[way] = group_values(current.store.rows(text, {"this": iri}), current, language)
        for property_, total in cut.items():
            asked = {"this": iri, "property": Iri(property_), "language": content_of(language)}
            order = find_order(current, f"linked-{way}-order", asked)
            section = make_section(current, property_, named(current, order.page(1), language), language)
            section.total = total
            section.more = path_of(current, iri, way, shorten(property_))
            found[way][property_] = section
    return found["to"], found["from"]


def path_of(current: Release, iri: Iri, way: str, name: str) -> str:
    """Return the address of the whole list of what *iri* is linked with one *way*, by the property of this *name*."""
    kind, key = current.names.split(iri) or ("", "")
    return f"/linked/{kind}/{key}/{way}/{name}"
