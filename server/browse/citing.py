"""``/cite/…``: the citation of a resource as it is in the release of the request."""

from __future__ import annotations

from flask import Blueprint, Response

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import LICENCE, Iri

from ..http.parameters import takes
from ..http.responses import choose_format, text_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..things.entities import must_exist
from ..things.history.citations import WRITERS, Citation
from ..things.orders import named
from ..things.page_questions import ask_about
from ..things.subject import list_notices
from ..things.values import name_licence

bp = Blueprint("citing", __name__)


@bp.get("/cite/<kind>/<key>.<suffix>")
@takes()
def cite(kind: str, key: str, suffix: str) -> Response:
    """
    Return the citation of a resource in this release, as text, BibTeX, RIS or CSL-JSON.

    Raises ``UnknownThing`` where the release has no such resource, ``NoSuchForm`` for another suffix.
    """
    chosen = choose_format([*WRITERS], suffix)
    current, language = release(), requested_language()
    iri = current.names.thing(kind, key)
    must_exist(current, iri)
    return text_response(WRITERS[chosen](make_citation(current, iri, language)), chosen, current, language)


def make_citation(current: Release, iri: Iri, language: ReaderLanguage) -> Citation:
    """Return the citation of *iri*, which must exist in *current*, with its name in *language*."""
    kind, key = current.names.split(iri) or ("", "")
    found = ask_about(current, iri, language, "notices", "credited")
    publishers = [row["name"].value for row in current.store.rows(load_folder("pages")["cited"].text)]
    licences = dict.fromkeys(name_licence(row["licence"].value) for row in found["credited"])
    title = named(current, [iri], language)[0].shown
    return Citation(
        key=f"yrkesgraf:{kind}:{key}:{current.id}",
        title=title.words,
        author="Yrkesgraf",
        publisher=publishers[0] if publishers else "Yrkesgraf",
        release=current.id,
        issued=current.manifest.issued,
        url=f"{current.names.base}release/{current.id}/doc/{kind}/{key}",
        iri=iri,
        language=title.language,
        licences=[*licences] or [name_licence(LICENCE)],
        credits=[notice.words for notice in list_notices(found["notices"], language)],
    )
