"""
The newest documents of a sources file, fetched into a data folder that a build can use.

A document is accepted only when its own reader can read it, so that a changed format is found here and not in the
build; until then the kept document stays. Sources without an address are copied from another data folder, so that the
folder is complete.
"""

from __future__ import annotations

import copy
import datetime
import fcntl
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..adapters.interface import Context
from ..adapters.registry import ADAPTERS
from ..atomic_files import digest_file
from ..errors import SourceFault, YrkesgrafError
from ..fetched import FetchedDocument, read_record, write_record, write_whole
from ..progress import Progress
from ..source_document import Source, find, in_languages, locate, place
from ..vocab import DEFAULT_BASE, Names
from .figure_cells import MOST_CELLS, CellFetcher
from .polite import Fetched, FetchFault, PoliteClient
from .record_sets import RecordFetcher

_ACCEPT = {
    ".json": "application/json",
    ".csv": "text/csv; charset=UTF-8",
    ".xml": "application/xml, text/xml;q=0.9",
    ".html": "text/html",
}
# A reader cannot see that half of a list is missing, so a list that has lost a fifth needs the user's consent.
_LEAST_SHARE = 0.8


class Outcome(StrEnum):
    """The outcomes of fetching one source."""

    NEW = "new"
    UNCHANGED = "unchanged"
    COPIED = "copied"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one source; ``words`` has the fault, or the size of a new document."""

    key: str
    outcome: Outcome
    words: str = ""


@dataclass
class Fetcher:
    """
    Fetching into the data folder *cache*.

    Documents that no service publishes are copied from the data folder *spare*; *smaller* accepts lists that have lost
    a fifth or more. At most *cells* figures of a service that gives one at a time are asked for.
    """

    cache: Path
    client: PoliteClient
    spare: Path
    smaller: bool = False
    cells: int = MOST_CELLS

    def fetch(self, sources: Sequence[Source], progress: Progress) -> list[Result]:
        """
        Fetch each of *sources* as one part of *progress*; return one result per source, in order.

        A failed source keeps its document and does not stop the others. Raises ``YrkesgrafError`` where another fetch
        uses the folder, and ``SourceFault`` where a kept document cannot be read.
        """
        self.cache.mkdir(parents=True, exist_ok=True)
        sources = [one for source in sources for one in in_languages(source, self.spare, sources)]
        with _alone(self.cache):
            asked = [None if source.in_cells else self._ask(source, progress) for source in sources]
            if any(not isinstance(answer, Result) for answer in asked):
                return list(self._take(sources, asked, progress))
            return [answer for answer in asked if isinstance(answer, Result)]

    def _ask(self, source: Source, progress: Progress) -> Fetched | Result:
        """Return a document that may be new, or the result for a *source* without one."""
        kept = place(self.cache, source)
        if source.fetch is None:
            return _copy(source, locate(self.spare, source), kept)
        if source.indexed:
            return self._ask_each(source, kept, progress)
        entry = read_record(self.cache).get(source.key)
        known = entry if entry and entry.url == source.fetch and _is(kept, entry.sha256) else None
        validators = (known.etag, known.last_modified) if known else (None, None)
        try:
            with progress.part(source.key):
                answer = self.client.get(_as_of_today(source.fetch), _ACCEPT.get(kept.suffix, "*/*"), *validators)
        except FetchFault as fault:
            return Result(source.key, Outcome.FAILED, str(fault))
        if answer.body is None and known is None:
            words = f"{_as_of_today(source.fetch)}: the server answers 304 without a condition in the request"
            return Result(source.key, Outcome.FAILED, words)
        if known and (answer.body is None or hashlib.sha256(answer.body).hexdigest() == known.sha256):
            return Result(source.key, Outcome.UNCHANGED)
        return answer

    def _ask_each(self, source: Source, kept: Path, progress: Progress) -> Fetched | Result:
        """Return the document made of the records of an indexed *source*, or the result where nothing has changed."""

        def check(path: Path) -> int:
            return _statements(source, path, Context(Names(DEFAULT_BASE)))

        fetcher = RecordFetcher(self.client, str(source.fetch), kept.with_suffix(""), check)
        try:
            with progress.part(source.key) as tell:
                found = fetcher.fetch(progress)
                tell(found.words)
        except FetchFault as fault:
            return Result(source.key, Outcome.FAILED, str(fault))
        return self._unless_kept(source, found.body, found.words)

    def _ask_cells(self, source: Source, context: Context, progress: Progress) -> Fetched | Result:
        """Return the document made of the cells of *source* for the occupations of *context*, or the result."""
        address, kept = str(source.fetch), place(self.cache, source)
        occupations = (one.uno_id for one in context.portal.entries.values() if one.kind == "occupation")

        def check(path: Path) -> int:
            return _statements(source, path, copy.copy(context))

        fetcher = CellFetcher(self.client, address, kept.with_suffix(""), source.rhythm, check, self.cells)
        try:
            with progress.part(source.key) as tell:
                found = fetcher.fetch(occupations, progress)
                tell(found.words)
        except FetchFault as fault:
            return Result(source.key, Outcome.FAILED, str(fault))
        return self._unless_kept(source, found.body, found.words)

    def _unless_kept(self, source: Source, body: bytes, words: str) -> Fetched | Result:
        """Return the document *body*, or the result where the folder has it already."""
        if _is(place(self.cache, source), hashlib.sha256(body).hexdigest()):
            return Result(source.key, Outcome.UNCHANGED, words)
        return Fetched(body, words=words)

    def _take(
        self, sources: Sequence[Source], asked: Sequence[Fetched | Result | None], progress: Progress
    ) -> Iterator[Result]:
        """
        Read the documents in build order, since readers depend on earlier ones, and keep the valid new ones.

        Cells, whose answer is None, are asked for here: the occupations are known once earlier sources are read.
        """
        names = Names(DEFAULT_BASE)
        context = Context(names)
        for source, early in zip(sources, asked, strict=True):
            answer = early or self._ask_cells(source, context, progress)
            if isinstance(answer, Fetched):
                yield self._keep(source, answer, context)
                continue
            if (known := find(self.cache, source)).is_file():
                _statements(source, known, context)
            yield answer

    def _keep(self, source: Source, answer: Fetched, context: Context) -> Result:
        body = answer.body or b""
        address = _as_of_today(str(source.fetch))
        kept = self.cache / source.path
        record = read_record(self.cache)
        before = record[source.key].statements if source.key in record else self._of_spare(source, context)
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / kept.name
            fresh.write_bytes(body)
            try:
                statements = _statements(source, fresh, context)
            except SourceFault as fault:
                words = str(fault).replace(str(fresh), address)
                return Result(source.key, Outcome.FAILED, f"{words}; the format of the document has changed")
        if statements < _LEAST_SHARE * before and not self.smaller:
            words = f"{address}: {statements} statements, down from {before}; --smaller accepts the shorter document"
            return Result(source.key, Outcome.FAILED, words)
        write_whole(kept, body)
        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        digest = hashlib.sha256(body).hexdigest()
        record[source.key] = FetchedDocument(
            str(source.fetch), source.path, digest, len(body), statements, now, answer.etag, answer.last_modified
        )
        write_record(self.cache, record)
        words = f"{len(body):,} bytes, {statements:,} statements"
        return Result(source.key, Outcome.NEW, f"{words}; {answer.words}" if answer.words else words)

    def _of_spare(self, source: Source, context: Context) -> int:
        """Return the number of statements in the spare document, the measure of a first fetch."""
        spare = find(self.spare, source)
        return _statements(source, spare, copy.deepcopy(context)) if spare.is_file() else 0


def _copy(source: Source, spare: Path, kept: Path) -> Result:
    if source.bundled:
        return Result(source.key, Outcome.UNCHANGED, "bundled with the program")
    if not spare.is_file() and source.table:
        return Result(source.key, Outcome.UNCHANGED, "bundled with the program as a table of facts")
    if not spare.is_file():
        return Result(source.key, Outcome.ABSENT, "" if source.optional else f"no service, and no document at {spare}")
    if kept.is_file() and (kept.samefile(spare) or digest_file(kept) == digest_file(spare)):
        return Result(source.key, Outcome.UNCHANGED)
    write_whole(kept, spare.read_bytes())
    return Result(source.key, Outcome.COPIED)


def _statements(source: Source, path: Path, context: Context) -> int:
    """Read a document to its end and return the number of its statements."""
    iri = context.names.thing("source", source.key)
    context.language = source.language
    return sum(1 for _ in ADAPTERS[source.adapter](path, iri, context).statements)


def _as_of_today(address: str) -> str:
    """Return *address* with ``{today}`` replaced by the date, the parameter of services that keep editions."""
    return address.replace("{today}", datetime.datetime.now(datetime.UTC).date().isoformat())


def _is(path: Path, digest: str) -> bool:
    return path.is_file() and digest_file(path) == digest


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Lock *cache* for one fetch; the lock ends with the process."""
    with (cache / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise YrkesgrafError(f"{cache}: another fetch is using this folder; wait for it to finish") from None
        yield
