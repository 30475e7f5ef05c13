"""A cache of small answers, least recently used first out, for one release at a time."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar

from cachetools import LRUCache

from graph.reading.release import Release

from ..adhoc_query import Query

# Functions that are not deterministic (SPARQL 1.1 §17.4). A longer name with such an ending is only cached less.
_VOLATILE = re.compile(r"(?:now|rand|uuid|bnode)\s*[(#]", re.IGNORECASE)
_ENTRY_BYTES = 500
# Of a string in a key; CPython's own overhead.
_STRING_BYTES = 50


def identify(data: str, query: Query) -> str:
    """Return the cache key and entity tag of an answer: a digest of the name of the *data*, query, dataset, formats."""
    dataset = (query.default_graphs, query.named_graphs)
    parts = repr((data, query.text, dataset, query.results, query.graphs))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def is_lasting(query: Query) -> bool:
    """Return whether *query* is deterministic: one release, one answer."""
    return _VOLATILE.search(query.text) is None


class Kept(Protocol):
    """A value with a body, which counts towards the size of the cache."""

    @property
    def body(self) -> bytes:
        """The bytes of the answer."""


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Kept)


class AnswerCache(Generic[Key, Value]):
    """An LRU cache bounded by *total* bytes, with values of at most *largest* bytes; safe to use from many threads."""

    def __init__(self, total: int, largest: int) -> None:
        self._largest = min(largest, total)
        self._answers: LRUCache[Key, tuple[Value, int]] = LRUCache(total, getsizeof=lambda entry: entry[1])
        self._release = ""
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """The bytes in the cache."""
        return int(self._answers.currsize)

    def find(self, release: Release, key: Key) -> Value | None:
        """
        Return the answer under *key*, or None; the first look-up for a new release empties the cache.

        Answers from an old release are not cached.
        """
        if release.is_old:
            return None
        with self._lock:
            if release.id != self._release:
                self._answers.clear()
                self._release = release.id
            try:
                return self._answers[key][0]  # ``get`` would look it up twice
            except KeyError:
                return None

    def keep(self, release: Release, key: Key, answer: Value, more: int = 0) -> bool:
        """
        Store *answer* under *key* where it is small enough and *release* is still served; returns whether it was.

        Its size is that of body, key and *more* bytes, such as those of headers.
        """
        size = len(answer.body) + more + _size_of(key) + _ENTRY_BYTES
        with self._lock:
            if release.id != self._release or size > self._largest:
                return False
            self._answers[key] = answer, size
            return True


def _size_of(key: Hashable) -> int:
    parts = key if isinstance(key, tuple) else (key,)
    return sum(len(part) + _STRING_BYTES for part in parts if isinstance(part, str))
