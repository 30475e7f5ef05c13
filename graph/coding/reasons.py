"""Reasons for a coding and notes on its codes, in bokmål, nynorsk and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("nb", "nn", "en")
# Texts by key, then by language.
_Texts = Mapping[str, Mapping[str, str]]
_PATH = Path(__file__).with_suffix(".toml")
_NO_WAY = "none"


def give_reason(how: str, language: str) -> str:
    """
    Return the reason for a match found in the way *how*: one of ``WAYS``, or '' for no match.

    Raises ``KeyError`` where *how* or *language* is unknown.

    >>> give_reason("near", "nn")
    'nesten dei same orda'
    """
    return _load()["reasons"][how or _NO_WAY][language]


def note(key: str, language: str, **values: object) -> str:
    """Return the note *key* with *values* filled in; raises ``KeyError`` where a key, language or value is missing."""
    return _load()["notes"][key][language].format(**values)


@cache
def _load() -> Mapping[str, _Texts]:
    return tomllib.loads(_PATH.read_text("utf-8"))
