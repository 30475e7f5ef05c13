"""Says in each language why a title was coded as it was, and what is to be known of its codes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("nb", "nn", "en")
# What a reason or a note is, by its key and its language.
_Texts = Mapping[str, Mapping[str, str]]
_PATH = Path(__file__).with_suffix(".toml")
_NO_WAY = "none"


def give_reason(how: str, language: str) -> str:
    """
    Return why a name was taken that was found in the way *how* (one of ``WAYS``, '' where none was).

    >>> give_reason("near", "nn")
    'nesten dei same orda'
    """
    return _load()["reasons"][how or _NO_WAY][language]


def note(key: str, language: str, **values: object) -> str:
    """Return the note of this *key* with its *values*."""
    return _load()["notes"][key][language].format(**values)


@cache
def _load() -> Mapping[str, _Texts]:
    return tomllib.loads(_PATH.read_text("utf-8"))
