"""A file is made once, kept up to a number of bytes, and gone with its last reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.tables.made_files import MadeFiles


def test_a_file_is_made_once_and_read_from_its_start_each_time() -> None:
    files, made = MadeFiles(), []

    def make() -> bytes:
        made.append(1)
        return b"rows"

    bodies = [Path(files.find(("a",), make).path).read_bytes() for _ in range(2)]

    assert (bodies, made) == ([b"rows", b"rows"], [1])


def test_the_oldest_file_gives_way_and_its_handle_closes() -> None:
    files = MadeFiles(most=2 << 20)
    path = files.find(("a",), lambda: b"a").path

    files.find(("b",), lambda: bytes(1 << 20))
    files.find(("c",), lambda: bytes(1 << 20))

    assert not Path(path).exists()


def test_a_file_larger_than_the_bound_is_read_and_not_kept() -> None:
    files = MadeFiles(most=2 << 20)

    whole = files.find(("a",), lambda: bytes(3 << 20))

    assert Path(whole.path).read_bytes() == bytes(3 << 20)
    assert Path(files.find(("a",), lambda: b"again").path).read_bytes() == b"again"


def test_a_fault_while_making_is_raised_and_nothing_is_kept() -> None:
    files = MadeFiles()

    def fail() -> bytes:
        raise ValueError("no rows")

    with pytest.raises(ValueError, match="no rows"):
        files.find(("a",), fail)
    assert Path(files.find(("a",), lambda: b"rows").path).read_bytes() == b"rows"
