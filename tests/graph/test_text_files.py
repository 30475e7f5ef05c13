"""Text read from disk, or refused with one sentence and a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.text_files import read_text


@pytest.mark.parametrize(
    "data", [b"en\nto\n", b"en\r\nto\r\n", b"en\rto\r", b"\xef\xbb\xbfen\nto\n"], ids=["unix", "windows", "mac", "mark"]
)
def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    assert read_text(path) == "en\nto\n"


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("en\nblå\ntre\n".encode("latin-1"), 2, "the byte 0xe5 is not UTF-8"),
        ("en\r\nblå\r\n".encode("latin-1"), 2, "the byte 0xe5 is not UTF-8"),
        ("en\nblå".encode()[:-1], 2, "in the middle of a letter: it is cut off"),
        ("en".encode("utf-16"), 1, "the file is UTF-16; save it as UTF-8"),
        ("en".encode("utf-32"), 1, "the file is UTF-32; save it as UTF-8"),
        (b"en\nto\0\n", 2, "a zero byte: the file is no text"),
    ],
)
def test_what_is_not_utf8_is_refused_with_its_line(tmp_path: Path, data: bytes, line: int, said: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    with pytest.raises(SourceFault) as caught:
        read_text(path)

    assert said in str(caught.value)
    assert caught.value.line == line


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"none\.txt: cannot be read: No such file"):
        read_text(tmp_path / "none.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="Is a directory"):
        read_text(tmp_path)
