"""A thread that repeats a call outlives its failures, and logs them once."""

from __future__ import annotations

import pytest

from server.executors.repeated_call import RepeatedCall


def test_the_first_of_successive_failures_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    outcomes = iter([ValueError("a"), OSError("b"), None, OSError("c")])

    def call() -> None:
        if fault := next(outcomes):
            raise fault

    repeated = RepeatedCall(call, "it failed")
    for _ in range(4):
        repeated()

    assert [record.message for record in caplog.records] == ["it failed: a", "it failed: c"]
