"""Lines without facts: the names of cards, buttons and headings of a page's own, and the texts of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .headings import Section
from .lines import Kind, Line
from .navigation import is_navigation
from .title import is_page_kind

# A line of so few words without a full stop is the name of a card, a button or a heading of the page's own.
_LABEL_WORDS, _CARD_WORDS = 4, 6
_PICTURE = re.compile(r"(?:image|bilde|bilete)$", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", ",", ")", "»")


def captions(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield those of *lines*, which end with the title, that describe its picture."""
    texts = ["", *(line.text for line in lines)]
    for line, before, after in zip(lines[:-1], texts, texts[2:], strict=False):
        if not is_navigation(line.text) and (_PICTURE.match(before) or is_page_kind(after)):
            yield line


def is_label(line: Line, following: Line | None, section: Section) -> bool:
    """Return whether *line* of *section*, which *following* follows, is a label and no prose: a few words, no stop."""
    most = _CARD_WORDS if section is Section.EDUCATION else _LABEL_WORDS
    return (
        line.kind is Kind.TEXT
        and following is not None
        and following.kind is not Kind.BULLET
        and len(line.text.split()) <= most
        and not line.text.endswith(_SENTENCE_ENDS)
        and not any(letter.isdigit() for letter in line.text)
    )
