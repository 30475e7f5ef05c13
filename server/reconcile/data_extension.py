"""The data extension service: properties of reconciled entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.coding.properties import PROPERTIES
from graph.coding.reconciler import Reconciler
from graph.coding.routes import Reached
from graph.search.index import Indexed, IndexEntry

from ..languages import ReaderLanguage
from ..refusals import BadRequest
from ..search.hits import shown_name
from ..things.values import edition
from .batches import LEAST_CONFIDENCE, Asked, Extension
from .service_manifest import describe_property, describe_type

SHOWN = ("thing", "code", "name")
_LONGEST_SHOWN = 50


def hand_out(asked: Extension, reconciler: Reconciler, language: ReaderLanguage) -> dict[str, Any]:
    """
    Return the values of each requested property for each id; an unknown id has none.

    Raises ``BadRequest`` for a setting with an invalid value.
    """
    things = {id_: reconciler.look_up(id_) for id_ in asked.ids}
    chosen = {
        (id_, one.id): _choose(one, reconciler.properties.values(thing, one.id)) if thing else []
        for id_, thing in things.items()
        for one in asked.properties
    }
    names = reconciler.index.names({reached.thing.number for values in chosen.values() for reached in values})
    return {
        "meta": [_describe(one, language) for one in asked.properties],
        "rows": {
            id_: {one.id: [_cell(one, reached.thing, names, language) for reached in chosen[id_, one.id]]
                  for one in asked.properties}
            for id_ in asked.ids
        },
    }  # fmt: skip


def _describe(one: Asked, language: ReaderLanguage) -> dict[str, Any]:
    described: dict[str, Any] = describe_property(one.id, language)
    if _shown(one) == "thing":
        described["type"] = describe_type(PROPERTIES[one.id], language)
    return described


def _shown(one: Asked) -> str:
    shown = one.settings.get("show") or SHOWN[0]
    if shown not in SHOWN:
        raise BadRequest(f"show is one of {', '.join(SHOWN)}, not {str(shown)[:_LONGEST_SHOWN]!r}.")
    return str(shown)


def _choose(one: Asked, values: Iterable[Reached]) -> list[Reached]:
    """Return the values above the minimum confidence, up to the maximum number."""
    least, most = _number(one, "least", LEAST_CONFIDENCE), _number(one, "most", 0)
    sure = [reached for reached in values if reached.confidence >= least]
    return sure[: int(most)] if most else sure


def _number(one: Asked, name: str, usual: float) -> float:
    given = one.settings.get(name)
    given = usual if given is None or given == "" else given
    try:
        number = float(given)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e9:
        raise BadRequest(f"{name} is a number from 0, not {str(given)[:_LONGEST_SHOWN]!r}.")
    return number


def _cell(
    one: Asked, thing: Indexed, names: Mapping[int, list[IndexEntry]], language: ReaderLanguage
) -> dict[str, str]:
    name = shown_name(names.get(thing.number, ()), language)
    words = name.words if name else thing.code or thing.key
    match _shown(one):
        case "code":
            return {"str": thing.code or thing.key}
        case "name":
            return {"str": words}
    about = " ".join(part for part in (edition(thing.kind), thing.code) if part)
    cell = {"id": f"{thing.kind}/{thing.key}", "name": words}
    return {**cell, "description": about} if about else cell
