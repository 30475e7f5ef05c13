"""The variables of the page that recodes tables: its form, and a preview of the recoded table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..http.page_context import Page
from ..settings import Settings
from .recode_process import Recoding
from .sandboxed_table import UploadedTable


@dataclass(frozen=True)
class RecodingForm:
    """The fields of the form as they were sent: the codes, both editions, the columns, and one row for each row."""

    codes: str
    source: str
    target: str
    column: str
    count: str
    best: bool


@dataclass(frozen=True, kw_only=True)
class RecodePage(Page):
    """
    The variables of ``recode.html``: the form, and after it was sent the ``recoding`` with its first ``rows``.

    ``editions`` has the key and the name of each edition. ``again`` is the table as CSV for its download, '' where it
    is too large to be sent again; ``suffixes`` are those of the files that can be read, with commas between.
    ``parts`` are the keys of the added columns, of which ``numbers`` hold figures, and ``edition`` the name of that of
    the new codes. ``has_counts`` is true for a table with counts, ``has_equal`` where a shown row is in equal parts
    for want of shares, and ``is_pasted`` where the given columns have names of this program.
    """

    template: ClassVar[str] = "recode.html"

    recoding: Recoding | None
    sent: UploadedTable
    form: RecodingForm
    editions: Sequence[tuple[str, str]]
    fates: Sequence[str]
    again: str
    limits: Settings
    suffixes: str
    rows: Sequence[Sequence[str]]
    parts: Sequence[str]
    edition: str
    has_counts: bool
    has_equal: bool
    is_pasted: bool
    numbers: Sequence[str] = ("share", "count", "confidence")
