"""The list of occupations with facets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import YG, Iri

from ..collation import ALPHABET, alphabetical, first_letter
from ..http.listings import OFFERED, XLSX, Record, rows_response, sheet_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, choose, requested_language
from ..messages import message
from ..refusals import BadRequest, UnknownPage
from ..things.cards import OccupationCard, read_cards
from ..things.page_questions import ask
from ..things.query_links import chosen_query
from ..things.templating import here
from ..things.values import term_label
from .entries import Entry, read_names
from .facets import Index

bp = Blueprint("occupations", __name__)

FACETS = ("category", "level", "interest", "feature")
_PAY = ("pay", "pay_year", "pay_group", "pay_of", "employed", "employed_year")
_COLUMNS = ("key", "name", "language", *FACETS, *_PAY, "page", "iri")
# Filtered lists of at most this many occupations show them as cards.
_MOST_CARDS = 60
# Facets with values in the order of their codes.
_BY_CODE = {"category", "level"}
# The property whose list decides whether an occupation without a value in a facet has none, or is unknown.
_LISTS = {"category": f"{YG}classifiedIn", "level": f"{YG}relevantEducationCode", "interest": f"{YG}hasInterest"}
_FEATURES = ("hasSpecialisation", "requiresAuthorisation")
UNKNOWN, NONE = "unknown", "none"
WIDE = "wide"


@dataclass(frozen=True)
class Option:
    """A value of a facet, the number of occupations it would leave, and the address that chooses or removes it."""

    value: str
    name: Passage
    count: int
    href: str
    is_chosen: bool


@dataclass
class World:
    """The occupations of a release by key, their facet values, and the names of those values."""

    entries: dict[str, Entry]
    index: Index
    names: dict[str, Passage]
    # The IRI of each facet value; of a category, the major group of STYRK-08.
    iris: dict[str, Iri]


@dataclass(frozen=True, kw_only=True)
class OccupationsPage(Page):
    """
    The variables of ``occupations.html``: the occupations by first letter, ``total`` of them.

    ``choice`` has the chosen value of each facet, ``facets`` the options of each, and ``query`` the query behind both.
    Names stand beside pay of ``pay_year`` that covers a whole group, or with ``has_cards`` on cards.
    """

    template: ClassVar[str] = "occupations.html"

    letters: Mapping[str, Sequence[Entry]]
    alphabet: Sequence[str]
    choice: Mapping[str, str]
    total: int
    facets: Mapping[str, Sequence[Option]]
    query: str
    cards: Mapping[str, OccupationCard]
    has_cards: bool
    pay_year: str


@bp.get("/occupations")
@bp.get("/occupations.<suffix>")
@takes(*FACETS, "columns")
def occupations(suffix: str | None = None) -> BaseResponse:
    """
    List the occupations that match every facet in the address; ``columns=wide`` redirects to the wide table of all.

    Raises ``UnknownPage`` for a value that no occupation has, and ``BadRequest`` for other columns.
    """
    if "columns" in request.args:
        return _lead_to_wide(suffix)
    chosen = XLSX if suffix == XLSX.suffix else choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    world = read_world(current, language)
    choice = {facet: request.args[facet] for facet in FACETS if request.args.get(facet)}
    for facet, value in choice.items():
        if not world.index.has(facet, value):
            raise UnknownPage(f"No occupation has {value!r} as its {facet}.")
    kept = world.index.choose(set(world.entries), choice)
    entries = [entry for key, entry in world.entries.items() if key in kept]
    if chosen.suffix != "html":
        cards = read_cards(current, language)
        records = (as_record(entry, world, cards[entry.key]) for entry in entries)
        if chosen is XLSX:
            return sheet_response(_COLUMNS, records, current, language.content)
        return rows_response(_COLUMNS, records, chosen, current, language)
    letters: dict[str, list[Entry]] = {}
    for entry in entries:
        letters.setdefault(first_letter(entry.name.words), []).append(entry)
    cards = read_cards(current, language)
    page = OccupationsPage(
        language=language, release=current, letters=letters, alphabet=ALPHABET, choice=choice, cards=cards,
        has_cards=bool(choice) and len(entries) <= _MOST_CARDS,
        pay_year=max((card.pay.year for card in cards.values() if card.pay and card.pay.is_whole), default=""),
        total=len(entries), facets={facet: options(world, choice, facet) for facet in FACETS},
        query=chosen_query(dict(_line(facet, value, world) for facet, value in choice.items()), language),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _lead_to_wide(suffix: str | None) -> BaseResponse:
    """
    Redirect to the query of the API with a row for each occupation and all its codes, in the same format.

    Raises ``BadRequest`` for other columns, and ``NoSuchForm`` for a format that the API has not.
    """
    if request.args["columns"] != WIDE or any(request.args.get(facet) for facet in FACETS):
        raise BadRequest(f"The parameter columns is {WIDE}, for all occupations; leave out {', '.join(FACETS)}.")
    kept = {name: value for name, value in request.args.items() if name != "columns"}
    ending = f".{choose_format(OFFERED, suffix).suffix}" if suffix else ""
    return redirect(f"/api/occupations{ending}" + (f"?{urlencode(kept)}" if kept else ""), HTTPStatus.SEE_OTHER)


def read_world(current: Release, language: ReaderLanguage) -> World:
    """Return all occupations with their facet values, by two requests to the engine."""
    pages, names = load_folder("pages"), current.names
    found = ask(current, {key: Question(pages[key].text) for key in ("occupation-facets", "facet-names", "listed-for")})
    index, iris = Index(), dict[str, Iri]()
    for row in found["occupation-facets"]:
        kind, key = names.split(row["occupation"].value) or ("", "")
        value = _value(row["facet"].value, row["value"].value, current)
        if kind == "occupation" and value:
            index.add(row["facet"].value, value, key)
            is_category = row["facet"].value == "category"
            iris[value] = names.thing("styrk08", value[-1]) if is_category else Iri(row["value"].value)
    entries = read_names(current, language)
    _add_states(index, set(entries), _read_lists(current, found["listed-for"]))
    terms: dict[str, dict[str, str]] = {}
    for row in found["facet-names"]:
        terms.setdefault(_key(row["value"].value, current), {})[row["name"].language] = row["name"].value
    shown = {key: choose(words, language) or Passage(key, "") for key, words in terms.items()}
    shown[UNKNOWN] = Passage(message("not_stated", language.interface), language.interface)
    for value in index.values.get("feature", {}):
        feature, _, state = value.partition("-")
        name = term_label(current.terms, YG + feature, language)
        words = {UNKNOWN: "not_stated", NONE: "facet_no"}.get(state)
        shown[value] = Passage(f"{name.words}: {message(words, language.interface)}", name.language) if words else name
        iris[value] = Iri(YG + feature)
    return World(entries, index, shown, iris)


def _read_lists(current: Release, rows: Iterable[Row]) -> dict[str, set[str]]:
    """Return the keys of the occupations whose list a source gives, by property."""
    found: dict[str, set[str]] = {}
    for row in rows:
        _, key = current.names.split(row["occupation"].value) or ("", "")
        found.setdefault(row["property"].value, set()).add(key)
    return found


def _add_states(index: Index, keys: set[str], lists: Mapping[str, set[str]]) -> None:
    """Add to each facet the occupations without a value: unknown outside the coverage, none of a feature within."""
    for facet, property_ in _LISTS.items():
        valued = set().union(*index.values.get(facet, {}).values())
        for key in keys - valued - lists.get(property_, set()):
            index.add(facet, UNKNOWN, key)
    for feature in _FEATURES:
        without = keys - index.values.get("feature", {}).get(feature, set())
        for key in without:
            state = NONE if key in lists.get(YG + feature, set()) else UNKNOWN
            index.add("feature", f"{feature}-{state}", key)


def _line(facet: str, value: str, world: World) -> tuple[str, Iri | None]:
    """Return the facet, with its state if it has one, and the term that the query behind the list binds it to."""
    state = value.rpartition("-")[2]
    return (f"{facet}-{state}" if state in {UNKNOWN, NONE} else facet), world.iris.get(value)


def _value(facet: str, iri: str, current: Release) -> str:
    """Return the key of a facet value, '' if *iri* is none; a category is the first digit of a STYRK-08 code."""
    if facet != "category":
        return _key(iri, current)
    kind, code = current.names.split(iri) or ("", "")
    return f"{kind}-{code[:1]}" if kind == "styrk08" else ""


def _key(iri: str, current: Release) -> str:
    """Return the name of a value in addresses: ``kind-key`` for a code, the key for any other value."""
    kind, key = current.names.split(iri) or ("", iri.rpartition("#")[2])
    return f"{kind}-{key}" if kind in {"nus", "styrk08"} else key


def options(world: World, choice: dict[str, str], facet: str) -> list[Option]:
    """Return the values of *facet* with occupations left: in order of code, or of falling count."""
    found = []
    for value, count in world.index.count(set(world.entries), choice, facet).items():
        is_chosen = choice.get(facet) == value
        after = {name: kept for name, kept in choice.items() if name != facet}
        href = here("/occupations", **(after if is_chosen else {**after, facet: value}))
        name = world.names.get(value) or Passage(value.rpartition("-")[2], "")
        found.append(Option(value, name, count, href, is_chosen))
    if facet in _BY_CODE:
        return sorted(found, key=lambda option: (option.value == UNKNOWN, option.value))
    return sorted(found, key=lambda option: (option.value == UNKNOWN, -option.count, alphabetical(option.name.words)))


def as_record(entry: Entry, world: World, card: OccupationCard) -> Record:
    """Return an occupation with its facet values and the figures of its card as a record of CSV and JSON answers."""
    has = {
        facet: sorted(value for value, holders in world.index.values.get(facet, {}).items() if entry.key in holders)
        for facet in FACETS
    }
    pay, employed = card.pay, card.employed
    figures = {
        "pay": round(pay.median) if pay else None,
        "pay_year": pay.year if pay else None,
        "pay_group": pay.code if pay else None,
        "pay_of": (", ".join(limit.words for limit in pay.limits) or "all") if pay else None,
        "employed": employed.number if employed else None,
        "employed_year": employed.year if employed else None,
    }
    named = {"key": entry.key, "name": entry.name.words, "language": entry.name.language}
    return {**named, **has, **figures, "page": card.page or None, "iri": entry.iri}
