"""
Measures the page reader by field: precision and recall on pages whose lines were assigned to fields by hand.

Run with ``make bench-pages``, beside the folder ``shared``. Three sets are measured: the beginnings of seven pages, the
document, and the texts of today's occupations written as pages of three layouts, whose HTML has the truth by element.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from selectolax.lexbor import LexborHTMLParser

from graph.errors import SourceFault
from graph.model import OccupationRecord
from graph.sources.page.lines import tidy
from graph.sources.page.reader import read_page
from tests.paths import SHARED

LINE_FIELDS = ("summary", "tasks", "common_tasks", "workplaces", "qualities", "education")
FIELDS = ("title", "language", *LINE_FIELDS, "authorised_by", "review", "interviews")
LEAST = 0.95
# The lines of the document, from 1.
DOCUMENT: Mapping[str, Any] = {
    "title": "Lege",
    "language": "nn",
    "authorised_by": "Helsedirektoratet",
    "review": {"organisation": "Legeforeningen", "date": "2023-03-03"},
    "interviews": 3,
    "lines": {
        "summary": [5],
        "tasks": [9, 11, 21, 23],
        "common_tasks": [15, 16, 17, 18, 19],
        "workplaces": [27],
        "qualities": [59],
        "education": [65, 67, 130, 134],
        "education_codes": list(range(82, 129)),
        "titles": list(range(160, 207)),
    },
}
console = Console(width=120)


class Score(NamedTuple):
    """The facts found and right, found in all, and there to find."""

    right: int = 0
    found: int = 0
    there: int = 0

    @property
    def precision(self) -> float:
        """The share of the facts found that are right; 1 where none is found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the facts there that are found; 1 where there is none."""
        return self.right / self.there if self.there else 1.0


def measure(pages: Iterable[tuple[Path, Mapping[str, Any]]]) -> dict[str, Score]:
    """Return the score of each field over *pages*, each a file with its truth; a page that is refused finds nothing."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    for path, truth in pages:
        try:
            found = facts_of(read_page(path).record)
        except SourceFault:
            found = {}
        for field, there in truths_of(path.read_text("utf-8"), truth).items():
            right = (found.get(field, Counter()) & there).total()
            score = scores[field]
            scores[field] = Score(
                score.right + right, score.found + found.get(field, Counter()).total(), score.there + there.total()
            )
    return dict(scores)


def facts_of(record: OccupationRecord) -> dict[str, Counter[str]]:
    """Return the facts of *record* by field, as texts."""
    review, members = record.review, record.education_group.members if record.education_group else ()
    return {
        "title": Counter([record.names[0].value]),
        "language": Counter([record.page_language]),
        "authorised_by": Counter(filter(None, [record.authorisation.authority if record.authorisation else None])),
        "review": Counter([f"{review.organisation} {review.date}"] if review else []),
        "interviews": Counter([str(record.interviews)]),
        "education_codes": Counter(f"{one.code} - {one.name}" for one in members),
        "titles": Counter(f"{one.code} - {one.name}" for one in record.titles),
        **{field: Counter(text.value for text in getattr(record, field)) for field in LINE_FIELDS},
    }


def truths_of(text: str, truth: Mapping[str, Any]) -> dict[str, Counter[str]]:
    """Return the facts of *truth*, whose line numbers are those of *text*, by field and as texts."""
    lines = [tidy(line).removeprefix("• ") for line in text.split("\n")]
    review = truth["review"]
    return {
        "title": Counter([truth["title"]]),
        "language": Counter([truth["language"]]),
        **({"authorised_by": Counter(filter(None, [truth["authorised_by"]]))} if "authorised_by" in truth else {}),
        "review": Counter([f"{review['organisation']} {review['date']}"] if review else []),
        "interviews": Counter([str(truth["interviews"])]),
        **{field: Counter(lines[at - 1] for at in truth["lines"].get(field, ())) for field in LINE_FIELDS},
        **{field: Counter(lines[at - 1] for at in at_lines) for field, at_lines in truth["lines"].items()},
    }


