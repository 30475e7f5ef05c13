"""The variables of the page that codes titles: its form, and a preview of the coded table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from graph.coding.coded_rows import CELLS_OF_TARGET, MANY

from ..http.page_context import Page
from ..settings import Settings
from .sandboxed_table import UploadedTable
from .table_process import Coding


@dataclass(frozen=True)
class PreviewLine:
    """
    One title of the preview: its verdict, and for each target the verdict and the codes with names and probabilities.

    ``reason`` is the explanation of the match in the reader's language.
    """

    title: str
    verdict: str
    matched: str
    score: str
    reason: str
    runner_up: str
    codes: list[tuple[str, list[tuple[str, str, str]]]]


@dataclass(frozen=True)
class CodingForm:
    """The fields of the form as they were sent: the titles, the name of their column, and the least score."""

    titles: str
    column: str
    least: str


@dataclass(frozen=True, kw_only=True)
class CodePage(Page):
    """
    The variables of ``code.html``: the form, and after it was sent the ``coding`` with its first ``lines``.

    ``again`` is the table as CSV for its download, '' where it is too large to be sent again; ``suffixes`` are those
    of the files that can be read, with commas between.
    """

    template: ClassVar[str] = "code.html"

    coding: Coding | None
    sent: UploadedTable
    form: CodingForm
    targets: Sequence[str]
    all_targets: Sequence[str]
    verdicts: Sequence[str]
    again: str
    limits: Settings
    suffixes: str
    lines: Sequence[PreviewLine]


def read_line(coding: Coding, row: list[str]) -> PreviewLine:
    """Return one *row* of a coded table for the preview."""
    verdict, matched, score, reason, runner_up, *cells, _note = row[len(coding.given) :]
    codes = []
    for start in range(0, len(cells), CELLS_OF_TARGET):
        *listed, own_verdict = cells[start : start + CELLS_OF_TARGET]
        code, name, chance = (cell.split(MANY) if cell else [] for cell in listed)
        codes.append((own_verdict, list(zip_longest(code, name, chance, fillvalue=""))))
    return PreviewLine(row[coding.place], verdict, matched, score, reason, runner_up, codes)
