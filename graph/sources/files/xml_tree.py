"""
XML documents as plain trees, each element with its line.

The one door to lxml, which reads with entities and the network off: a document that declares any is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ...errors import SourceFault

_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin1", "windows-1252", "iso-8859-15"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name without its namespace, its attributes, its line, all text in it, and its children."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str
    children: tuple[Element, ...]

    def all(self, name: str) -> Iterator[Element]:
        """Yield the children of that *name*, in order."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """Return the first child of that *name*, or None."""
        return next(self.all(name), None)


def read_xml(path: Path) -> Element:
    """
    Return the root of the XML document at *path*, in any encoding that it declares.

    Raises ``SourceFault``, with the line, for a file that is not XML, is truncated, is not in the encoding it declares,
    or has a document type declaration.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceFault(path, None, f"cannot be read: {error.strerror}") from None
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceFault(path, error.lineno, f"this is not XML: {' '.join(str(error.msg).split())}") from None
    if line := _mislabelled(data, root.getroottree().docinfo.encoding):
        raise SourceFault(path, line, "the document declares ISO-8859-1 and is UTF-8; declare what it is")
    if root.getroottree().docinfo.doctype:
        raise SourceFault(path, 1, "a document type; sources have none, and what one declares is not read")
    return _element(root)


def _mislabelled(data: bytes, declared: str | None) -> int | None:
    """Return the first line of *data* with a letter outside ASCII, where all of it is UTF-8 and declared Latin-1."""
    if (declared or "").lower() not in _LATIN or data.isascii():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return next(number for number, line in enumerate(data.split(b"\n"), start=1) if not line.isascii())


def _element(node: etree._Element) -> Element:
    return Element(
        etree.QName(node).localname,
        {str(name): str(value) for name, value in node.attrib.items()},
        node.sourceline or 0,
        "".join(str(part) for part in node.itertext()),
        tuple(_element(child) for child in node),
    )
