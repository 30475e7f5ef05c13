"""
Routes of Klass, version 1: classifications, versions, codes by date, changes and correspondences.

Their addresses, parameters and members are those of data.ssb.no/api/klass, so that klassR and ssb-klass-python work
with another base address. Errors have the words that klassR looks for: "not found", "no correspondence table".
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps

from flask import Blueprint, Response, request

from graph.json_writer import write_json
from graph.reading.release import Release
from graph.table_writer import TableFormat, write_records

from ..dates import parse_day
from ..formats import CSV, JSON, Format
from ..http.parameters import takes
from ..http.responses import choose_format, text_response
from ..http.site import release
from ..languages import ReaderLanguage
from ..refusals import BadRequest, UnknownPage
from .classification_ids import find_classification, find_table, find_version
from .code_changes import CHANGE_COLUMNS, describe_changes
from .code_selection import parse_codes, parse_presentation
from .editions import CorrespondenceTable, Edition, list_code_changes, list_edition_codes, list_editions, list_tables
from .members import (
    CODE_COLUMNS,
    PAIR_COLUMNS,
    ROOT,
    Node,
    describe_classification,
    describe_classifications,
    describe_codes,
    describe_pairs,
    describe_table,
    describe_version,
)
from .wording import Wording, read_wording

bp = Blueprint("klass", __name__, url_prefix=f"/{ROOT}")

_NOW = ("language", "includeFuture")
_TABLE = (*_NOW, "csvSeparator", "format")
_SELECTION = ("selectCodes", "selectLevel", "presentationNamePattern", *_TABLE)
_FIRST_DAY, _LAST_DAY = datetime.date.min, datetime.date.max


def _both(rule: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Route *rule* with and without a suffix; the form is chosen before any parameter is read."""

    def register(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def in_form(number: int, suffix: str | None = None) -> Response:
            return view(number, choose_format((JSON, CSV), suffix, request.args.get("format")))

        bp.get(rule)(in_form)
        bp.get(f"{rule}.<suffix>")(in_form)
        return view

    return register


@bp.get("/classifications")
@takes("includeCodelists", "changedSince", *_NOW)
def classifications() -> Response:
    """Return the list of classifications in the release."""
    words = read_wording()
    return _answer_json(describe_classifications(release(), words), words)


@bp.get("/classifications/<int:number>")
@takes(*_NOW)
def classification(number: int) -> Response:
    """Return a classification; raises ``UnknownPage`` for an unknown number."""
    words = read_wording()
    return _answer_json(describe_classification(release(), _find_edition(number), words), words)


@bp.get("/versions/<int:number>")
@takes(*_NOW)
def version(number: int) -> Response:
    """Return the version of a classification with all codes; raises ``UnknownPage`` for an unknown number."""
    words = read_wording()
    edition = _find_edition(find_version(number).number)
    return _answer_json(describe_version(release(), edition, words), words)


@bp.get("/correspondencetables/<int:number>")
@takes(*_NOW)
def correspondence_table(number: int) -> Response:
    """Return a correspondence table with all pairs; raises ``UnknownPage`` for an unknown number."""
    words, crosswalk = read_wording(), find_table(number)
    table = next((one for one in list_tables(release()) if one.crosswalk == crosswalk), None)
    if table is None:
        raise UnknownPage(f"Correspondence table not found: this release does not have {number}.")
    return _answer_json(describe_table(release(), table, words), words)


@_both("/classifications/<int:number>/codes")
@takes("from", "to", *_SELECTION)
def codes(number: int, chosen: Format) -> Response:
    """Return the codes in force in a period; raises ``UnknownPage`` where the classification has none in it."""
    since, until = _read_period()
    return _answer_codes(_find_edition(number), since, until, chosen)


@_both("/classifications/<int:number>/codesAt")
@takes("date", *_SELECTION)
def codes_at(number: int, chosen: Format) -> Response:
    """Return the codes in force on a day; raises ``UnknownPage`` where the classification has none."""
    day = read_day("date")
    return _answer_codes(_find_edition(number), day, _following(day), chosen, is_day=True)


@_both("/classifications/<int:number>/changes")
@takes("from", "to", *_TABLE)
def changes(number: int, chosen: Format) -> Response:
    """Return the changes of codes that the releases of a period state."""
    since, until = _read_period()
    edition, words = _find_edition(number), read_wording()
    found = describe_changes(list_code_changes(release(), edition, since, until or _LAST_DAY), words)
    return _answer("codeChanges", CHANGE_COLUMNS, found, chosen, words)


@_both("/classifications/<int:number>/corresponds")
@takes("targetClassificationId", "from", "to", *_TABLE)
def corresponds(number: int, chosen: Format) -> Response:
    """Return the pairs of codes of two classifications in a period; raises ``UnknownPage`` without a table."""
    return _answer_pairs(number, _read_period(), chosen)


@_both("/classifications/<int:number>/correspondsAt")
@takes("targetClassificationId", "date", *_TABLE)
def corresponds_at(number: int, chosen: Format) -> Response:
    """Return the pairs of codes of two classifications on a day; raises ``UnknownPage`` without a table."""
    day = read_day("date")
    return _answer_pairs(number, (day, _following(day)), chosen)


def read_day(name: str) -> datetime.date:
    """Return the day of a required parameter; raises ``BadRequest`` where it is missing or no date."""
    value = request.args.get(name, "")
    if not value:
        raise BadRequest(f"The parameter {name} is required, such as {name}=2024-12-31.")
    try:
        return parse_day(value)
    except ValueError:
        raise BadRequest(f"The parameter {name} must be a date such as 2024-12-31, got {value[:50]!r}.") from None


def _read_period() -> tuple[datetime.date, datetime.date | None]:
    since = read_day("from")
    until = read_day("to") if request.args.get("to") else None
    if until and until <= since:
        raise BadRequest(f"The parameter to must be a day after from, got {until} and {since}.")
    return since, until


def _following(day: datetime.date) -> datetime.date | None:
    return None if day == _LAST_DAY else day + datetime.timedelta(days=1)


def _find_edition(number: int) -> Edition:
    found = list_editions(release()).get(find_classification(number).number)
    if found is None:
        raise UnknownPage(f"Classification not found: this release does not have {number}.")
    return found


def _answer_codes(
    edition: Edition, since: datetime.date, until: datetime.date | None, chosen: Format, *, is_day: bool = False
) -> Response:
    if not edition.overlaps(since, until):
        last = f" to the day before {edition.until}" if edition.until else ""
        raise UnknownPage(
            f"No version found of classification {edition.id.number} then; it is in force from {edition.since}{last}."
        )
    words = read_wording()
    level, presentation = request.args.get("selectLevel", ""), request.args.get("presentationNamePattern", "")
    if level and not re.fullmatch("[1-9]", level):
        raise BadRequest(f"The parameter selectLevel must be a whole number from 1 to 9, got {level[:50]!r}.")
    is_chosen = parse_codes(request.args["selectCodes"]) if request.args.get("selectCodes") else None
    listed = [
        one
        for one in list_edition_codes(release(), edition, words.language)
        if (not level or one.level == int(level)) and (is_chosen is None or is_chosen(one.code))
    ]
    ends = [day for day in (until, edition.until) if day]
    found = list(describe_codes(listed, max(since, edition.since), min(ends, default=None), words, is_day=is_day))
    if presentation:
        fill = parse_presentation(presentation)
        found = [{**one, "presentationName": fill(one)} for one in found]
    return _answer("codes", CODE_COLUMNS, found, chosen, words)


def _answer_pairs(number: int, period: tuple[datetime.date, datetime.date | None], chosen: Format) -> Response:
    source, current = _find_edition(number), release()
    wanted = request.args.get("targetClassificationId", "")
    if not re.fullmatch("[0-9]{1,9}", wanted):
        raise BadRequest(f"The parameter targetClassificationId must be a number, such as 7, got {wanted[:50]!r}.")
    target = _find_edition(int(wanted))
    table, is_turned = _find_pairs(current, source, target)
    # A table between editions outlives the older of them, which was replaced on the day that the table leads to.
    if not any(one.overlaps(*period) for one in (source, target)):
        raise UnknownPage(f"There is no correspondence table between {number} and {wanted} in force then.")
    words = read_wording()
    found = describe_pairs(current, table, words, is_turned=is_turned)
    return _answer("correspondenceItems", PAIR_COLUMNS, found, chosen, words)


def _find_pairs(current: Release, source: Edition, target: Edition) -> tuple[CorrespondenceTable, bool]:
    """Return the first table between two classifications, and whether it leads the other way."""
    ends = (source.id.number, target.id.number)
    for is_turned, wanted in ((False, ends), (True, ends[::-1])):
        for table in list_tables(current):
            if (table.source, table.target) == wanted:
                return table, is_turned
    raise UnknownPage(f"There is no correspondence table between {ends[0]} and {ends[1]}.")


def _answer(member: str, columns: Sequence[str], rows: Iterable[Node], chosen: Format, words: Wording) -> Response:
    separator = request.args.get("csvSeparator", "") or ","
    if len(separator) != 1 or not (separator.isprintable() or separator == "\t") or separator == '"':
        raise BadRequest(f"The parameter csvSeparator must be one character, got {separator[:50]!r}.")
    if chosen is JSON:
        return _answer_json({member: list(rows)}, words)
    return _answer_text(write_records(columns, rows, TableFormat(separator, "\r\n")), chosen, words)


def _answer_json(body: Node, words: Wording) -> Response:
    return _answer_text(write_json(body), JSON, words)


def _answer_text(text: str, chosen: Format, words: Wording) -> Response:
    response = text_response(text, chosen, release(), ReaderLanguage.of(words.language))
    if words.used:
        response.content_language = sorted(words.used)
    return response
