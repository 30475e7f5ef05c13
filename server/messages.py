"""The words of the interface, in each of its languages; the words of the data come from the graph."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "messages.toml"


@cache
def load_messages() -> Mapping[str, Mapping[str, str]]:
    """Return every message by key and language."""
    messages: Mapping[str, Mapping[str, str]] = tomllib.loads(PATH.read_text("utf-8"))
    return messages


def message(key: str, language: str, /, **values: object) -> str:
    """Return the message *key* in *language*, with *values* put in."""
    return load_messages()[key][language].format(**values)
