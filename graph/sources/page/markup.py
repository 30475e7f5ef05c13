"""An occupation page in HTML as lines: one for each block of text, with its line in the file."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...errors import SourceFault
from ...model import Language
from .lines import Kind, Raw, claimed_language, tidy

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ANY_HEADING = ", ".join(_HEADINGS)
_KINDS = {
    **dict.fromkeys(_HEADINGS, Kind.HEADING),
    "li": Kind.BULLET,
    "figcaption": Kind.PICTURE,
    **dict.fromkeys(("nav", "form", "button", "select", "dialog", "footer"), Kind.NAVIGATION),
}
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "header",
        "hgroup",
        "hr",
        "legend",
        "main",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
) | frozenset(_KINDS)
_UNREAD = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "textarea",
        "head",
    }
)
_CELLS = frozenset(("td", "th"))

_LINE_MARK = "data-source-line"
_TAG = re.compile(r"<[a-zA-Z][^\s/>]*")
_OPEN_END = re.compile(r"<[a-zA-Z/!][^<>]*\Z")


def read_markup(path: Path, text: str) -> tuple[list[Raw], Language | None]:
    """
    Return the lines of the HTML *text* read from *path*, and the language it claims.

    Raises ``SourceFault`` where the HTML ends inside a tag, or before the page it opened is closed.
    """
    _check_end(path, text)
    tree = LexborHTMLParser(_mark_lines(text))
    root = tree.css_first("html")
    language = claimed_language([(root.attributes.get("lang") if root else None) or ""])
    return list(_Walker().walk(tree.body)) if tree.body else [], language


def _check_end(path: Path, text: str) -> None:
    line = text.rstrip().count("\n") + 1
    if _OPEN_END.search(text.rstrip()):
        raise SourceFault(path, line, "the file ends in the middle of a tag: it is cut off")
    if re.search(r"<html\b", text, re.IGNORECASE) and not re.search(r"</html\s*>", text, re.IGNORECASE):
        raise SourceFault(path, line, "the page opens with <html> and has no </html>: it is cut off")


def _mark_lines(text: str) -> str:
    """Write on every tag the line it stands on: the parser keeps attributes, and no positions."""
    ends = [match.start() for match in re.finditer("\n", text)]

    def marked(match: re.Match[str]) -> str:
        return f"{match.group()} {_LINE_MARK}={bisect.bisect_left(ends, match.start()) + 1} "

    return _TAG.sub(marked, text)


@dataclass
class _Frame:
    """An open block: the kind of its text, and its heading level."""

    tag: str
    kind: Kind
    level: int = 0


class _Walker:
    """A single traversal of a page that gathers text until a block begins or ends."""

    def __init__(self) -> None:
        self._frames = [_Frame("body", Kind.TEXT)]
        self._words: list[str] = []
        self._line = self._started = 1

    def walk(self, root: LexborNode) -> Iterator[Raw]:
        """Yield the lines under *root*; with a stack and no recursion, since pages nest to any depth."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, done = stack.pop()
            if done:
                yield from self._leave(node)
            elif node.is_text_node:
                self._gather(node.text_content or "")
            elif node.is_element_node and node.tag not in _UNREAD:
                yield from self._enter(node)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))

    def _enter(self, node: LexborNode) -> Iterator[Raw]:
        tag = node.tag or ""
        self._line = int((node.attributes.get(_LINE_MARK) or "").rstrip("/") or self._line)
        if tag == "img":
            yield from self._picture(node)
        elif tag in _CELLS and any(word.strip() for word in self._words):
            self._words.append(" - ")  # a table row is one line, such as a code and its name
        elif tag in _BLOCKS and not (tag == "button" and self._frames[-1].kind is Kind.HEADING):
            yield from self._flush()
            self._frames.append(self._frame(node, tag))

    def _leave(self, node: LexborNode) -> Iterator[Raw]:
        if len(self._frames) > 1 and self._frames[-1].tag == node.tag:
            yield from self._flush()
            self._frames.pop()

    def _frame(self, node: LexborNode, tag: str) -> _Frame:
        outer = self._frames[-1]
        role = node.attributes.get("role") or ""
        is_button = role == "button" and outer.kind is not Kind.HEADING and node.css_first(_ANY_HEADING) is None
        if outer.kind is Kind.NAVIGATION or role == "navigation" or is_button or self._is_page_header(node, tag):
            return _Frame(tag, Kind.NAVIGATION)
        return _Frame(tag, _KINDS.get(tag, outer.kind), _HEADINGS.get(tag, outer.level))

    def _is_page_header(self, node: LexborNode, tag: str) -> bool:
        inside = {frame.tag for frame in self._frames}
        return tag == "header" and not inside & {"main", "article", "section"} and node.css_first("h1") is None

    def _picture(self, node: LexborNode) -> Iterator[Raw]:
        outer = self._frames[-1].kind
        kind = Kind.NAVIGATION if outer is Kind.NAVIGATION else Kind.PICTURE
        if words := tidy(node.attributes.get("alt") or ""):
            yield self._line, kind, words, 0

    def _gather(self, text: str) -> None:
        if text.strip() and not any(word.strip() for word in self._words):
            self._started = self._line
        self._words.append(text)

    def _flush(self) -> Iterator[Raw]:
        words, frame = tidy("".join(self._words)), self._frames[-1]
        self._words.clear()
        if words:
            yield self._started, frame.kind, words, frame.level
