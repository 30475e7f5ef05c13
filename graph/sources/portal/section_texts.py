"""The sections of utdanning.no's texts, as HTML or plain: paragraphs, and the list of common tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from ...casing import even
from ...language import detect
from ...model import Text

_BLOCKS = "p, li, h2, h3, h4"
_COMMON_TASKS = re.compile(r"vanlige arbeidsoppg|vanlege arbeidsoppg", re.IGNORECASE)


def split_sections(html: str, plain: str) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Return the paragraphs of a text, and the items of its list of common tasks."""
    if not html:
        return to_texts([plain]), ()
    paragraphs: list[str] = []
    items: list[str] = []
    is_common = False
    tree = LexborHTMLParser(html)
    if not (blocks := tree.css(_BLOCKS)):
        return to_texts([tree.text()]), ()
    for node in blocks:
        if node.parent and node.parent.tag == "li":
            continue  # its words are those of the item
        words = even(node.text())
        if node.tag == "li":
            (items if is_common else paragraphs).append(words)
        elif node.tag != "p" or _COMMON_TASKS.match(words):
            is_common = bool(_COMMON_TASKS.match(words))
        else:
            is_common = False
            paragraphs.append(words)
    return to_texts(paragraphs), to_texts(items)


def to_texts(passages: Iterable[str]) -> tuple[Text, ...]:
    """Return *passages* as texts in the language that most of their words are in: a section is written in one."""
    found = [words for passage in passages if (words := even(passage))]
    if not found:
        return ()
    language = detect(" ".join(found), likely="nb")
    return tuple(Text(value=words, language=language) for words in found)
