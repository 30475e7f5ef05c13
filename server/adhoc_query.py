"""An ad-hoc query."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .request_record import Trace


class Query(msgspec.Struct, frozen=True):
    """
    An ad-hoc query: its text, the media types for rows and for triples, and the dataset of the protocol, if any.

    ``trace`` names the client and receives the seconds spent waiting and running.
    """

    text: str
    results: str
    graphs: str
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    trace: Trace = msgspec.field(default_factory=Trace)

    @property
    def has_dataset(self) -> bool:
        """Whether the protocol gives a dataset in the place of the query's own."""
        return self.default_graphs is not None or self.named_graphs is not None
