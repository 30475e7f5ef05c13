"""What an index holds: things with their codes and names, and the links from one to another."""

from __future__ import annotations

from dataclasses import dataclass

# The roles of a name, the one to show first. A registered name is as a register writes it; what a thing is called
# besides no source has but the table of this project, and it is only found by that.
CALLED = "called"
ROLES = ("preferred", "alternative", "registered", "hidden", CALLED)
# The kinds of things, in the order in which equally good ones are shown; other kinds come after.
KINDS = (
    "occupation", "title", "specialisation", "styrk08", "styrk98", "isco08", "isco88", "education", "education-group",
    "nus", "nus-field", "nav-category", "esco",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name: its text, its language ('' for none), and its role."""

    text: str
    language: str
    role: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with names: its IRI, its kind and key as in its address, its code ('' for none) and its names."""

    iri: str
    kind: str
    key: str
    code: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """
    A way from one thing to another, by their IRIs, with a confidence from 0 to 1.

    ``relation`` is ``group`` (a title's own), ``occupation``, ``classified``, ``code``, ``category``, ``broader`` or
    ``mapping``.
    """

    source: str
    target: str
    relation: str
    confidence: float = 1.0
