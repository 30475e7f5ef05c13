"""Checks and their findings: a condition that must hold, and each subject that breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """
    One breach of a check: the check's key, the severity, the subject (an IRI), and a message.

    ``message`` is in English, ``words`` has it by language. ``values`` tell the finding from others of the same check
    and subject; unlike the message, they stay when a check by query is reworded.
    """

    check: str
    severity: str
    about: str
    message: str
    words: Mapping[str, str] = field(default_factory=dict, compare=False)
    values: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the release describes it: its texts by field and language, its severity, its SPARQL or None."""

    key: str
    severity: str
    words: Mapping[str, Mapping[str, str]]
    text: str | None
