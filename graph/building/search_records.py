"""The records of an assembled graph for its search index, written into the release folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..kinds import find_kind
from ..reading.query_files import load_folder
from ..reading.result_rows import Row
from ..search.everyday_names import call
from ..search.folding import fold_words
from ..search.index_writer import INDEX_FILE, write_index
from ..search.records import CALLED, Link, Name, TextMention, Thing
from ..search.sentences import split_sentences
from ..vocab import Names
from ..workbench import Workbench

_CALLED = ("title", "occupation")
_HIDDEN = "hidden"


class SearchRecords(NamedTuple):
    """The resources in the search index, the links among them, and texts about them."""

    things: list[Thing]
    links: list[Link]
    mentions: Sequence[TextMention] = ()


def gather_records(bench: Workbench, names: Names) -> SearchRecords:
    """Return the search records of the graph on *bench*, in which names and links are derived already."""
    return SearchRecords(gather_things(bench, names), gather_links(bench), gather_mentions(bench.rows))


def write_search(records: SearchRecords, model: Mapping[str, bytes | memoryview], folder: Path) -> int:
    """Write the search index of *records* with the tables of a *model* to *folder*; return the number of its names."""
    return write_index(folder / INDEX_FILE, records.things, records.links, model, records.mentions)


def gather_things(bench: Workbench, names: Names) -> list[Thing]:
    """Return the resources of every searchable kind that have a name or a code, except retired ones."""
    retired = {row["thing"].value for row in bench.rows(load_folder("build")["retired"].text)}
    codes: dict[str, str] = {}
    spoken: dict[str, set[Name]] = {}
    for row in bench.rows(load_folder("search")["names"].text):
        found = spoken.setdefault(row["thing"].value, set())
        if "code" in row:
            codes[row["thing"].value] = row["code"].value
        else:
            found.add(Name(row["name"].value, row["name"].language, row["role"].value))
    things = []
    for iri, held in spoken.items():
        place = names.split(iri)
        if place and find_kind(place[0]).is_searchable and iri not in retired:
            things.append(Thing(iri, *place, codes.get(iri, ""), tuple(sorted(held))))
    return _with_called(things)


def _with_called(things: list[Thing]) -> list[Thing]:
    """Return *things*, titles and occupations with their everyday names, except those that are the name of a title."""
    titles = {name for thing in things if thing.kind == "title" for name in _own(thing)}

    def called(thing: Thing) -> set[Name]:
        return {Name(one, "", CALLED) for name in _own(thing) for one in call(name, titles)}

    return [_replace_hidden(thing, called(thing)) if thing.kind in _CALLED else thing for thing in things]


def _own(thing: Thing) -> list[str]:
    """Return the names of *thing*, folded, without its hidden ones."""
    return [_fold(name) for name in thing.names if name.role != _HIDDEN]


def _replace_hidden(thing: Thing, called: set[Name]) -> Thing:
    """Return *thing* with its everyday names, which the graph has as hidden labels, under their own role alone."""
    words = {name.text for name in called}
    kept = (name for name in thing.names if name.role != _HIDDEN or name.text not in words)
    return replace(thing, names=(*kept, *sorted(called)))


def _fold(name: Name) -> str:
    return " ".join(fold_words(name.text))


def gather_mentions(rows: Callable[[str], Iterable[Row]]) -> list[TextMention]:
    """Return the sentences, interests and skills of occupations; *rows* returns the rows of a query."""
    return [
        TextMention(row["occupation"].value, row["kind"].value, sentence, row["text"].language)
        for row in rows(load_folder("search")["mentions"].text)
        for sentence in split_sentences(row["text"].value)
    ]


def gather_links(bench: Workbench) -> list[Link]:
    """Return the links from titles and occupations to codes; see ``Crosswalk.part`` for mappings without a share."""
    rows = list(bench.rows(load_folder("search")["links"].text))
    several = Counter((row["from"].value, row["among"].value) for row in rows if "among" in row)
    return [
        Link(
            row["from"].value,
            row["to"].value,
            row["relation"].value,
            (float(row["confidence"].value) if "confidence" in row else 1.0)
            / (several[row["from"].value, row["among"].value] if "among" in row else 1),
        )
        for row in rows
    ]
