"""The description of the reconciliation service: manifest, types, properties and score features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import graph
from graph.coding.properties import PROPERTIES, TRADE
from graph.coding.proposals import AGREES
from graph.coding.reconciler import Reconciler
from graph.kinds import SEARCHABLE
from graph.reading.release import Release
from graph.vocab import PREFIXES

from ..http.page_context import Page
from ..languages import ReaderLanguage
from ..messages import message
from ..settings import Settings
from ..things.templating import upper_first
from .batches import LEAST_CONFIDENCE, MOST_CANDIDATES

DEFAULT_TYPES = ("occupation", "title")
EVIDENCE = (*PROPERTIES, TRADE)
FEATURES = ("chance_by_name", "name_likeness", "is_same_name", "words_asked", "words_named", "is_code")
PREVIEW = {"width": 430, "height": 300}


@dataclass(frozen=True, kw_only=True)
class ReconcilePage(Page):
    """
    The variables of ``reconcile.html``.

    ``types`` are (type, its properties), ``evidence`` (property, description), ``features`` (key, description), and
    ``most`` the limits on queries, ids and candidates.
    """

    template: ClassVar[str] = "reconcile.html"

    endpoint: str
    types: Sequence[tuple[Mapping[str, str], Sequence[Mapping[str, str]]]]
    evidence: Sequence[tuple[Mapping[str, str], str]]
    features: Sequence[tuple[str, str]]
    most: Mapping[str, int]


def make_manifest(current: Release, settings: Settings, language: ReaderLanguage) -> dict[str, Any]:
    """Return the service manifest for a release, by version 0.2 of the API."""
    base = current.names.base
    here = f"{base}reconcile"

    def suggest(service: str) -> dict[str, str]:
        paths = {"service_path": f"/suggest/{service}", "flyout_service_path": f"/flyout/{service}?id=${{id}}"}
        return {"service_url": here, "flyout_service_url": here, **paths}

    return {
        "versions": ["0.2"],
        "name": message("reconcile_name", language.interface),
        "identifierSpace": f"{base}id/",
        "schemaSpace": f"{PREFIXES['skos']}Concept",
        "documentation": f"{here}/about",
        "serviceVersion": graph.__version__,
        "logo": f"{base}static/icon.svg",
        "defaultTypes": [describe_type(kind, language) for kind in DEFAULT_TYPES],
        "view": {"url": f"{base}doc/{{{{id}}}}"},
        "feature_view": {"url": f"{here}/about#{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", **PREVIEW},
        "suggest": {service: suggest(service) for service in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": _property_settings(language),
        },
        "batchSize": settings.batch_queries,
    }


def describe_type(kind: str, language: ReaderLanguage) -> dict[str, str]:
    """Return a type with its name."""
    return {"id": kind, "name": upper_first(message(f"one_{kind}", language.interface))}


def describe_property(name: str, language: ReaderLanguage) -> dict[str, str]:
    """Return a property with its name."""
    return {"id": name, "name": message(f"property_{name}", language.interface)}


def types_of(reconciler: Reconciler) -> list[str]:
    """Return the searchable kinds present in the release."""
    return [kind for kind in SEARCHABLE if kind in reconciler.properties.kinds]


def describe_service(
    current: Release, reconciler: Reconciler, settings: Settings, language: ReaderLanguage
) -> ReconcilePage:
    """Return the page about the service."""
    types = types_of(reconciler)
    properties = {kind: reconciler.properties.known_of(kind) for kind in types}
    features = [(name, message(f"feature_{name}", language.interface)) for name in FEATURES]
    named = {name: describe_property(name, language)["name"] for name in EVIDENCE}
    agreeing = [
        (AGREES + name, message("feature_agrees", language.interface, name=label)) for name, label in named.items()
    ]
    return ReconcilePage(
        language=language, release=current, endpoint=f"{current.names.base}reconcile",
        types=[(describe_type(kind, language), [describe_property(name, language) for name in properties[kind]])
               for kind in types],
        evidence=[(describe_property(name, language), message(f"about_{name}", language.interface))
                  for name in EVIDENCE],
        features=[*features, *agreeing],
        most={"queries": settings.batch_queries, "ids": settings.batch_ids, "candidates": MOST_CANDIDATES},
    )  # fmt: skip


def _property_settings(language: ReaderLanguage) -> list[dict[str, Any]]:
    return [
        {
            "name": "show",
            "type": "select",
            "label": message("setting_show", language.interface),
            "help_text": message("setting_show_help", language.interface),
            "default": "thing",
            "choices": [
                {"value": value, "name": message(f"show_{value}", language.interface)}
                for value in ("thing", "code", "name")
            ],
        },
        {
            "name": "least",
            "type": "number",
            "label": message("setting_least", language.interface),
            "help_text": message("setting_least_help", language.interface),
            "default": LEAST_CONFIDENCE,
        },
        {
            "name": "most",
            "type": "number",
            "label": message("setting_most", language.interface),
            "help_text": message("setting_most_help", language.interface),
            "default": 0,
        },
    ]
