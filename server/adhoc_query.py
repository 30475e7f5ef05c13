"""An ad-hoc query, and the keys by which the fast path hands its outcome to the view."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .request_record import Trace

# Where the view finds what came of a query that was run for it here.
FAULT = "yrkesgraf.fault"


FOUND = "yrkesgraf.found"


class Query(msgspec.Struct, frozen=True):
    """
    An ad-hoc query: its text, the media types of its answer, and the dataset given from outside, if any.

    ``trace`` says who asks, and is told how long the query waited and ran.
    """

    text: str
    results: str
    graphs: str
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    trace: Trace = msgspec.field(default_factory=Trace)
