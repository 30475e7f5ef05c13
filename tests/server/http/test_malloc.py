"""Freed memory is reused for the next answer."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

ANSWERS = """
import resource, sys
from server.http.malloc import keep_memory

if sys.argv[1] == "kept":
    keep_memory()
answer = b"a" * (1 << 20)
for times in (5, 100):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(times):
        copies = [b"".join((answer, b"b")) for _ in range(3)]  # as received, as answered, as sent
        del copies
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def pages_made(how: str) -> int:
    """Return the page faults of a hundred large answers in a row."""
    return int(subprocess.run([sys.executable, "-c", ANSWERS, how], check=True, capture_output=True).stdout)


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="this C library has no mallopt")
def test_the_pages_of_one_answer_serve_the_next() -> None:
    assert pages_made("kept") < 100 < pages_made("given back")
