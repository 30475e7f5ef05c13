"""Occupation pages as sources of their own, for pages that no sources file has."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from ..casing import slug
from ..source_document import Source
from ..vocab import LICENCE


def page_source(url: str) -> Source:
    """Return the occupation page at *url* as a source; its key is the last segment of the path."""
    key = slug(urlsplit(url).path.rstrip("/").rpartition("/")[2] or url)
    today = datetime.datetime.now(datetime.UTC).date()
    return Source(
        key=f"page-{key}",
        adapter="page",
        path=f"pages/{key}.html",
        titles={"nb": url},
        publisher=urlsplit(url).netloc,
        licence=LICENCE,
        rhythm="monthly",
        as_of=today,
        retrieved=today,
        fetch=url,
    )
