"""Texts as markup, as ``markupsafe`` makes it."""

from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from server.markup import as_markup, escaped


class Marked:
    """An object with markup of its own."""

    def __html__(self) -> str:
        return "<i>"


VALUES = ("a & b", "", "<b>'\"", Markup("<b>"), 5, 1.5, None, Marked(), ["<"])


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_is_written_as_markupsafe_escapes_it(value: object) -> None:
    assert escaped(value) == escape(value)


def test_markup_and_safe_texts_are_written_without_a_new_object() -> None:
    markup, text = Markup("<b>"), "lege"

    assert escaped(markup) is markup
    assert escaped(text) is text


def test_marked_text_is_not_escaped_again() -> None:
    assert escaped(as_markup("<b>")) == "<b>"
