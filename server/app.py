"""The web application: a Flask app made from a world and settings, nothing at import."""

from __future__ import annotations

from flask import Flask, render_template, request

from graph.release import CurrentRelease

from . import (
    assets,
    bodies,
    browse,
    catalogue,
    compare,
    conformance,
    counts,
    downloads,
    entities,
    errors,
    limits,
    metrics,
    observe,
    occupations,
    probes,
    sparql,
    templating,
    trees,
)
from .answers import AnswerCache
from .clients import TrustedProxies
from .engines import choose_lane
from .fairness import Budget
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
    app.extensions[EXTENSION] = make_site(world, settings)
    observe.register(app)
    errors.register(app)
    bodies.register(app)
    downloads.register(app)
    templating.register(app)
    assets.register(app)
    for part in (
        entities,
        browse,
        sparql,
        limits,
        metrics,
        probes,
        counts,
        conformance,
        catalogue,
        trees,
        occupations,
        compare,
    ):
        app.register_blueprint(part.bp)
    app.add_url_rule("/query", "query", query_page)
    if proxies := settings.networks("trusted_proxies"):
        app.wsgi_app = TrustedProxies(app.wsgi_app, proxies)  # type: ignore[method-assign]  # as Flask documents it
    return app


def make_site(world: CurrentRelease, settings: Settings) -> Site:
    """Return what the requests of one application share."""
    meters = metrics.Meters()
    return Site(
        world,
        settings,
        choose_lane(settings, meters.executors.inc),
        AnswerCache(settings.cache_bytes, settings.cached_answer),
        meters,
        Budget(settings.client_seconds),
        sparql.share_queries(settings),
        downloads.share_downloads(settings),
        bodies.share_bodies(settings),
        bodies.Arrivals(),
    )


def query_page() -> str:
    """Show the query page with the query of the address filled in."""
    return render_template(
        "sparql.html", language=requested_language(), release=release(), query=request.args.get("query", "")
    )
