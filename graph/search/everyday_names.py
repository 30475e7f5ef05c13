"""Everyday names of job titles, from the table in ``everyday_names.toml``; loaded on first use."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Mapping
from functools import cache
from pathlib import Path

from .folding import fold_words

PATH = Path(__file__).with_name("everyday_names.toml")
_BETWEEN = ";"


def call(folded: str, listed: Container[str]) -> list[str]:
    """Return the everyday names for a *folded* name, without those that are *listed* names (folded) themselves."""
    return [one for one in load_called().get(folded, ()) if " ".join(fold_words(one)) not in listed]


@cache
def load_called() -> Mapping[str, tuple[str, ...]]:
    """Return the everyday names for each folded name, read once per process."""
    tables = tomllib.loads(PATH.read_text("utf-8"))
    return {
        " ".join(fold_words(name)): tuple(" ".join(one.split()) for one in said.split(_BETWEEN))
        for name, said in tables.items()
    }
