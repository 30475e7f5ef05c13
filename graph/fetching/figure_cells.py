"""
Figures that a service gives one cell at a time: an occupation in a county.

The answers are kept in a folder beside the document that is made of them, each with its validators and its days. A
round asks for the cells that were never asked for, then for those older than the rhythm of the source, oldest first,
and leaves the rest to later rounds. A cell that fails leaves the old answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from ..errors import SourceFault
from ..fetched import NOT_FETCHED, write_whole
from ..progress import Progress
from ..sources.statistics.areas import COUNTIES_2024
from .polite import MOST_FAILURES_IN_A_ROW, FetchFault, PoliteClient, with_failures

# A quarter of an hour at one request a second.
MOST_CELLS = 900
_ACCEPT = "application/json"
_STATE = "cells.json"
# Days after which a figure is asked for again; a service that states no rhythm is asked every month.
_DAYS = {"nightly": 1, "monthly": 30, "irregular": 30, "yearly": 365}
_SAVED_EVERY = 50

Place = tuple[str, str]


class _Cell(msgspec.Struct, omit_defaults=True):
    """
    One cell: its answer as plain data, and the times of the last attempt, the last answer and the first such answer.

    ``answered`` is None before the first answer.
    """

    tried: datetime.datetime
    answer: Any = None
    answered: datetime.datetime | None = None
    received: datetime.date | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass
class CellRound:
    """The outcome of a round: the JSON document of all cells, the cells by outcome, and the failed ones in words."""

    body: bytes
    fetched: int = 0
    unchanged: int = 0
    waiting: int = 0
    failed: list[str] = field(default_factory=list)
    ended: str = ""

    @property
    def words(self) -> str:
        """The outcome in words, with the first of the cells that failed."""
        told = f"{self.fetched} figures fetched, {self.unchanged} unchanged"
        if self.waiting:
            told = f"{told}, {self.waiting:,} for later fetches"
        return "; ".join(filter(None, (with_failures(told, self.failed), self.ended)))


@dataclass
class CellFetcher:
    """
    Fetching of the cells under *address*, which has ``{occupation}`` and ``{county}`` in it, into *folder*.

    *rhythm* is that of the source, *most* the largest number of requests in a round. *check* raises ``SourceFault``
    for a document of cells that cannot be read.
    """

    client: PoliteClient
    address: str
    folder: Path
    rhythm: str
    check: Callable[[Path], object]
    most: int = MOST_CELLS

    def fetch(self, occupations: Iterable[str], progress: Progress) -> CellRound:
        """
        Ask for the cells of *occupations* (uno_id) that are due; return the document made of all cells at hand.

        A cell that was never fetched is represented by its place and ``notFetched``. A round ends where the cells of
        five occupations in a row fail. Raises ``FetchFault`` where none was answered before that, or there are no
        occupations.
        """
        places = [(uno_id, county) for uno_id in sorted(occupations) for county in sorted(COUNTIES_2024.values())]
        if not places:
            raise FetchFault(f"{self.address}: no source before this one has an occupation to ask for")
        self.folder.mkdir(parents=True, exist_ok=True)
        cells = self._cells()
        due = self._due(places, cells)
        found = CellRound(b"", waiting=len(due[self.most :]))
        try:
            self._fetch_due(due[: self.most], cells, found, progress)
        finally:
            self._save(cells)
        found.body = b"[\n" + b",\n".join(_body(place, cells.get(place)) for place in places) + b"\n]\n"
        return found

    def _due(self, places: Sequence[Place], cells: dict[Place, _Cell]) -> list[Place]:
        """Return the places to ask for: the new ones, then the others by the time of the last attempt."""
        days = _DAYS.get(self.rhythm)
        oldest = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days) if days else None
        due = []
        for place in places:
            answered = cells[place].answered if place in cells else None
            if answered is None or (oldest and answered <= oldest):
                due.append(place)
        never = datetime.datetime.min.replace(tzinfo=datetime.UTC)
        return sorted(due, key=lambda place: cells[place].tried if place in cells else never)

    def _fetch_due(self, due: Sequence[Place], cells: dict[Place, _Cell], found: CellRound, progress: Progress) -> None:
        """Fetch the cells *due*; the other cells of an occupation with a failed one wait for the next round."""
        failing: set[str] = set()
        in_a_row = 0
        for number, (uno_id, county) in enumerate(progress.steps(due, "figures"), start=1):
            now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
            cell = cells.setdefault((uno_id, county), _Cell(now))
            cell.tried = now
            if uno_id in failing:
                found.waiting += 1
                continue
            fault = self._fetch((uno_id, county), cell, found)
            in_a_row = in_a_row + 1 if fault else 0
            if fault:
                failing.add(uno_id)
                found.failed.append(fault)
                # In the next round its other cells come after those of the occupations that were not reached.
                for other in COUNTIES_2024.values():
                    cells.setdefault((uno_id, other), _Cell(now)).tried = now
            if number % _SAVED_EVERY == 0:
                self._save(cells)
            if in_a_row == MOST_FAILURES_IN_A_ROW:
                found.ended = f"{in_a_row} occupations in a row failed, the last with: {fault}; fetch again to resume"
                if not found.fetched + found.unchanged:
                    raise FetchFault(f"{self.address}: {found.ended}")
                found.waiting += len(due) - number
                return

    def _fetch(self, place: Place, cell: _Cell, found: CellRound) -> str | None:
        """Fetch one cell; return the fault that leaves the old answer, None where there is none."""
        address = self.address.replace("{occupation}", place[0]).replace("{county}", place[1])
        known = (cell.etag, cell.last_modified) if cell.answered else (None, None)
        try:
            response = self.client.get(address, _ACCEPT, *known)
            if response.body is None and not cell.answered:
                return f"{address}: the server answers 304 without a condition in the request"
            answer = cell.answer if response.body is None else self._read(address, place, cell.tried, response.body)
        except FetchFault as fault:
            return str(fault)
        if cell.answered and answer == cell.answer:
            found.unchanged += 1
        else:
            cell.answer, cell.received = answer, cell.tried.date()
            found.fetched += 1
        if response.body is not None:
            cell.etag, cell.last_modified = response.etag, response.last_modified
        cell.answered = cell.tried
        return None

    def _read(self, address: str, place: Place, now: datetime.datetime, body: bytes) -> object:
        """Return the answer in *body*; raises ``FetchFault`` where it is none about one cell."""
        try:
            answer = msgspec.json.decode(body)
        except msgspec.DecodeError as error:
            raise FetchFault(f"{address}: this is not JSON: {error}") from None
        fresh = self.folder / ".fresh.json"
        fresh.write_bytes(b"[" + _body(place, _Cell(now, answer, now, now.date())) + b"]")
        try:
            self.check(fresh)
        except SourceFault as fault:
            raise FetchFault(str(fault).replace(str(fresh), address)) from None
        finally:
            fresh.unlink()
        return answer

    def _cells(self) -> dict[Place, _Cell]:
        """Return the cells at hand, none where the state is missing or damaged, so that each is fetched again."""
        try:
            kept = msgspec.json.decode((self.folder / _STATE).read_bytes(), type=dict[str, _Cell])
        except (FileNotFoundError, msgspec.DecodeError):
            return {}
        return {(uno_id, county): cell for key, cell in kept.items() for uno_id, _, county in [key.partition(" ")]}

    def _save(self, cells: dict[Place, _Cell]) -> None:
        write_whole(self.folder / _STATE, msgspec.json.encode({" ".join(place): cells[place] for place in cells}))


def _body(place: Place, cell: _Cell | None) -> bytes:
    """Return the JSON of a cell, or of its place where it was never fetched."""
    uno_id, county = place
    if cell is None or not cell.answered:
        return msgspec.json.encode({"uno_id": uno_id, "fylkenr": county, NOT_FETCHED: True})
    shown = {"uno_id": uno_id, "fylkenr": county, "received": cell.received, "answer": cell.answer}
    return msgspec.json.encode(shown)
