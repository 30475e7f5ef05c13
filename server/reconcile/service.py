"""
The endpoint of the Reconciliation Service API 0.2: the manifest, batches of queries, and data extension.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import re
import time
from typing import Any

from flask import Blueprint, Response, request

from graph.coding.properties import PROPERTIES, TRADE
from graph.coding.proposals import Proposal
from graph.coding.reconciler import Reconciler, open_reconciler
from graph.json_writer import write_ascii_json, write_json
from graph.kinds import SEARCHABLE
from graph.reading.release import Release

from ..fairness import Bound, Share
from ..formats import JSON, Format
from ..http.headers import forbid_caching
from ..http.parameters import takes
from ..http.responses import text_response
from ..http.site import release, site
from ..languages import ReaderLanguage, requested_language
from ..messages import message
from ..refusals import BadRequest, ResourceLimit
from ..request_record import trace
from ..search.hits import shown_name
from ..settings import Settings
from ..things.values import edition
from .batches import ReconciliationQuery, read_extension, read_queries, read_query
from .data_extension import hand_out
from .service_manifest import EVIDENCE, describe_type, make_manifest

bp = Blueprint("reconcile", __name__)

LANE = "reconcile"
_SCRIPT = Format("js", "text/javascript", "JavaScript", charset=True)
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_LONGEST_CALLBACK = 100
# The header with the queries of a batch that could not be answered: a JSON object of sentences by name, in ASCII.
FAULTS = "Yrkesgraf-Query-Faults"
_SHOWN_FAULTS, _LONGEST_NAME = 10, 50


def share_batches(settings: Settings) -> Share:
    """Return the bounds on batches in progress: of all clients, and of each."""
    most, each = settings.batches, settings.client_batches
    return Share(
        Bound(most, "batches", f"{most} batches are being reconciled already; send this one again in a moment."),
        Bound(each, "client_batches", f"{each} of your batches are being reconciled; send the next when one is done."),
    )


@bp.route("/reconcile", methods=["GET", "POST"])
@takes("queries", "extend", "callback", is_open=True, fields=("queries", "extend"))
def endpoint() -> Response:
    """
    Answer a batch of queries or a data extension, or return the manifest if a GET has neither.

    Raises ``BadRequest`` for a POST with neither, and for a faulty batch or extension.
    """
    trace().lane = LANE
    current, language = release(), requested_language()
    given = request.form if request.method == "POST" else request.args
    if "queries" not in given and "extend" not in given:
        if request.method == "POST":
            raise BadRequest("Send a form with a batch of queries in the field queries, or a data extension in extend.")
        return send(make_manifest(current, site().settings, language), current, language)
    with site().batches.hold(trace().client):
        if "queries" not in given:
            return send(_extend(given["extend"], current, language), current, language)
        answers, faults = _reconcile(given["queries"], current, language)
    return _name_faults(send(answers, current, language), faults)


def send(data: object, current: Release, language: ReaderLanguage) -> Response:
    """Return *data* as JSON, or as JSONP for ``?callback=``; raises ``BadRequest`` for an invalid function name."""
    body, form = write_json(data), JSON
    callback = request.args.get("callback", "")
    if callback:
        if len(callback) > _LONGEST_CALLBACK or not _CALLBACK.fullmatch(callback):
            raise BadRequest("callback is the name of a function: letters, digits, _, $ and full stops.")
        # The comment prevents content sniffing; U+2028 and U+2029 would end a line of JavaScript.
        body, form = f"/**/{callback}({body.rstrip().replace(chr(0x2028), '').replace(chr(0x2029), '')});", _SCRIPT
    if request.method == "POST":
        return forbid_caching(Response(body, content_type=form.content_type))
    return text_response(body, form, current, language)


def _name_faults(response: Response, faults: dict[str, str]) -> Response:
    """Add a header with the reason why queries got no result; in the body, the specification has no place for it."""
    if faults:
        shown = dict(list(faults.items())[:_SHOWN_FAULTS])
        response.headers[FAULTS] = write_ascii_json(shown)
    return response


def thing_id(kind: str, key: str) -> str:
    """Return the id in this service: the part of the IRI after ``id/``."""
    return f"{kind}/{key}"


def _reconcile(
    text: str, current: Release, language: ReaderLanguage
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the result of each query, and a sentence by name for those at fault, whose result is empty."""
    queries = read_queries(text, site().settings.batch_queries)
    reconciler = open_reconciler(current.folder)
    seconds = site().settings.batch_seconds
    until = time.monotonic() + seconds
    answers: dict[str, dict[str, Any]] = {}
    faults: dict[str, str] = {}
    for name, body in queries.items():
        if answers and time.monotonic() > until:
            words = f"{len(answers)} of {len(queries)} queries took {seconds:g} seconds; send smaller batches."
            raise ResourceLimit("batch_seconds", words)
        # A query at fault takes no result from the others of its batch.
        try:
            answers[name] = {"result": _answer(read_query(name, body), reconciler, language)}
        except BadRequest as fault:
            answers[name] = {"result": []}
            faults[name[:_LONGEST_NAME]] = str(fault)
    return answers, faults


def _answer(query: ReconciliationQuery, reconciler: Reconciler, language: ReaderLanguage) -> list[dict[str, Any]]:
    for kind in query.types:
        if kind not in SEARCHABLE:
            raise BadRequest(f"There is no type {kind[:50]!r}; there are: {', '.join(SEARCHABLE)}.")
    for one in query.properties:
        if one.pid not in EVIDENCE:
            raise BadRequest(f"There is no property {one.pid[:50]!r}; there are: {', '.join(EVIDENCE)}.")
    # No entity has two types, so none has all of several.
    if query.type_strict == "all" and len(query.types) > 1:
        return []
    evidence = {one.pid: one.given() for one in query.properties}
    proposals = reconciler.propose(query.query.strip()[:200], query.types, evidence, query.candidates)
    return [_candidate(proposal, reconciler, language) for proposal in proposals]


def _candidate(proposal: Proposal, reconciler: Reconciler, language: ReaderLanguage) -> dict[str, Any]:
    thing = proposal.thing
    name = shown_name(reconciler.index.names([thing.number]).get(thing.number, ()), language)
    shown = name.words if name else thing.code or thing.key
    about = [edition(thing.kind) or message(f"one_{thing.kind}", language.interface), thing.code]
    if proposal.matched and proposal.matched != shown:
        about.append(message("found_as", language.interface, name=proposal.matched))
    return {
        "id": thing_id(thing.kind, thing.key),
        "name": shown,
        "description": " ".join(one for one in about if one),
        "type": [describe_type(thing.kind, language)],
        "score": round(100 * proposal.chance, 2),
        "match": proposal.is_match,
        "features": [{"id": key, "value": value} for key, value in proposal.features.items()],
    }


def _extend(text: str, current: Release, language: ReaderLanguage) -> dict[str, Any]:
    asked = read_extension(text, site().settings.batch_ids)
    for one in asked.properties:
        if one.id not in PROPERTIES:
            why = "is only compared, not handed out" if one.id == TRADE else "is not there"
            raise BadRequest(f"The property {one.id[:50]!r} {why}; there are: {', '.join(PROPERTIES)}.")
    return hand_out(asked, open_reconciler(current.folder), language)
