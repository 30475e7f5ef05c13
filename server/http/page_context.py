"""The variables of templates: one frozen dataclass per template, so that mypy checks where a page is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import ClassVar

from flask import render_template

from graph.reading.release import Release

from ..formats import Format
from ..languages import ReaderLanguage


@dataclass(frozen=True, kw_only=True)
class TemplateContext:
    """The variables of one template, which a subclass names in ``template`` and declares as its fields."""

    template: ClassVar[str]

    def render(self) -> str:
        """Return the rendered template; raises ``jinja2.UndefinedError`` for an unknown name or attribute."""
        return render_template(self.template, **{field.name: getattr(self, field.name) for field in fields(self)})


@dataclass(frozen=True)
class Documented:
    """The resource that a page is the document of, and the other formats of the document."""

    kind: str
    key: str
    formats: Sequence[Format]


@dataclass(frozen=True, kw_only=True)
class Page(TemplateContext):
    """
    The variables of ``base.html``, which all pages extend.

    ``release`` is None on error pages, ``documented`` None on pages that are not the document of a resource.
    """

    language: ReaderLanguage
    release: Release | None
    documented: Documented | None = None
