"""XML is read into a plain tree with lines, and never fetches or expands anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.files.xml_tree import read_xml


def written(folder: Path, data: bytes) -> Path:
    path = folder / "document.xml"
    path.write_bytes(data)
    return path


def test_elements_keep_their_text_their_line_and_lose_their_namespace(tmp_path: Path) -> None:
    root = read_xml(
        written(tmp_path, b'<feed xmlns="http://example.org/">\n<entry id="1">Til <b>alle</b>!</entry></feed>')
    )

    entry = root.first("entry")

    assert entry is not None
    assert (entry.line, entry.text, entry.attributes) == (2, "Til alle!", {"id": "1"})
    assert [child.name for child in entry.children] == ["b"]
    assert root.first("nothing") is None


def test_the_encoding_is_the_declared_one(tmp_path: Path) -> None:
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Sjåfør</a>'.encode("latin-1")

    assert read_xml(written(tmp_path, data)).text == "Sjåfør"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"<a>\n<b></a>", r"line 2: this is not XML"),
        (b"<a>\n", r"line \d: this is not XML: Premature end"),
        (b"", r"this is not XML"),
        (
            '<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>Sjåfør</a>'.encode(),
            "line 2: the document declares ISO-8859-1 and is UTF-8",
        ),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>Sj\0r</a>', r"line 2: this is not XML: [^\n]*$"),
        (b"\xff\xfe\x00", r"this is not XML"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', r"line 1: a document type"),
        (b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>', r"line 1: a document type"),
    ],
)
def test_what_is_no_plain_xml_is_refused_with_its_line(tmp_path: Path, data: bytes, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_xml(written(tmp_path, data))


def test_a_missing_file_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"gone\.xml: cannot be read"):
        read_xml(tmp_path / "gone.xml")
