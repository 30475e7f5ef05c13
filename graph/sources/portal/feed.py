"""
utdanning.no's Atom feed of educations: names, codes, interests and texts.

The feed is read for its texts too, since the plainer export of them has two thirds under another education's title.
Names of the authors of texts are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...casing import even
from ...errors import SourceFault
from ...language import detect
from ...model import Record, Text
from ..files.xml_tree import Element, read_xml

_NUS, _ISCED, _INTEREST = "#NUS2000", "#isced97", "#interesse"
_NUS_CODE, _ISCED_CODE = re.compile(r"[0-9]{1,4}|[0-9]{6}"), re.compile(r"[0-9]{1,4}")
_BLOCKS = frozenset(("p", "li", "h2", "h3", "h4", "h5", "td", "th"))
_VIDEO = "media-element-container"
_PAGES = "https://utdanning.no/"


class FeedCode(Record, frozen=True):
    """A code of NUS2000 (one to four digits, or six) with its name, and the corresponding code of ISCED 97."""

    code: str
    name: str
    isced97: str | None = None


class FeedEducation(Record, frozen=True):
    """An education in the feed, each paragraph in the language it is written in."""

    title: str
    line: int
    page: str
    codes: tuple[FeedCode, ...] = ()
    interests: tuple[str, ...] = ()
    summary: tuple[Text, ...] = ()
    requirements: tuple[Text, ...] = ()
    text: tuple[Text, ...] = ()
    has_author: bool = False


def read_feed(path: Path) -> tuple[list[FeedEducation], dict[str, Any]]:
    """
    Return the educations of the feed at *path*, in its order, and a report.

    Raises ``SourceFault``, with the line, for another shape or a malformed code.
    """
    root = read_xml(path)
    if root.name != "feed":
        raise SourceFault(path, root.line, f"the root of an Atom feed is <feed>, got <{root.name}>")
    found = [_education(path, entry) for entry in root.all("entry")]
    codes = {code.code: code for education in found for code in education.codes}
    report = {
        "educations": len(found),
        "with text": sum(bool(education.text) for education in found),
        "with codes": sum(bool(education.codes) for education in found),
        "NUS codes": len(codes),
        "NUS codes with ISCED 97": sum(code.isced97 is not None for code in codes.values()),
        "interests": len({interest for education in found for interest in education.interests}),
        "names of authors left out": sum(education.has_author for education in found),
    }
    return found, report


def _education(path: Path, entry: Element) -> FeedEducation:
    title, link = entry.first("title"), entry.first("link")
    page = link.attributes.get("href", "") if link else ""
    if title is None or not even(title.text) or not page.startswith(_PAGES):
        raise SourceFault(path, entry.line, f"an entry has a title and the address of its page, got {page!r}")
    terms = [(category.attributes, category.line) for category in entry.all("category")]
    interests = (term["term"] for term, _ in terms if term.get("scheme", "").endswith(_INTEREST))
    return FeedEducation(
        title=even(title.text),
        line=entry.line,
        page=page,
        codes=tuple(_codes(path, terms)),
        interests=tuple(dict.fromkeys(interests)),
        summary=tuple(_texts(entry.first("node_teaser"))),
        requirements=tuple(_texts(entry.first("field_formal_prerequisites"))),
        text=tuple(_texts(entry.first("content"))),
        has_author=entry.first("author") is not None,
    )


def _codes(path: Path, terms: list[tuple[dict[str, str], int]]) -> Iterator[FeedCode]:
    """Yield the codes; each is followed by its ISCED 97 code, '' where unknown."""
    for number, (term, line) in enumerate(terms):
        if not term.get("scheme", "").endswith(_NUS):
            continue
        following = terms[number + 1][0] if number + 1 < len(terms) else {}
        isced = following.get("term", "") if following.get("scheme", "").endswith(_ISCED) else ""
        if not _NUS_CODE.fullmatch(term["term"]) or (isced and not _ISCED_CODE.fullmatch(isced)):
            raise SourceFault(path, line, f"a code is digits, got NUS {term['term']!r} and ISCED 97 {isced!r}")
        yield FeedCode(code=term["term"], name=even(term.get("label", "")), isced97=isced or None)


def _texts(element: Element | None) -> Iterator[Text]:
    for passage in _passages(element) if element else ():
        yield Text(value=passage, language=detect(passage, likely="nb"))


def _passages(element: Element) -> Iterator[str]:
    """
    Yield the text of every block, or all text where there are no blocks; a list is one passage, a line an item.

    Text around a video is left out: it is meaningless without the video.
    """
    if _VIDEO in element.attributes.get("class", ""):
        return
    if element.name in ("ul", "ol"):
        items = [even(child.text) for child in element.all("li")]
        yield "\n".join(item for item in items if item)
    elif element.name in _BLOCKS or not element.children:
        if words := even(element.text):
            yield words
    else:
        for child in element.children:
            yield from _passages(child)
