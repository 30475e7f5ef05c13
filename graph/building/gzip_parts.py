"""A gzip file of parts that are compressed by themselves, in any order and before the others are known."""

from __future__ import annotations

import zlib
from typing import BinaryIO

# RFC 1952: magic number, deflate, no flags, no time, no extra flags, made on an unknown system.
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST = b"\x03\x00"  # an empty last block of deflate
_MODULUS = 1 << 32


def pack_part(data: bytes, level: int) -> bytes:
    """Return *data* compressed to whole bytes at *level* (0 to 9), without a reference to other parts."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


class GzipParts:
    """
    A gzip file with a single member, the same bytes for the same parts.

    Methods raise ``OSError`` where the disk is full.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum = self._size = 0
        file.write(_HEAD)

    def add(self, data: bytes, packed: bytes) -> None:
        """Add *packed*, which ``pack_part`` made of *data*."""
        self._file.write(packed)
        self._sum = zlib.crc32(data, self._sum)
        self._size += len(data)

    def end(self) -> None:
        """Write the end of the file."""
        self._file.write(_LAST + self._sum.to_bytes(4, "little") + (self._size % _MODULUS).to_bytes(4, "little"))
