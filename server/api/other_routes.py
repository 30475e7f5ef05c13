"""Routes other than the queries that answer with JSON or a table, and the schemas of their parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.change_kinds import CHANGE_KEYS
from graph.kinds import BY_KEY
from graph.reading.counting import COUNTABLE

from ..formats import GRAPHS
from ..http.responses import DIGEST_ENDING
from ..klass.code_selection import LONGEST_CODES, MOST_PARTS
from ..languages import INTERFACE_LANGUAGES
from ..pictures.neighbours import LEAST_CHOICES
from ..search.results import MOST

Schema = Mapping[str, Any]

_TEXT: Schema = {"type": "string", "maxLength": 200}
_OCCUPATIONS: Schema = {"type": "array", "items": _TEXT}

# The parameters of the routes by name: their meaning and schema.
PARAMETERS: Mapping[str, tuple[str, Schema]] = {
    "add": ("The name of one more occupation.", _TEXT),
    "at": ("The code down to which the tree is open.", _TEXT),
    "category": ("The major group of STYRK-08.", _TEXT),
    "content": ("The language of names and texts.", {"type": "string", "enum": INTERFACE_LANGUAGES}),
    "cube": ("The key of a data cube.", _TEXT),
    "deprecated": (
        "Whether retired resources are found, too, by a part of their name; the first page has up to `limit` of them.",
        {"type": "string", "enum": ["yes", "no"]},
    ),
    "feature": ("A property that the occupations have.", _TEXT),
    "field": ("The key of a broad field of NUS2000.", _TEXT),
    "from": ("The key of the present occupation.", _TEXT),
    "id": ("The id of an entity, kind and key.", _TEXT),
    "interest": ("The key of an interest.", _TEXT),
    "key": ("The key of a resource, such as lege.", _TEXT),
    "kind": ("The kind of a resource.", {"type": "string", "enum": list(BY_KEY)}),
    "lang": ("The language of the answer.", {"type": "string", "enum": INTERFACE_LANGUAGES}),
    "least": ("The least strength of a link.", {"type": "string", "enum": LEAST_CHOICES}),
    "level": ("The level of a relevant education.", _TEXT),
    "limit": ("The most hits.", {"type": "integer", "minimum": 1, "maximum": MOST}),
    "occupation": ("The keys of occupations, repeated or separated by commas.", _OCCUPATIONS),
    "of": ("The list to count.", {"type": "string", "enum": list(COUNTABLE)}),
    "programme": ("The key of a study programme.", _TEXT),
    "open": ("The keys of opened occupations, repeated.", {"type": "array", "items": _TEXT}),
    "page": ("The number of a page, from 1.", {"type": "integer", "minimum": 1}),
    "prefix": ("The beginning of a name.", _TEXT),
    "q": ("A name, a code, or the beginning of a code with an asterisk.", {**_TEXT, "minLength": 1}),
    "queries": ("A batch of queries of the Reconciliation API, as JSON.", {"type": "string"}),
    "query": ("A SPARQL query.", {"type": "string"}),
    "scheme": ("The key of a classification.", _TEXT),
    "sector": ("The code of a sector, A for all.", _TEXT),
    "show": ("The name of a figure.", _TEXT),
    "service": ("The kind of suggestions.", {"type": "string", "enum": ["entity", "property", "type"]}),
    "sex": ("The code of a sex, A for both.", _TEXT),
    "skill": ("The key of a skill of ESCO.", _TEXT),
    "columns": ("With wide, all codes of every occupation.", {"type": "string", "enum": ["wide"]}),
    "table": ("The name of a table.", _TEXT),
    "thing": ("A resource by kind and key.", {"type": "string", "pattern": f"^({'|'.join(BY_KEY)})/[a-z0-9-]+$"}),
    "to": ("The key of the new occupation.", _TEXT),
    "type": ("The kinds of resources, repeated or separated by commas.", _OCCUPATIONS),
    "year": ("The year of the figures.", _TEXT),
}


@dataclass(frozen=True)
class OtherRoute:
    """
    A route in the description of the API.

    ``endpoint`` names the view, whose docstring starts with the summary and whose declaration has the parameters;
    ``parameters`` are for a view without a declaration, and ``own`` holds parameters with a meaning of their own here.
    ``suffixes`` are the formats, a parameter of ``path`` where there are several. ``fields`` are the form of a POST.
    """

    path: str
    endpoint: str
    group: str
    suffixes: tuple[str, ...] = ("json", "csv", "tsv")
    required: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    own: Mapping[str, tuple[str, Schema]] = field(default_factory=dict)
    example: Mapping[str, str | int] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


_JSON = ("json",)
_DAY: Schema = {"type": "string", "format": "date"}
_OF_CHANGES: Mapping[str, tuple[str, Schema]] = {
    "field": ("The key of a broad field of NUS2000.", _TEXT),
    "from": ("The first day of the releases with the changes.", _DAY),
    "to": ("The last day of the releases with the changes.", _DAY),
    "kind": ("The kind of the changes.", {"type": "string", "enum": list(CHANGE_KEYS)}),
    "type": ("The kind of the changed resources.", {"type": "string", "enum": list(BY_KEY)}),
}
_OF_COUNTIES: Mapping[str, tuple[str, Schema]] = {
    "of": ("The key of an occupational field, group or occupation.", _TEXT)
}
_TABLE_FIELDS = {"file": "A table as CSV, TSV or Excel.", "column": "The column to read."}

_NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": 999_999}
_FROM_KLASS: Mapping[str, tuple[str, Schema]] = {
    "number": ("The number of the classification, version or table.", _NUMBER),
    "from": ("The first day.", _DAY),
    "to": ("The day after the last.", _DAY),
    "date": ("The day.", _DAY),
    "language": ("The language of names.", {"type": "string", "enum": INTERFACE_LANGUAGES}),
    "includeFuture": ("Any value: no edition is of the future.", {"type": "string", "enum": ["true", "false"]}),
    "includeCodelists": ("Any value: there are no code lists.", {"type": "string", "enum": ["true", "false"]}),
    "changedSince": ("Not read: all classifications are listed, whether changed since or not.", _TEXT),
    "selectCodes": (
        f"Up to {MOST_PARTS} codes, beginnings such as 22* and ranges, separated by commas.",
        {"type": "string", "maxLength": LONGEST_CODES},
    ),
    "selectLevel": ("The level, from 1.", {"type": "integer", "minimum": 1, "maximum": 9}),
    "presentationNamePattern": (
        "A pattern of up to 200 characters with {code} and {name} for presentation names.",
        _TEXT,
    ),
    "targetClassificationId": ("The number of the other classification.", _NUMBER),
    "csvSeparator": ("The separator of cells in CSV.", {"type": "string", "enum": [",", ";", "|", "\t"]}),
}


def _from_klass(path: str, view: str, example: Mapping[str, str | int], *suffixes: str) -> OtherRoute:
    return OtherRoute(
        f"/klass/v1/{path}", f"klass.{view}", "codes", suffixes or _JSON,
        tuple(name for name in example if name != "number"), own=_FROM_KLASS, example=example,
    )  # fmt: skip


def _table_from_klass(path: str, view: str, **example: str | int) -> OtherRoute:
    named = {name.rstrip("_"): value for name, value in example.items()}
    return _from_klass(f"classifications/{{number}}/{path}.{{suffix}}", view, {"number": 145, **named}, "json", "csv")


def _with_digests(*suffixes: str) -> tuple[str, ...]:
    """Return *suffixes*, and those of their digests."""
    return (*suffixes, *(one + DIGEST_ENDING for one in suffixes))


OTHER_ROUTES = (
    OtherRoute("/api.{suffix}", "api.index", "release", ("json", *(one.suffix for one in GRAPHS))),
    OtherRoute("/search.{suffix}", "search.search", "titles", required=("q",), example={"q": "lege"}),
    OtherRoute("/suggest", "search.suggest", "titles", _JSON, example={"q": "leg"}),
    OtherRoute("/list/{kind}.{suffix}", "browse.listing", "occupations", example={"kind": "occupation"}),
    OtherRoute("/occupations.{suffix}", "occupations.occupations", "occupations"),
    OtherRoute("/interests.{suffix}", "interests.interests", "occupations"),
    OtherRoute("/neighbours/{key}.{suffix}", "neighbours.neighbours", "occupations", example={"key": "lege"}),
    OtherRoute("/pay/{key}.{suffix}", "pay_choice.pay", "figures", example={"key": "lege"}),
    OtherRoute(
        "/counties/{cube}.{suffix}", "counties.counties", "figures", example={"cube": "job-market"}, own=_OF_COUNTIES
    ),
    OtherRoute("/flows.{suffix}", "flows.flows", "occupations"),
    OtherRoute("/compare.{suffix}", "compare.compare", "occupations", example={"occupation": "lege"}),
    OtherRoute("/count.{suffix}", "counts.counting", "titles", example={"occupation": "lege"}),
    OtherRoute(
        "/way.{suffix}", "way.way", "skills", required=("from", "to"), example={"from": "kokk", "to": "baker"}
    ),
    OtherRoute("/tree/{scheme}.{suffix}", "trees.tree", "codes", example={"scheme": "styrk08"}),
    OtherRoute("/figures/{cube}.{suffix}", "figures.figures", "figures", example={"cube": "pay"}),
    OtherRoute(
        "/cube/{cube}.{suffix}", "tables.cube_file", "figures", _with_digests("csv", "tsv", "parquet", "json"),
        example={"cube": "pay"},
    ),
    OtherRoute(
        "/tables/{table}.{suffix}", "tables.table_file", "release", _with_digests("csv", "tsv", "parquet"),
        example={"table": "occupation"},
    ),
    OtherRoute("/tables/datapackage.json", "tables.data_package", "release", _JSON),
    OtherRoute(
        "/doc/{kind}/{key}.json", "entities.document", "release", _JSON,
        own={"_profile": ("The profile: JSON is in full.", {"type": "string", "enum": ["full"]})},
        example={"kind": "occupation", "key": "lege"},
    ),
    OtherRoute(
        "/cite/{kind}/{key}.json", "citing.cite", "release", _JSON, example={"kind": "occupation", "key": "lege"}
    ),
    OtherRoute("/dumps.{suffix}", "dumps.index", "release", ("json", "csv", "tsv")),
    OtherRoute("/changes.{suffix}", "changes.changes", "release", own=_OF_CHANGES, example={"kind": "renaming"}),
    OtherRoute("/query/vocabulary.json", "query_page.vocabulary", "release", _JSON),
    OtherRoute(
        "/code.{suffix}", "coding.code_titles", "titles", ("json", "csv"),
        fields={
            "titles": "Titles, one on each line.", **_TABLE_FIELDS, "to": "Targets, separated by commas.",
            "min_score": "The least probability of a code, from 0 to 1.",
        },
    ),
    OtherRoute(
        "/recode.{suffix}", "recoding.recode_codes", "crosswalks", ("json", "csv"),
        fields={
            "codes": "Codes, one on each line, with a count after a tab or semicolon.", **_TABLE_FIELDS,
            "count": "The column with the counts.", "from": "The edition of the codes.", "to": "The wanted edition.",
            "best": "Any value: only the code that most of each code goes to.",
        },
    ),
    OtherRoute("/reconcile", "reconcile.endpoint", "titles", _JSON, parameters=("queries", "lang")),
    OtherRoute(
        "/reconcile/suggest/{service}", "reconcile_services.suggest", "titles", _JSON, parameters=("prefix", "lang"),
        example={"service": "entity", "prefix": "leg"},
    ),
    _from_klass("classifications", "classifications", {}),
    _from_klass("classifications/{number}", "classification", {"number": 7}),
    _from_klass("versions/{number}", "version", {"number": 910_007}),
    _from_klass("correspondencetables/{number}", "correspondence_table", {"number": 426}),
    _table_from_klass("codes", "codes", from_="2020-01-01"),
    _table_from_klass("codesAt", "codes_at", date="2024-01-01"),
    _table_from_klass("changes", "changes", from_="2020-01-01"),
    _table_from_klass("corresponds", "corresponds", targetClassificationId=7, from_="2020-01-01"),
    _table_from_klass("correspondsAt", "corresponds_at", targetClassificationId=7, date="2024-01-01"),
)  # fmt: skip
