"""The application factory: a Flask app over a release and settings, with no state made at import."""

from __future__ import annotations

from flask import Flask

from graph.reading.release import CurrentRelease, Releases
from graph.reading.store import Answer

from . import fast_path
from .api import assistant_routes, openapi
from .api import routes as api
from .browse import (
    changes,
    citing,
    compare,
    counts,
    course,
    crosswalks,
    event_stream,
    examples,
    fault_report,
    figures,
    front_pages,
    harvest,
    interests,
    lists,
    mementos,
    occupations,
    trees,
    way,
)
from .clients import TrustedProxies
from .coding import recode_upload, upload
from .compiled_templates import PageEnvironment
from .executors.engines import choose_runner
from .fairness import Budget
from .http import (
    arriving_bodies,
    assets,
    bodies,
    compression,
    downloads,
    errors,
    meters,
    old_releases,
    parameters,
    release_cache,
    request_hooks,
)
from .http.access_log import AccessLog
from .http.answer_cache import AnswerCache
from .http.kept_releases import KeptReleases
from .http.site import EXTENSION, Site
from .klass import classification_routes
from .operate import limits, metrics, probes
from .pictures import counties, flows, neighbours, paths, pay_choice
from .presence import Presence
from .reconcile import service, suggestions
from .search import results
from .settings import Settings
from .sparql import conformance, endpoint, graph_store, query_page
from .tables import download_routes, dumps, finishing
from .things import entities, linked, orders, page_outline, query_links, templating
from .things.rdf import neighbour_names

_YEAR = 31_536_000


def create_app(world: CurrentRelease, settings: Settings, presence: Presence | None = None) -> Flask:
    """Return the application that serves *world* within *settings*; *presence* is that of all workers."""
    app = Flask(__name__)
    app.request_class = bodies.HeldRequest
    app.jinja_environment = PageEnvironment
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = settings.body_bytes
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it, its protocol does not
    made = app.extensions[EXTENSION] = make_site(world, settings, presence or Presence())
    request_hooks.register(app)
    fast_path.register(app)
    compression.register(app)
    errors.register(app)
    bodies.register(app)
    parameters.register(app)
    downloads.register(app)
    finishing.register(app)
    templating.register(app)
    query_links.register(app)
    page_outline.register(app)
    assets.register(app)
    old_releases.register(app)
    parts = (
        entities, front_pages, lists, linked, endpoint, limits, metrics, probes, counts, crosswalks, conformance,
        harvest, query_page, trees, occupations, interests, compare, neighbours, way, figures, course, fault_report,
        pay_choice, counties, flows, paths, examples,
        upload, recode_upload,
        results, service, suggestions, openapi, mementos, changes, citing, classification_routes, assistant_routes,
        graph_store, event_stream, dumps,
    )  # fmt: skip
    for part in parts:
        app.register_blueprint(part.bp)
    api.register(app)
    download_routes.register(app)
    app.wsgi_app = old_releases.ReleasePaths(app.wsgi_app)  # type: ignore[method-assign]  # as Flask documents it
    if "fast_path" in settings.layers:
        app.wsgi_app = fast_path.Shortcut(app, made)  # type: ignore[method-assign]  # as Flask documents it
    app.wsgi_app = parameters.LanguageParameters(app.wsgi_app)  # type: ignore[method-assign]  # as Flask documents it
    if proxies := settings.networks("trusted_proxies"):
        app.wsgi_app = TrustedProxies(app.wsgi_app, proxies)  # type: ignore[method-assign]  # as Flask documents it
    return app


def make_site(world: CurrentRelease, settings: Settings, presence: Presence) -> Site:
    """Return the state that all requests of one application share."""
    runner = choose_runner(settings, presence)
    queries = endpoint.share_queries(settings)
    answers: AnswerCache[str, Answer] = AnswerCache(_cache_bytes(settings, "answer_cache"), settings.cached_answer)
    documents: AnswerCache[tuple[str, ...], release_cache.Document] = AnswerCache(
        _cache_bytes(settings, "document_cache"), settings.cached_answer
    )
    lists: AnswerCache[tuple[str, ...], release_cache.ListOrder] = AnswerCache(orders.MOST_BYTES, orders.MOST_BYTES)
    kept = KeptReleases(Releases(settings.home), world)

    def count_kept() -> int:
        caches = answers.size + documents.size + lists.size
        return caches + sum(map(neighbour_names.count_kept, kept.open_releases()))

    return Site(
        world,
        settings,
        runner,
        presence,
        answers,
        documents,
        lists,
        meters.Meters(
            lambda: (queries.inside, runner.running, count_kept()),
            is_batched="meter_batches" in settings.layers,
        ),
        Budget(settings.client_seconds),
        queries,
        downloads.share_downloads(settings),
        service.share_batches(settings),
        arriving_bodies.share_bodies(settings),
        upload.share_codings(settings),
        arriving_bodies.Arrivals(),
        AccessLog(settings),
        kept,
    )


def _cache_bytes(settings: Settings, layer: str) -> int:
    return settings.cache_bytes if layer in settings.layers else 0