def shared_pages() -> list[tuple[Path, Mapping[str, Any]]]:
    """Return the pages of ``shared/pages`` with their truths."""
    truths = json.loads((SHARED / "pages/truth.json").read_text("utf-8"))
    return [(SHARED / "pages" / name, truth) for name, truth in truths.items()]


def document() -> list[tuple[Path, Mapping[str, Any]]]:
    """Return the document with its truth."""
    return [(SHARED / "seed-lege.nn.txt", DOCUMENT)]


def written_pages(folder: Path) -> list[tuple[Path, Mapping[str, Any]]]:
    """Write today's occupations as pages of three layouts into *folder*, and return them with their truths."""
    entries = json.loads((SHARED / "sources/utdanning.no/2026/yrker.json").read_text("utf-8"))
    return [page for layout in _LAYOUTS for entry in entries if (page := _write(folder, entry, layout))]


# The lines over the title, those under it, and the heading over the tasks, '' for none.
_LAYOUTS = {
    "2022": (["Gjennomgått i samarbeid med Norsk Industri 3. mars 2023"], [], "Arbeidsoppgaver"),
    "2019": (["Image", "En person i arbeid", "Yrkesbeskrivelse"], ["favoritt ikon"], ""),
    "2015": ([], [], "Om jobben"),
}


def _write(folder: Path, entry: Mapping[str, Any], layout: str) -> tuple[Path, Mapping[str, Any]] | None:
    above, below, tasks = _LAYOUTS[layout]
    title, lines, at = tidy(entry["title"]), list[str](), defaultdict[str, list[int]](list)

    def put(text: str, field: str | None = None) -> None:
        lines.append(text)
        if field:
            at[field].append(len(lines))

    for text in (*above, title, *below):
        put(text)
    parts = [*_elements(entry, "description"), *([("p", "")] if not entry.get("description") else [])]
    if len(parts) < 2 or parts[0][0] != "p" or title == parts[0][1]:
        return None
    put(parts[0][1], "summary")
    if tasks:
        put(tasks)
    is_common = False
    for tag, text in parts[1:]:
        if tag == "li":
            put(f"• {text}", "common_tasks" if is_common else None)
            continue
        is_common = "oppgaver" in text.casefold() and len(text) < 80
        put(text, None if is_common or tag != "p" else "tasks")
    for field, heading, key in _AFTER:
        if elements := _elements(entry, key):
            put(heading)
            for tag, text in elements:
                put(f"• {text}" if tag == "li" else text, field if tag in {"p", "li"} else None)
    review = {"organisation": "Norsk Industri", "date": "2023-03-03"} if layout == "2022" else None
    path = folder / f"{entry['id']}-{layout}.nb.txt"
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    lines_at = {field: [2 * number - 1 for number in numbers] for field, numbers in at.items()}
    return path, {"title": title, "language": "nb", "review": review, "interviews": 0, "lines": lines_at}


_AFTER = (
    ("workplaces", "Hvor kan du jobbe?", "where_work"),
    ("qualities", "Personlige egenskaper", "traits"),
    ("education", "Utdanning", "education"),
)


def _elements(entry: Mapping[str, Any], key: str) -> list[tuple[str, str]]:
    html = entry.get(f"{key}_html") or f"<p>{entry.get(key) or ''}</p>"
    found = ((node.tag or "", tidy(node.text())) for node in LexborHTMLParser(html).css("p, li, h2, h3, h4"))
    return [(tag, text) for tag, text in found if text]


def print_scores(name: str, scores: Mapping[str, Score]) -> None:
    """Print *scores* as a table."""
    table = Table("field", "precision", "recall", "found", "there", title=name)
    for field, score in scores.items():
        table.add_row(field, f"{score.precision:.3f}", f"{score.recall:.3f}", str(score.found), str(score.there))
    console.print(table)


def main() -> None:
    """Measure the three sets, and print a table of each."""
    print_scores("seven beginnings of pages", measure(shared_pages()))
    print_scores("the document", measure(document()))
    with tempfile.TemporaryDirectory() as folder:
        print_scores("today's texts in three layouts", measure(written_pages(Path(folder))))


if __name__ == "__main__":
    main()
