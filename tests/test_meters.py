"""What workers count outlives them, and what they said of the present does not."""

from __future__ import annotations

from pathlib import Path

from server.meters import forget_ended_workers


def test_what_an_ended_worker_said_of_the_present_is_forgotten(tmp_path: Path) -> None:
    own, ended = tmp_path / "gauge_livesum_1.db", tmp_path / "gauge_livesum_999999999.db"
    counted = tmp_path / "counter_999999999.db"
    for path in (own, ended, counted):
        path.touch()

    forget_ended_workers(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [counted.name, own.name]
