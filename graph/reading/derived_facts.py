"""Facts that readers derive from a release, each made once and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .release import Release

T = TypeVar("T")


def derive(release: Release, key: tuple[str, ...], make: Callable[[], T]) -> T:
    """Return the result of *make*, kept with *release* under *key*; where it raises, nothing is kept."""
    if key not in release.derived:
        release.derived[key] = make()
    found: T = release.derived[key]
    return found
