"""The operator is told that the server answers, and not before."""

from __future__ import annotations

import time

import pytest

from server.operate.announcement import Announcement


def test_the_line_waits_for_the_first_worker(capsys: pytest.CaptureFixture[str]) -> None:
    announcement = Announcement("serving release a")

    announcement.watch()
    time.sleep(0.1)
    before = capsys.readouterr().err
    announcement.make()
    time.sleep(0.2)

    assert (before, capsys.readouterr().err) == ("", "serving release a\n")
