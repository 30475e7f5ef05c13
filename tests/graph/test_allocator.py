"""Processes that run the engine allocate with jemalloc where it is installed, unless they are told otherwise."""

from __future__ import annotations

import ctypes.util
from collections.abc import Iterator

import pytest

from graph.allocator import _find_jemalloc, allocate_with


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("LD_PRELOAD", raising=False)
    _find_jemalloc.cache_clear()
    yield
    _find_jemalloc.cache_clear()


@pytest.mark.parametrize(
    ("installed", "preloaded", "expected"),
    [
        ("libjemalloc.so.2", "", {"LD_PRELOAD": "libjemalloc.so.2", "MALLOC_CONF": "narenas:1"}),
        ("libjemalloc.so.2", "libjemalloc.so.2", {"LD_PRELOAD": "libjemalloc.so.2", "MALLOC_CONF": "narenas:1"}),
        ("libjemalloc.so.2", "/opt/other.so", {}),
        (None, "", {}),
    ],
)
def test_jemalloc_is_asked_for_where_it_is_installed_and_nothing_else_is(
    monkeypatch: pytest.MonkeyPatch, installed: str | None, preloaded: str, expected: dict[str, str]
) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: installed)
    if preloaded:
        monkeypatch.setenv("LD_PRELOAD", preloaded)

    assert allocate_with("narenas:1") == expected
