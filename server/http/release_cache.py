"""Cached values of the release being served: rendered documents, and the order of long lists."""

from __future__ import annotations

from dataclasses import dataclass

from graph.vocab import Iri

Headers = list[tuple[str, str]]
PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Document:
    """
    A rendered document with its headers and those of its 304 answer; fresh ``until`` (monotonic seconds).

    ``is_whole`` is False where only the 304 answer is known, because all requests so far were conditional.
    """

    body: bytes
    is_whole: bool
    route: str
    etag: str
    headers: Headers
    unmodified: Headers
    until: float


@dataclass(frozen=True)
class ListOrder:
    """The IRIs of a list in order, one per line of *body*."""

    body: bytes

    @property
    def total(self) -> int:
        """The number of IRIs."""
        return self.body.count(b"\n")

    def page(self, number: int) -> list[Iri]:
        """Return the IRIs of page *number*, counted from 1."""
        lines = self.body.splitlines()[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        return [Iri(line.decode()) for line in lines]
