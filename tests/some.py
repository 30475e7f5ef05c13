"""Loops in tests that must not be empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

_Item = TypeVar("_Item")


def some(items: Iterable[_Item]) -> list[_Item]:
    """Return *items* as a list; raises ``AssertionError`` where there are none, so that a loop of asserts runs."""
    found = list(items)
    assert found, "nothing to assert about"
    return found
