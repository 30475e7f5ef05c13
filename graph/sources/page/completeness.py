"""Detection of truncated pages, so that a file that was cut off never passes for a short page."""

from __future__ import annotations

from ...errors import SourceFault
from .document import Document
from .headings import Section
from .lines import Kind, Line
from .listed_codes import is_code, is_cut_code
from .navigation import is_navigation
from .outline import Block, Outline

_LAST = frozenset({Section.RELATED, Section.LINKS})
_PROSE = frozenset({Section.TASKS, Section.WORKPLACES, Section.QUALITIES, Section.EDUCATION, Section.COMPANIES})
_FEWEST_WORDS = 8
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ")", "»", "”", '"')


def check_whole(document: Document, outline: Outline) -> None:
    """
    Raise ``SourceFault``, with the last line's number, where *document* is certainly truncated.

    The certain signs are a code without its name and headings without any text. Where the last line has no line end, a
    list of codes or a sentence that stops there is another.
    """
    last = document.lines[-1]
    if not (outline.front or any(block.lines for block in outline.blocks)):
        raise SourceFault(document.path, last.number, "the page has headings and no text under them")
    if is_cut_code(last):
        raise SourceFault(document.path, last.number, "the file ends in the middle of a code line: it is cut off")
    if document.has_end:
        return
    if _ends_in_list(document, outline):
        place = "inside a list of codes"
    elif _is_open_sentence(last, outline.blocks[-1] if outline.blocks else None):
        place = "in the middle of a sentence"
    else:
        return
    raise SourceFault(
        document.path,
        last.number,
        f"the file ends {place} and without a line end: it looks cut off (end the line if it is whole)",
    )


def doubts(document: Document, outline: Outline) -> tuple[str, ...]:
    """Return the signs that *document* may be truncated, none of them certain."""
    if _ends_in_list(document, outline):
        return ("the page ends inside a list of codes; the rest of it may be missing",)
    return ()


def _ends_in_list(document: Document, outline: Outline) -> bool:
    closed = any(block.section in _LAST for block in outline.blocks)
    return is_code(document.lines[-1]) and not closed


def _is_open_sentence(last: Line, block: Block | None) -> bool:
    if last.kind is not Kind.TEXT or last.text.endswith(_SENTENCE_ENDS) or is_navigation(last.text):
        return False
    if len(last.text.split()) >= _FEWEST_WORDS or block is None:
        return True
    # Where the other occupations of the list have a sentence each, the last one has it too.
    ended = any(line.text.endswith(_SENTENCE_ENDS) for line in block.lines)
    return block.section in _PROSE or (block.section is Section.RELATED and ended)
