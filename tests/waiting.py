"""Waiting for a condition, up to a limit that a loaded machine does not reach."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60.0


def wait(until: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Return once *until* returns a true value; raises ``AssertionError`` after *seconds*."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, f"not within {seconds:g} seconds"
        time.sleep(0.01)
