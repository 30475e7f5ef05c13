"""Texts as markup, without a look for ``__html__`` and a new object for each, which took a tenth of a page."""

from __future__ import annotations

from markupsafe import Markup, escape

# ``escape`` is this function in C and four calls in Python around it.
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]

__all__ = ["escape_text", "mark", "write"]


def write(value: object) -> str:
    """
    Return *value* as it is written into markup: ``Markup`` unchanged, anything else escaped.

    >>> write("a & b"), write(Markup("<b>")), write(5)
    ('a &amp; b', Markup('<b>'), '5')
    """
    if isinstance(value, Markup):
        return value
    if type(value) is str:
        written: str = escape_text(value)
        return written
    return escape(value)


def mark(text: str) -> Markup:
    """Return *text*, in which everything unsafe is escaped already, as ``Markup``."""
    return str.__new__(Markup, text)
