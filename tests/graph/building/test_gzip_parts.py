"""Parts that are packed by themselves are one ordinary gzip file."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest

from graph.building.gzip_parts import GzipParts, pack_part

_LEVEL = 4


@pytest.mark.parametrize("parts", [[], [b""], [b"one\n"], [b"one\n" * 5000, b"", b"two\n" * 70_000]])
def test_the_parts_are_unpacked_in_their_order(parts: list[bytes]) -> None:
    file = _write(parts)

    assert gzip.decompress(file) == b"".join(parts)


def test_the_file_has_a_single_member_with_its_size() -> None:
    file = _write([b"one", b"two"])

    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert (unpacker.decompress(file), unpacker.eof, unpacker.unused_data) == (b"onetwo", True, b"")
    assert int.from_bytes(file[-4:], "little") == len(b"onetwo")


def _write(parts: list[bytes]) -> bytes:
    file = io.BytesIO()
    dump = GzipParts(file)
    for part in parts:
        dump.add(part, pack_part(part, _LEVEL))
    dump.end()
    return file.getvalue()
