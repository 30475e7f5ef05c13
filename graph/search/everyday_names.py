"""Everyday names of job titles, from the table in ``everyday_names.toml``; loaded on first use."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Mapping
from functools import cache
from pathlib import Path

from .folding import fold_words

PATH = Path(__file__).with_name("everyday_names.toml")
_BETWEEN, _IN, _USUAL = ";", "@", "nb"


def call(folded: str, listed: Container[str]) -> dict[str, str]:
    """
    Return the everyday names for a *folded* name, with the language of each.

    Those that are *listed* names (folded) themselves are left out.
    """
    said = load_called().get(folded, {})
    return {one: language for one, language in said.items() if " ".join(fold_words(one)) not in listed}


@cache
def load_called() -> Mapping[str, Mapping[str, str]]:
    """Return the everyday names for each folded name, with their languages; read once per process."""
    tables = tomllib.loads(PATH.read_text("utf-8"))
    return {
        " ".join(fold_words(name)): dict(_read(one) for one in said.split(_BETWEEN)) for name, said in tables.items()
    }


def _read(said: str) -> tuple[str, str]:
    word, _, language = " ".join(said.split()).partition(_IN)
    return word, language or _USUAL
