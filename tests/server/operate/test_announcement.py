"""The operator is told that the server answers, and not before."""

from __future__ import annotations

import io
import sys
import time

import pytest

from server.operate.announcement import Announcement
from tests.waiting import wait


def test_the_line_waits_for_the_first_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    announcement = Announcement("serving release a")

    announcement.watch()
    time.sleep(0.1)
    before = written.getvalue()
    announcement.make()
    wait(written.getvalue)

    assert (before, written.getvalue()) == ("", "serving release a\n")
