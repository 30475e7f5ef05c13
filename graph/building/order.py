"""The order for a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..reading.release import Releases
from ..sources_file import NATIONAL


@dataclass(frozen=True)
class Order:
    """
    The inputs of a build: sources file, data folder, base IRI, and the releases folder.

    ``former`` names the release before, '' for the current one and ``none`` for none.
    """

    releases: Releases
    base: str
    sources: Path = NATIONAL
    data: Path | None = None
    with_people: bool = False
    former: str = ""
