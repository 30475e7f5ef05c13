"""
Queries over a whole release whose answers its VoID description has: classes, properties, and their numbers.

These are the first queries of most clients, and take the engine up to a second for all of Norway. They are rewritten to
ask for the partitions of VoID, which the build has counted, and the rest of the query is left as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import PREFIXES

from ..adhoc_query import Query
from ..query_shapes import A_KEYWORD, GAP, IRI, LIMIT, LONGEST, NAME, PROLOGUE, VARIABLE

_REMEMBERED = 1024
_DERIVED = ("exact partitions",)
_TYPE = f"<{PREFIXES['rdf']}type>"
_IS_A = rf"(?:{A_KEYWORD}|{re.escape(_TYPE)}){GAP}*+"
_TERM = rf"(?:{IRI}|{NAME})"
_ORDER = rf"(?:(?:ASC|DESC){GAP}*+\({GAP}*+{VARIABLE}{GAP}*+\)|{VARIABLE}){GAP}*+"
_SHAPE = re.compile(
    rf"""
    (?P<prologue>{PROLOGUE})
    (?i:SELECT)
    (?:
        {GAP}++(?i:DISTINCT){GAP}++(?P<listed>{VARIABLE}){GAP}*+
        | (?:{GAP}++(?P<group>{VARIABLE}))?+{GAP}*+
          \({GAP}*+(?i:COUNT){GAP}*+\({GAP}*+(?P<counted>\*|{VARIABLE}){GAP}*+\){GAP}*+
          (?i:AS){GAP}++(?P<number>{VARIABLE}){GAP}*+\){GAP}*+
    )
    (?:(?i:WHERE){GAP}*+)?+
    \{{{GAP}*+
    (?P<thing>{VARIABLE}){GAP}*+
    (?:
        {_IS_A}(?P<class>{_TERM}){GAP}*+(?:;|\.{GAP}*+(?P=thing)(?![A-Za-z0-9_])){GAP}*+
        (?P<own>{VARIABLE}){GAP}*+(?P<value>{VARIABLE})
        | {_IS_A}(?:(?P<instances>{_TERM})|(?P<type>{VARIABLE}))
        | (?P<property>{VARIABLE}){GAP}*+(?P<any>{VARIABLE})
        | (?P<given>{_TERM}){GAP}*+(?P<object>{VARIABLE})
    ){GAP}*+
    (?:\.{GAP}*+)?+\}}{GAP}*+
    (?:(?i:GROUP){GAP}++(?i:BY){GAP}++(?P<by>{VARIABLE}){GAP}*+)?+
    (?P<rest>(?:(?i:ORDER){GAP}++(?i:BY){GAP}++(?i:{_ORDER})++)?+{LIMIT})
    """,
    re.VERBOSE,
)
_PLACE = re.compile(r"\?(class|property)\b")
# With these begin the names of all other variables of the rewritten query.
_OWN = "void"
_SAID = re.compile(VARIABLE)


def use_partitions(release: Release, query: Query) -> Query:
    """Return *query*, rewritten to ask for the partitions of *release* where these have its answer."""
    if release.store.is_remote or query.has_dataset:
        return query
    rewritten = rewrite(query.text)
    if rewritten is None or not has_exact_partitions(release):
        return query
    return msgspec.structs.replace(query, text=rewritten)


def rewrite(query: str) -> str | None:
    """
    Return *query* rewritten to ask for partitions, or None where it is no query that these answer.

    >>> rewrite("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").splitlines()[0]
    'SELECT (SUM(?voidNumber) AS ?n)'
    """
    return _rewrite(query) if len(query) <= LONGEST else None


@lru_cache(_REMEMBERED)
def _rewrite(query: str) -> str | None:
    if (found := _SHAPE.fullmatch(query)) is None:
        return None
    part = found.groupdict()
    variables = [part[name] for name in ("thing", "own", "value", "type", "property", "any", "object") if part[name]]
    shown = [part[name] for name in ("listed", "group", "number") if part[name]]
    # What is listed or grouped by: the variable of the class or of the property, if there is one.
    key = part["type"] or part["property"] or part["own"]
    is_sound = (
        len(set(map(_bare, variables))) == len(variables)
        and part["counted"] in {None, "*", *variables}
        and not any(_bare(one).startswith(_OWN) for one in (*variables, *shown))
        and (part["number"] is None or _bare(part["number"]) not in map(_bare, variables))
        and part["group"] == part["by"]
        and {part["listed"], part["group"]} <= {None, key}
        and set(map(_bare, _SAID.findall(part["rest"]))) <= set(map(_bare, shown))
        and not (part["listed"] and key is None)
    )
    return _write(part, key) if is_sound else None


def _write(part: dict[str, str | None], key: str | None) -> str:
    if part["class"]:
        name, places = "class-properties", {"class": part["class"], "property": key}
    elif part["instances"]:
        name, places = "classes", {"class": part["instances"]}
    elif part["given"]:
        name, places = "properties", {"property": part["given"]}
    elif part["type"] and not part["listed"] and not part["group"]:
        name, places = "properties", {"property": _TYPE}  # statements of a type, not instances of a class
    else:
        name, places = ("classes", {"class": key}) if part["type"] else ("properties", {"property": key})
    if part["listed"]:
        shown = f"SELECT DISTINCT {part['listed']}"
    elif part["group"]:
        shown = f"SELECT {part['group']} (?voidNumber AS {part['number']})"
    else:
        shown = f"SELECT (SUM(?voidNumber) AS {part['number']})"  # 0 where there is none
    pattern = load_folder("partitions")[name].text.partition("WHERE ")[2]
    filled = _PLACE.sub(lambda place: places.get(place[1]) or place[0], pattern)
    return f"{part['prologue']}{shown}\nWHERE {filled}{part['rest']}"


def _bare(variable: str) -> str:
    return variable[1:]


def has_exact_partitions(release: Release) -> bool:
    """
    Return whether VoID counts the statements that the manifest has, and no other dataset is described.

    It never has them for a release beside the current one, which another program may have counted otherwise.
    """
    return not release.is_old and derive(release, _DERIVED, lambda: _counts_all(release))


def _counts_all(release: Release) -> bool:
    rows = release.store.rows(load_folder("partitions")["statements"].text)
    return [row["voidNumber"].value for row in rows] == [str(release.manifest.triples)]
