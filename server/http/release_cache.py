"""What is kept of a release as long as it is served: documents as views made them, and the orders of long lists."""

from __future__ import annotations

from dataclasses import dataclass

from graph.vocab import Iri

PAGE_SIZE = 100

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """
    A document as a view made it, with its headers and those of a 304; good until then (monotonic seconds).

    Where nobody has asked for more than whether it has changed, there are those of a 304 only.
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
    """The IRIs of a list in order, a line each: a page is cut from it without taking the rest apart."""

    body: bytes

    @property
    def total(self) -> int:
        """How many there are."""
        return self.body.count(b"\n")

    def page(self, number: int) -> list[Iri]:
        """Return the page *number*, from 1."""
        lines = self.body.splitlines()[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        return [Iri(line.decode()) for line in lines]
