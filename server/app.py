"""The web application: a Flask app made from a world and settings, nothing at import."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, render_template, request

from graph.release import CurrentRelease

from . import browse, catalogue, conformance, counts, entities, errors, sparql, templating
from .engines import choose_lane
from .health import trouble
from .languages import requested_language
from .settings import Settings
from .world import EXTENSION, Site, release

_YEAR = 31_536_000


def create_app(world: CurrentRelease, settings: Settings) -> Flask:
    """Serve *world* by *settings*; everything the app needs arrives as an argument."""
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = settings.body_bytes
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it, its protocol does not
    app.extensions[EXTENSION] = Site(world, settings, choose_lane(settings))
    app.register_blueprint(entities.bp)
    app.register_blueprint(browse.bp)
    app.register_blueprint(sparql.bp)
    app.register_blueprint(counts.bp)
    app.register_blueprint(conformance.bp)
    app.register_blueprint(catalogue.bp)
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/query", "query", query_page)
    errors.register(app)
    templating.register(app)
    return app


def healthz() -> Response:
    """Answer whether the release can be asked; the body says which it is, or what is wrong."""
    current = release()
    if words := trouble(current):
        return Response(f"{words}\n", HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain; charset=utf-8")
    return Response(f"ok {current.id}\n", content_type="text/plain; charset=utf-8")


def query_page() -> str:
    """Show the query page with the query of the address filled in."""
    return render_template(
        "sparql.html", language=requested_language(), release=release(), query=request.args.get("query", "")
    )
