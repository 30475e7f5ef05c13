"""The web application: a Flask app made from a world and settings, nothing at import."""

from __future__ import annotations

from flask import Flask

from graph.release import CurrentRelease
from graph.store import Answer

from . import (
    arrivals,
    assets,
    bodies,
    browse,
    catalogue,
    coding,
    compare,
    conformance,
    counts,
    course,
    crosswalks,
    downloads,
    entities,
    errors,
    kept,
    limits,
    linked,
    meters,
    metrics,
    neighbours,
    observe,
    occupations,
    orders,
    outline,
    packing,
    probes,
    query_links,
    query_page,
    reconcile,
    reconcile_services,
    report,
    search,
    shortcut,
    sparql,
    templating,
    trees,
)
from .answers import AnswerCache
from .clients import TrustedProxies
from .engines import choose_lane
from .fairness import Budget
from .journal import Journal
from .settings import Settings
from .world import EXTENSION, Site

_YEAR = 31_536_000


def create_app(world: CurrentRelease, settings: Settings) -> Flask:
    """Serve *world* by *settings*; everything the app needs arrives as an argument."""
    app = Flask(__name__)
    app.request_class = bodies.HeldRequest
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = settings.body_bytes
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it, its protocol does not
    made = app.extensions[EXTENSION] = make_site(world, settings)
    observe.register(app)
    shortcut.register(app)
    packing.register(app)
    errors.register(app)
    bodies.register(app)
    downloads.register(app)
    templating.register(app)
    query_links.register(app)
    outline.register(app)
    assets.register(app)
    parts = (
        entities, browse, linked, sparql, limits, metrics, probes, counts, crosswalks, conformance, catalogue,
        query_page, trees, occupations, compare, neighbours, course, report, coding,
        search, reconcile, reconcile_services,
    )  # fmt: skip
    for part in parts:
        app.register_blueprint(part.bp)
    app.wsgi_app = shortcut.Shortcut(app.wsgi_app, made)  # type: ignore[method-assign]  # as Flask documents it
    if proxies := settings.networks("trusted_proxies"):
        app.wsgi_app = TrustedProxies(app.wsgi_app, proxies)  # type: ignore[method-assign]  # as Flask documents it
    return app


def make_site(world: CurrentRelease, settings: Settings) -> Site:
    """Return what the requests of one application share."""
    lane = choose_lane(settings)
    queries = sparql.share_queries(settings)
    answers: AnswerCache[str, Answer] = AnswerCache(settings.cache_bytes, settings.cached_answer)
    documents: AnswerCache[tuple[str, ...], kept.Document] = AnswerCache(settings.cache_bytes, settings.cached_answer)
    return Site(
        world,
        settings,
        lane,
        answers,
        documents,
        AnswerCache(orders.MOST_BYTES, orders.MOST_BYTES),
        meters.Meters(lambda: (queries.inside, lane.running, answers.size + documents.size)),
        Budget(settings.client_seconds),
        queries,
        downloads.share_downloads(settings),
        reconcile.share_batches(settings),
        arrivals.share_bodies(settings),
        coding.share_codings(settings),
        arrivals.Arrivals(),
        Journal(settings),
    )
