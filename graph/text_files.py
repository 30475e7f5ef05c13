"""Source documents as text, or a fault with the line where they are none."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from .errors import SourceFault

_LINE_END = re.compile("\r\n|\r|\n")
# A letter of two bytes, such as å, ä or é: two such signs of Windows-1252 follow each other in no word.
_UTF8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_NOT_OURS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def read_text(path: Path, *, may_be_latin: bool = False) -> str:
    """
    Return the text in the UTF-8 file at *path*, without a byte order mark and with one kind of line end.

    A file that *may_be_latin*, as exports of Norwegian services are whatever their headers declare, is read as
    Windows-1252 where it has no letter in UTF-8. Raises ``SourceFault`` for a missing file, a file in another encoding
    (with the line), and a binary file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceFault(path, None, f"cannot be read: {error.strerror}") from None
    for mark, name in _NOT_OURS:
        if data.startswith(mark):
            raise SourceFault(path, 1, f"the file is {name}; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if not may_be_latin or _UTF8_LETTER.search(data) or _is_cut_off(error, len(data)):
            raise SourceFault(path, _line(data[: error.start]), _why(error, len(data))) from None
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise SourceFault(path, _line(data[: data.index(b"\0")]), "a zero byte: the file is no text")
    return _LINE_END.sub("\n", text)


def _line(before: bytes) -> int:
    return len(_LINE_END.findall(before.decode("latin-1"))) + 1


def _is_cut_off(error: UnicodeDecodeError, size: int) -> bool:
    return error.reason == "unexpected end of data" and error.end == size


def _why(error: UnicodeDecodeError, size: int) -> str:
    if _is_cut_off(error, size):
        return "the file ends in the middle of a letter: it is cut off"
    return f"the byte 0x{error.object[error.start]:02x} is not UTF-8 (ISO-8859-1, perhaps); save the file as UTF-8"
