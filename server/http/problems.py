"""Problems in the language of the reader, with the nearest names; programs get the English sentence in full."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from flask import request

from graph.errors import YrkesgrafError
from graph.search.finding import Search
from graph.search.index import open_index

from ..languages import Passage, ReaderLanguage
from ..messages import find_message, message
from ..settings import Settings
from .page_context import Page
from .site import release

_MOST = 5
_SUFFIX = re.compile(r"\.\w{2,6}$")
_BLANK = re.compile(r"[-_+\s]+")


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
    """The variables of ``error.html``; ``nearest`` are addresses, names and kinds to offer for an unknown page."""

    template: ClassVar[str] = "error.html"

    problem: Problem
    nearest: Sequence[tuple[str, Passage, str]] = ()


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


def find_nearest() -> list[tuple[str, Passage, str]]:
    """
    Return the addresses, names and kinds of resources named like the end of the path; empty without a release.

    Where the page exists and a parameter is at fault, they are named like the first parameter.
    """
    is_page = request.url_rule is not None and not request.view_args
    end = next(iter(request.args.values()), "") if is_page else request.path.rstrip("/").rpartition("/")[2]
    typed = _BLANK.sub(" ", _SUFFIX.sub("", end)).strip()
    if not typed:
        return []
    try:
        found = Search(open_index(release().folder), typed).found(_MOST)
    except YrkesgrafError:
        # The error page must not fail on the fault that it reports.
        return []
    return [
        (f"/doc/{one.thing.kind}/{one.thing.key}", Passage(one.entry.text, one.entry.language), one.thing.kind)
        for one in found
        if one.entry
    ]
