"""
Sets of records that a service gives one at a time: an index of addresses, and a document for each.

The records are kept in a folder beside the document that is made of them, each with its validators. An interrupted
round is resumed where it stopped, an unchanged record is not sent again, and a record that fails leaves the old one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from ..errors import SourceFault
from ..fetched import NOT_FETCHED, write_whole
from ..progress import Progress
from .polite import MOST_FAILURES_IN_A_ROW, FetchFault, PoliteClient, with_failures

_ACCEPT = "application/json"
_STATE = "round.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_LONGEST_ROUND = datetime.timedelta(days=1)
_SAVED_EVERY = 20


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """The validators of a record at hand."""

    etag: str | None = None
    last_modified: str | None = None


class _Round(msgspec.Struct):
    """The state of the folder: the validators by name, and the start and the records of a round not yet ended."""

    kept: dict[str, Kept] = {}
    started: datetime.datetime | None = None
    done: list[str] = []


@dataclass
class RecordSet:
    """The outcome of a round: the JSON document of all records, and the records by outcome, failed ones in words."""

    body: bytes
    fetched: int = 0
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The outcome in words, with the first of the records that failed."""
        return with_failures(f"{self.fetched} records fetched, {self.unchanged} unchanged", self.failed)


@dataclass
class RecordFetcher:
    """
    Fetching of the records under one *address* into *folder*.

    *check* raises ``SourceFault`` for a record that cannot be read.
    """

    client: PoliteClient
    address: str
    folder: Path
    check: Callable[[Path], object]

    def fetch(self, progress: Progress) -> RecordSet:
        """
        Fetch the index and its records, and return the document made of all records at hand that the index has.

        A record that has never been fetched is represented by its address and ``notFetched``.
        Raises ``FetchFault`` where the index cannot be fetched or has no records, or where five records fail in a row.
        """
        names = _names(self.address, self.client.get(self.address, _ACCEPT).body or b"")
        self.folder.mkdir(parents=True, exist_ok=True)
        state = self._state()
        now = datetime.datetime.now(datetime.UTC)
        if state.started is None or now - state.started > _LONGEST_ROUND:
            state.started, state.done = now, []
        found = RecordSet(b"")
        in_a_row = 0
        for name in progress.steps(names, "records"):
            if name in state.done:
                found.unchanged += 1
                continue
            fault = self._fetch(name, state, found)
            in_a_row = in_a_row + 1 if fault else 0
            if fault:
                found.failed.append(fault)
            else:
                state.done.append(name)
            if fault or len(state.done) % _SAVED_EVERY == 0:
                write_whole(self.folder / _STATE, msgspec.json.encode(state))
            if in_a_row == MOST_FAILURES_IN_A_ROW:
                words = f"{in_a_row} records in a row failed, the last with: {fault}; fetch again to resume"
                raise FetchFault(f"{self.address}: {words}")
        write_whole(self.folder / _STATE, msgspec.json.encode(_Round(kept=state.kept)))
        found.body = b"[\n" + b",\n".join(self._bodies(names)) + b"\n]\n"
        return found

    def _fetch(self, name: str, state: _Round, found: RecordSet) -> str | None:
        """Fetch one record; return the fault that leaves the old one, None where there is none."""
        place = self.folder / f"{name}.json"
        kept = state.kept.get(name, Kept()) if place.is_file() else Kept()
        address = f"{self.address}/{name}"
        try:
            answer = self.client.get(address, _ACCEPT, kept.etag, kept.last_modified)
        except FetchFault as fault:
            return str(fault)
        if answer.body is None or (place.is_file() and place.read_bytes() == answer.body):
            found.unchanged += 1
            return None
        fresh = self.folder / f".{name}.fresh"
        fresh.write_bytes(b"[" + answer.body + b"]")
        try:
            self.check(fresh)
        except SourceFault as fault:
            return str(fault).replace(str(fresh), address)
        finally:
            fresh.unlink()
        write_whole(place, answer.body)
        state.kept[name] = Kept(answer.etag, answer.last_modified)
        found.fetched += 1
        return None

    def _state(self) -> _Round:
        try:
            return msgspec.json.decode((self.folder / _STATE).read_bytes(), type=_Round)
        except (FileNotFoundError, msgspec.DecodeError):
            return _Round()  # without validators every record is fetched again

    def _bodies(self, names: list[str]) -> Iterator[bytes]:
        for name in names:
            place = self.folder / f"{name}.json"
            if place.is_file():
                yield place.read_bytes().strip()
            else:
                yield msgspec.json.encode({"sourceUri": f"{self.address}/{name}", NOT_FETCHED: True})


def _names(address: str, body: bytes) -> list[str]:
    """
    Return the last parts of the addresses in an index, sorted: those of records directly under *address*.

    Raises ``FetchFault`` where the index is no JSON or names no record.
    """
    try:
        waiting = [msgspec.json.decode(body)]
    except msgspec.DecodeError as error:
        raise FetchFault(f"{address}: the index is not JSON: {error}") from None
    head = urlsplit(address).path.rstrip("/") + "/"
    names: set[str] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            path = urlsplit(value).path if "//" in value else value
            name = path.removeprefix(head)
            if path.startswith(head) and _NAME.fullmatch(name):
                names.add(name)
    if not names:
        raise FetchFault(f"{address}: the index names no record under {head}; its format has changed")
    return sorted(names)
