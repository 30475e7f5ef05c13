"""A query with values for its variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Values by variable, without ``?``: an ``Iri`` is bound as an IRI, any other string as a literal.
Bindings = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """A SELECT query and its bindings; FROM, LIMIT and OFFSET may stand in a sub-SELECT only, and no BASE."""

    text: str
    bindings: Bindings = field(default_factory=dict)
