"""Texts of the interface in its three languages; names in the data come from the graph."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .locales import plural_form
from .numbers import write_number

PATH = Path(__file__).parent / "messages.toml"

# A text, or one text for each CLDR plural category of the number ``n`` in it.
Wording = str | Mapping[str, str]


@cache
def load_messages() -> Mapping[str, Mapping[str, Wording]]:
    """Return every message by key and language."""
    messages: Mapping[str, Mapping[str, Wording]] = tomllib.loads(PATH.read_text("utf-8"))
    return messages


def message(key: str, language: str, /, **values: object) -> str:
    """
    Return the message *key* in *language* with *values* filled in, numbers as the language writes them.

    The number ``n`` chooses among plural forms. Raises ``KeyError`` for an unknown key and for a missing value.

    >>> message("rows", "en", n=1), message("rows", "nb", n=2)
    ('1 row', '2 rader')
    """
    wording = load_messages()[key][language]
    if not isinstance(wording, str):
        wording = wording[plural_form(_as_number(values["n"]), language)]
    elif not values and "{" not in wording:
        return wording
    written = {
        name: write_number(value, language) if isinstance(value, (int, float)) else value
        for name, value in values.items()
    }
    return wording.format(**written)


def find_message(key: str, language: str) -> str | None:
    """Return the message *key* in *language*, or None for an unknown key and for a message with plural forms."""
    found = load_messages().get(key, {}).get(language)
    return found if isinstance(found, str) else None


def name_unit(unit: str, language: str) -> str:
    """
    Return the name of a *unit* of figures in *language*; *unit* itself where no message has one.

    >>> name_unit("persons", "nn"), name_unit("EUR", "nn")
    ('personar', 'EUR')
    """
    return find_message(f"unit_{unit}", language) or unit


def _as_number(value: object) -> float:
    if not isinstance(value, (int, float)):
        raise TypeError(f"n must be a number, got {value!r}")
    return value
