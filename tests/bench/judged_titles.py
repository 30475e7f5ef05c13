"""
Precision of likely titles against the lists of a service, and by hand judgement.

Run with ``python -m tests.bench.judged_titles [SOURCES]``; SOURCES, a data folder, needs the extra ``fitting``. With
it, the links above the threshold at which half of all listed links are found are compared with both.

``judged_titles.csv`` has the sample. The links ``unlisted`` are all above the threshold that the lists lack, each by a
model that has not seen its occupation: without texts, with texts, and with the names and groups of 2018 besides.
``listed`` are controls, drawn by lot from those that the lists have. ``published`` are 40 drawn by lot from the links
above the threshold of occupations without a list, in a release from the bundled tables; ``described`` are 40 in one
with texts and the names and groups of 2018 besides. One reader judged each link once, in mixed order, by the names, the
groups and the beginning of the occupation's text, without its probability or where it was drawn: ``yes`` for a title
whose ordinary holder does the main work of the occupation, at any rank and in any field of it; ``no`` for another
occupation, for leaders, unless the occupation has their group, and for a wider title. Where ``blind`` is ``no``, the
reader had seen the list or that it lacks the title.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from graph.deriving.judged_relations import MeasuredShare, interval
from graph.sources.files.separated_values import read_table

from .likely_links import OWN_PAGE, Pair, cross_validate, make_world, pairs, true_lists

TABLE = Path(__file__).with_name("judged_titles.csv")
UNLISTED, LISTED, DRAWN = "unlisted", "listed", ("unlisted", "listed", "published", "described")
JUDGEMENTS = ("yes", "no", "unsure")
_COLUMNS = ("occupation", "title", "name", "judged", "drawn", "blind", "reason")
_SEED = 2
console = Console(width=150)


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A link of an occupation and a title (seven digits), judged by a reader, where it was drawn, and why."""

    occupation: str
    title: str
    judged: str
    drawn: str
    is_blind: bool
    reason: str


def read_links(path: Path = TABLE) -> list[JudgedLink]:
    """Return the links in the table at *path*; raises ``SourceFault``, with the line, for an unknown word."""
    found = []
    for row in read_table(path, _COLUMNS, ()):
        for column, known in (("judged", JUDGEMENTS), ("drawn", DRAWN), ("blind", ("yes", "no"))):
            if row[column] not in known:
                raise row.fault(f"{column} is one of {', '.join(known)}, got {row[column]!r}")
        found.append(
            JudgedLink(
                row["occupation"], row["title"], row["judged"], row["drawn"], row["blind"] == "yes", row["reason"]
            )
        )
    return found


def share(hits: int, of: int) -> MeasuredShare:
    """Return a share with its 95 % interval (Wilson)."""
    return MeasuredShare(hits, of, *interval(hits, of))


def judged_right(links: Collection[JudgedLink], drawn: str, *, only_blind: bool = False) -> MeasuredShare:
    """Return the share of the links *drawn* so that are judged right; one of which the reader is unsure is not."""
    here = [one for one in links if one.drawn == drawn and (one.is_blind or not only_blind)]
    return share(sum(one.judged == "yes" for one in here), len(here))


def likeliest(found: Mapping[Pair, float], total: int) -> list[Pair]:
    """Return the likeliest pairs, as many as hold half of the *total* that is right; all where they hold fewer."""
    chosen: list[Pair] = []
    right = 0
    for pair in sorted(found, key=lambda one: -found[one]):
        chosen.append(pair)
        right += pair.is_right
        if 2 * right >= total:
            break
    return chosen


def measure(sources: Path, links: Collection[JudgedLink], *, has_texts: bool) -> dict[str, MeasuredShare | int]:
    """
    Return the precision at recall 0.5 of links held out, of releases with or without texts.

    ``by the lists`` counts listed links as right, ``listed or judged right`` also those that the reader finds right.
    ``not judged`` is the number of unlisted links outside the sample.
    """
    lists = true_lists(sources)
    held = sorted(set(lists) - {OWN_PAGE})
    every = cross_validate(list(pairs(make_world(sources, has_texts=has_texts), lists)), held, _SEED)
    chosen = likeliest(every, sum(len(lists[one]) for one in held))
    judged = {(one.occupation, one.title): one.judged for one in links}
    listed = sum(one.is_right for one in chosen)
    unlisted = [judged.get((one.occupation, one.title)) for one in chosen if not one.is_right]
    return {
        "by the lists": share(listed, len(chosen)),
        "listed or judged right": share(listed + unlisted.count("yes"), len(chosen)),
        "unlisted, judged right": share(unlisted.count("yes"), len(unlisted)),
        "not judged": unlisted.count(None),
    }


def main(sources: Path | None) -> None:
    """Print the judged shares, and the precision of models held out where there are *sources*."""
    links = read_links()
    for drawn in DRAWN:
        blind = judged_right(links, drawn, only_blind=True)
        unsure = sum(one.judged == "unsure" for one in links if one.drawn == drawn)
        console.print(f"{drawn}: {judged_right(links, drawn)} judged right, {unsure} unsure; blind {blind}")
    if sources is None:
        return
    for has_texts in (False, True):
        console.rule("with texts" if has_texts else "without texts")
        for name, value in measure(sources, links, has_texts=has_texts).items():
            console.print(f"{name}: {value}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
