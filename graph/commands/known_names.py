"""The names by which a page's occupation is known: those of the current release, and the bundled ones."""

from __future__ import annotations

from pathlib import Path

from ..reading.query_files import load_folder
from ..reading.release import Releases
from ..sources.classifications.occupation_names import name_index, read_names
from ..sources_file import BUNDLED_NAMES


def known_names(home: Path) -> dict[str, str]:
    """
    Return the key of each name of an occupation, case folded, in the current release of *home* and the bundled file.

    Without a release, only the bundled names are known. Raises ``ReleaseFault`` where the release cannot be opened.
    """
    known = name_index(read_names(BUNDLED_NAMES))
    releases = Releases(home)
    if releases.current_id() is None:
        return known
    for row in releases.current().store.rows(load_folder("shared")["all-occupation-names"].text):
        known.setdefault(row["name"].value.casefold(), row["occupation"].value.rpartition("/")[2])
    return known
