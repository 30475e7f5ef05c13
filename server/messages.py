"""Texts of the interface in its three languages; names in the data come from the graph."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .numbers import write_number

PATH = Path(__file__).parent / "messages.toml"


@cache
def load_messages() -> Mapping[str, Mapping[str, str]]:
    """Return every message by key and language."""
    messages: Mapping[str, Mapping[str, str]] = tomllib.loads(PATH.read_text("utf-8"))
    return messages


def message(key: str, language: str, /, **values: object) -> str:
    """
    Return the message *key* in *language*, with *values* put in: numbers as the language writes them.

    Where ``n`` is one and there is a message ``KEY_one``, that is the message.
    """
    if values.get("n") == 1 and f"{key}_one" in load_messages():
        key = f"{key}_one"
    written = {
        name: write_number(value, language) if isinstance(value, (int, float)) else value
        for name, value in values.items()
    }
    return load_messages()[key][language].format(**written)


def find_message(key: str, language: str) -> str | None:
    """Return the message *key* in *language*, or None where there is none of that key."""
    found = load_messages().get(key)
    return found[language] if found else None
