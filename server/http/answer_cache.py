"""Keeps small answers, so that who asks the same of the same release gets them at once."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar

from cachetools import LRUCache

from graph.reading.release import Release

from ..adhoc_query import Query

# Functions whose value changes from one run to the next (SPARQL 1.1 §17.4); a name that ends so costs a look-up only.
_VOLATILE = re.compile(r"(?:now|rand|uuid|bnode)\s*[(#]", re.IGNORECASE)
_ENTRY_BYTES = 500


def identify(release: str, query: Query) -> str:
    """Return what tells an answer from all others: its release's name, query, dataset, formats; an entity tag too."""
    dataset = (query.default_graphs, query.named_graphs)
    parts = repr((release, query.text, dataset, query.results, query.graphs))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def is_lasting(query: Query) -> bool:
    """Return whether *query* has the same answer as long as the release is the same."""
    return _VOLATILE.search(query.text) is None


class Kept(Protocol):
    """What can be kept."""

    @property
    def body(self) -> bytes:
        """What it mostly consists of."""


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Kept)


class AnswerCache(Generic[Key, Value]):
    """The answers of one release asked for last, up to so many bytes; safe to use from many threads."""

    def __init__(self, total: int, largest: int) -> None:
        self._largest = min(largest, total)
        self._answers: LRUCache[Key, Value] = LRUCache(total, getsizeof=lambda kept: len(kept.body) + _ENTRY_BYTES)
        self._release = ""
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return int(self._answers.currsize)

    def find(self, release: Release, key: Key) -> Value | None:
        """Return the answer kept under *key*, or None; the first request to a new release empties the cache."""
        with self._lock:
            if release.id != self._release:
                self._answers.clear()
                self._release = release.id
            try:
                return self._answers[key]  # ``get`` looks twice
            except KeyError:
                return None

    def keep(self, release: Release, key: Key, answer: Value) -> bool:
        """Keep *answer* under *key* where it is small enough and its release is still the one; returns whether."""
        with self._lock:
            if release.id != self._release or len(answer.body) + _ENTRY_BYTES > self._largest:
                return False
            self._answers[key] = answer
            return True
