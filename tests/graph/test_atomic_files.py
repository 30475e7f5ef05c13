"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.atomic_files import open_whole


def test_what_was_there_stays_until_the_new_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with open_whole(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_text() == "old"

    assert path.read_text() == "new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_nothing_is_left_of_what_went_wrong(tmp_path: Path) -> None:
    def write_half() -> None:
        with open_whole(tmp_path / "a.csv") as file:
            file.write(b"hal")
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        write_half()

    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_not_replaced() -> None:
    with open_whole(Path(os.devnull)) as file:
        file.write(b"x")

    assert Path(os.devnull).is_char_device()


def test_a_link_still_leads_to_the_file_written(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("real.csv")
    with open_whole(tmp_path / "link.csv") as file:
        file.write(b"x")

    assert (tmp_path / "real.csv").read_bytes() == b"x"
    assert (tmp_path / "link.csv").is_symlink()
