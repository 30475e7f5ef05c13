"""
Stops a build whose sources have lost records since the release before it.

Half of a list reads like a whole one, and a service that renames a field answers as many records with less in them.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ..adapters.tabular import RECORDS
from ..errors import SourceFault
from ..reading.release import Releases
from ..source_document import Source
from ..sources_file import Catalogue

LEAST_SHARE = 0.9


class _Report(msgspec.Struct):
    sources: dict[str, dict[str, object]]


def count_last(releases: Releases, base: str) -> dict[str, int]:
    """Return the number of records that each source had in the current release of *base*, {} where there is none."""
    name = releases.current_id(base)
    path = releases.home / str(name) / "report.json"
    if name is None or not path.is_file():
        return {}
    report = msgspec.json.decode(path.read_bytes(), type=_Report)
    counts = {key: found.get(RECORDS) for key, found in report.sources.items()}
    return {key: count for key, count in counts.items() if isinstance(count, int)}


def refuse_shrinkage(
    catalogue: Catalogue, source: Source, report: Mapping[str, object], last: Mapping[str, int]
) -> None:
    """
    Raise ``SourceFault`` where *source* has lost more than a tenth of the records it had *last*.

    A document that was accepted by hand may have.
    """
    now, before = report.get(RECORDS), last.get(source.key, 0)
    if isinstance(now, int) and now < LEAST_SHARE * before and source.key not in catalogue.accepted:
        remedy = f"`yrkesgraf sources accept {source.key}` takes it"
        words = f"{now:,} records where the current release has {before:,}; {remedy}"
        raise SourceFault(catalogue.file(source), None, words)
