"""A page from disk, plain text or HTML, as one stream of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from ...model import Language
from ...text_files import read_text
from .identity import Identity, read_identity
from .lines import Line, claimed_language, number_lines, read_plain
from .markup import read_markup

_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
_IS_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|main|article|div|h1)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Document:
    """
    A page as lines; ``language`` is the one its file claims, ``has_end`` whether its last line has a line end.

    ``identity`` is empty for a page as text.
    """

    path: Path
    lines: tuple[Line, ...]
    language: Language | None
    has_end: bool
    identity: Identity = field(default_factory=Identity)


def read_document(path: Path) -> Document:
    """
    Return the page at *path* as lines; its name or its beginning decides whether it is HTML.

    The claimed language is that of ``<html lang>``, or of a file name such as ``lege.nn.txt``. Raises ``SourceFault``
    for a file that is not UTF-8, and for truncated HTML.
    """
    text = read_text(path)
    claimed = claimed_language(suffix.lstrip(".") for suffix in path.suffixes)
    if path.suffix.lower() in _SUFFIXES or _IS_HTML.match(text):
        raw, language = read_markup(path, text)
        return Document(path, number_lines(raw), language or claimed, has_end=True, identity=read_identity(text))
    return Document(path, number_lines(read_plain(text)), claimed, has_end=text.endswith("\n"))
