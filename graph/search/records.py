"""Records of the search index: entities with codes and names, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass

# The roles of a name, in display order. A registered name is spelt as in a register; an everyday name (``CALLED``)
# comes from this project's own table and serves search alone.
CALLED = "called"
# The kinds of texts about an occupation, in the order of their weight.
INTEREST = "interest"
MENTIONS = (INTEREST, "text", "skill")
ROLES = ("preferred", "alternative", "registered", "hidden", CALLED)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name: its text, its language tag ('' for none) and its role, one of ``ROLES``."""

    text: str
    language: str
    role: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity: its IRI, the kind and key in its address, its code ('' for none) and its names."""

    iri: str
    kind: str
    key: str
    code: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """
    A link between the IRIs of two entities, with a confidence from 0 to 1.

    ``relation`` is ``group`` (from a title), ``occupation``, ``classified``, ``code``, ``category``, ``broader`` or
    ``mapping``; a mapping with a share has both figures in links ``share`` and ``certainty``, too.
    """

    source: str
    target: str
    relation: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, order=True)
class TextMention:
    """A text about the occupation with this IRI: its kind, one of ``MENTIONS``, and its language."""

    source: str
    kind: str
    text: str
    language: str
