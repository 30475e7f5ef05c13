"""Calls that a thread repeats as long as the process lives, whatever they raise."""

from __future__ import annotations

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)


class RepeatedCall:
    """*call*, with a log line that begins with *words* for the first of successive failures, and no exception."""

    def __init__(self, call: Callable[[], object], words: str) -> None:
        self._call = call
        self._words = words
        self._has_failed = False

    def __call__(self) -> None:
        """Call once."""
        try:
            self._call()
        except Exception as fault:  # the next call may succeed, and without this thread there would be none
            if not self._has_failed:
                log.exception("%s: %s", self._words, fault)
            self._has_failed = True
        else:
            self._has_failed = False
