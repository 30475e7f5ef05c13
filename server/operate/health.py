"""Health of the release being served."""

from __future__ import annotations

from graph.errors import EngineFault
from graph.reading.query_files import load_folder
from graph.reading.release import Release


def trouble(release: Release) -> str:
    """Return one sentence on why *release* cannot be queried, '' where it can."""
    exists = load_folder("pages")["exists"].text
    try:
        if release.store.ask(exists, {"this": release.names.thing("release", release.id)}):
            return ""
    except EngineFault as fault:
        return str(fault)
    return f"The engine does not hold the release {release.id}; load its dumps into it."
