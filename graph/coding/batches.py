"""
Coding of titles as a function of batches, which engines such as Spark and DuckDB run in processes of their own.

A ``BatchCoder`` is small to send: it holds the folder of a release, and each process opens the release with its first
batch. Every machine needs that folder, and only its ``search.sqlite``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..search.index import open_index
from .coded_rows import BLOCK, USUAL_LANGUAGE, cells, columns
from .coded_titles import LEAST_SCORE
from .coder import Coder

TITLE = "title"


@dataclass(frozen=True)
class BatchCoder:
    """
    Codes batches of titles to *targets* by the release in *folder*, as ``yrkesgraf code`` does.

    A code less likely than *least* (0 to 1) is left out; reasons and notes are in *language*.
    """

    folder: Path | str
    targets: Sequence[str] = ("styrk98", "styrk08")
    least: float = LEAST_SCORE
    language: str = USUAL_LANGUAGE

    @property
    def columns(self) -> list[str]:
        """The names of the columns, all of them text: the title, then those that ``yrkesgraf code`` adds."""
        return [TITLE, *columns(self._coder(), [TITLE])]

    def __call__(self, titles: Iterable[str | None]) -> dict[str, list[str]]:
        """
        Return the columns of *titles*, in their order; a missing title is an empty one.

        Raises ``ReleaseFault`` where the folder has no usable search index, and ``KeyError`` for an unknown target.
        """
        coder = self._coder()
        given = [title or "" for title in titles]
        coded = (one for start in range(0, len(given), BLOCK) for one in coder.code_all(given[start : start + BLOCK]))
        rows = [[title, *cells(coder, one, self.language)] for title, one in zip(given, coded, strict=True)]
        return {name: [row[place] for row in rows] for place, name in enumerate(self.columns)}

    def _coder(self) -> Coder:
        return _open(Path(self.folder), tuple(self.targets), self.least)


@lru_cache(maxsize=2)
def _open(folder: Path, targets: tuple[str, ...], least: float) -> Coder:
    return Coder(open_index(folder), targets, least)
