"""The tables of the national release keep things of different kinds apart."""

from __future__ import annotations

from graph.reading.release import Release
from tests.mixed_columns import mixed_columns


def test_no_column_mixes_keys_of_several_kinds(national: Release) -> None:
    assert mixed_columns(national) == []
