"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import Iri

from ..formats import JSON_LD, N_QUADS, Format
from ..http.jsonld import compact
from ..settings import Settings


def describe_service(release: Release, settings: Settings, endpoint: str, format_: Format) -> bytes:
    """Return the description of the endpoint with the URL *endpoint*, in *format_*."""
    query = load_folder("pages")["service-description"].text
    bindings = {
        "endpoint": Iri(endpoint),
        "release": release.names.thing("release", release.id),
        "size": str(release.manifest.triples),
        "limits": " ".join(f"{about} ({name} = {value})" for name, value, about in settings.public()),
    }
    if format_ is JSON_LD:
        return compact(release.store.triples(query, N_QUADS.media_type, bindings), release.names.base)
    return release.store.triples(query, format_.media_type, bindings)
