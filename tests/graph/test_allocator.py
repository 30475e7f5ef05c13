"""Processes that run the engine allocate with jemalloc where it is installed, unless they are told otherwise."""

from __future__ import annotations

import ctypes.util
from collections.abc import Iterator

import pytest

from graph.allocator import _find_jemalloc, allocate_with

FOUND = "libjemalloc.so.2"
PATH = f"/usr/lib/x86_64-linux-gnu/{FOUND}"


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    _find_jemalloc.cache_clear()
    yield
    _find_jemalloc.cache_clear()


@pytest.mark.parametrize(
    ("installed", "preloaded", "expected"),
    [
        (FOUND, None, FOUND),
        (FOUND, FOUND, FOUND),
        (FOUND, PATH, PATH),
        (None, PATH, PATH),
        (FOUND, f"/opt/other.so:{PATH}", f"/opt/other.so:{PATH}"),
        (FOUND, f"/opt/other.so {PATH}", f"/opt/other.so {PATH}"),
        (FOUND, "", None),
        (FOUND, "/opt/other.so", None),
        (None, None, None),
    ],
)
def test_jemalloc_is_preloaded_where_it_is_installed_and_nothing_else_is(
    monkeypatch: pytest.MonkeyPatch, installed: str | None, preloaded: str | None, expected: str | None
) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: installed)
    monkeypatch.delenv("MALLOC_CONF", raising=False)
    monkeypatch.delenv("LD_PRELOAD", raising=False)
    if preloaded is not None:
        monkeypatch.setenv("LD_PRELOAD", preloaded)

    assert allocate_with("narenas:1") == (
        {"LD_PRELOAD": expected, "MALLOC_CONF": "narenas:1"} if expected is not None else {}
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("prof:false,narenas:8", "prof:false,narenas:8,narenas:1"),
        ("prof:false,narenas:1", "prof:false,narenas:1"),
        ("narenas:1", "narenas:1"),
        ("tcache_narenas:1", "tcache_narenas:1,narenas:1"),
        ("", "narenas:1"),
    ],
)
def test_options_of_the_environment_stay(monkeypatch: pytest.MonkeyPatch, given: str, expected: str) -> None:
    monkeypatch.setenv("LD_PRELOAD", FOUND)
    monkeypatch.setenv("MALLOC_CONF", given)

    assert allocate_with("narenas:1")["MALLOC_CONF"] == expected
