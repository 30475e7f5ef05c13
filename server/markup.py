"""Escaping of text for markup without a ``Markup`` object for each value."""

from __future__ import annotations

from markupsafe import Markup, escape

try:
    # What ``escape`` calls for a string, after looks for ``__html__``. Not public, so a release may lack it.
    from markupsafe import _escape_inner as _escape_text  # type: ignore[attr-defined]
except ImportError:
    _escape_text = escape


def escaped(value: object) -> str:
    """
    Return *value* as text for markup: ``Markup`` unchanged, anything else escaped.

    >>> escaped("a & b"), escaped(Markup("<b>")), escaped(5)
    ('a &amp; b', Markup('<b>'), Markup('5'))
    """
    if isinstance(value, Markup):
        return value
    if type(value) is str:
        text: str = _escape_text(value)
        return text
    return escape(value)


def as_markup(text: str) -> Markup:
    """Return *text*, in which everything unsafe is escaped already, as ``Markup``; faster than calling that."""
    return str.__new__(Markup, text)
