"""The name of a resource among its facts."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading.result_rows import Cell
from ..vocab import PREFIXES
from .differences import Fact
from .record import NOTHING

PREFERRED = PREFIXES["skos"] + "prefLabel"
NAMES = (PREFERRED, PREFIXES["rdfs"] + "label", PREFIXES["dct"] + "title")


def pick_name(facts: Sequence[Fact]) -> Cell:
    """Return the name among *facts*: the preferred one before labels, Norwegian before English."""
    named = [fact for fact in facts if fact.property in NAMES]
    order = {"nb": 0, "nn": 1, "en": 2}
    ranked = sorted(named, key=lambda fact: (NAMES.index(fact.property), order.get(fact.value.language, 3)))
    return ranked[0].value if ranked else NOTHING
