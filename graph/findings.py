"""Checks and their findings: a rule that must hold, and each thing that breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """
    One thing that does not hold: which check says so, how grave it is, about what (an IRI), and in words.

    ``message`` is in English, ``words`` the same by language.
    """

    check: str
    severity: str
    about: str
    message: str
    words: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the release describes it: its words by field and language, its severity, its SPARQL if it has one."""

    key: str
    severity: str
    words: Mapping[str, Mapping[str, str]]
    text: str | None
