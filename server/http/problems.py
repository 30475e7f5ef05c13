"""Problems in the language of a reader; programs get the English sentence with every detail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from ..languages import Passage, ReaderLanguage
from ..messages import find_message, message
from ..settings import Settings
from .page_context import Page


@dataclass(frozen=True)
class Problem:
    """
    The text of an error page: the status, its name, and a sentence in the language of the reader.

    ``detail`` is the exact fault, always in English.
    """

    status: HTTPStatus
    title: Passage
    sentence: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class ErrorPage(Page):
    """The variables of ``error.html``."""

    template: ClassVar[str] = "error.html"

    problem: Problem


def describe_problem(
    status: HTTPStatus, detail: str, extra: Mapping[str, object], settings: Settings, language: ReaderLanguage
) -> Problem:
    """Return the problem in *language*; *extra* may have the ``limit`` that was met, or ``line`` and ``column``."""
    named = find_message(f"status_{status.value}", language.interface)
    title = Passage(named, language.interface) if named else Passage(status.phrase, "en")
    sentence = find_message(f"problem_{status.value}", language.interface) or ""
    if extra.get("line"):
        sentence = message("syntax_at", language.interface, line=extra["line"], column=extra["column"])
    elif about := find_message(f"limit_{extra.get('limit')}", language.interface):
        sentence = message("limit_met", language.interface, about=about, n=getattr(settings, str(extra["limit"])))
    return Problem(status, title, sentence, detail)
