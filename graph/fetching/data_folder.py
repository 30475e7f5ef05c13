"""
Brings the newest documents of a sources file into a data folder that a build can use.

A document is taken only when its own reader reads it, so that a changed shape is found here and not in the build; what
is kept stays until something whole and readable replaces it. Sources without an address to fetch are copied from
another data folder, so that the folder is complete.
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
from urllib.parse import urlsplit

from ..adapters.interface import Context
from ..adapters.registry import ADAPTERS
from ..atomic_files import digest_file
from ..casing import slug
from ..errors import SourceFault, YrkesgrafError
from ..fetched import FetchedDocument, read_record, write_record, write_whole
from ..progress import Progress
from ..sources_file import Source, place
from ..vocab import DEFAULT_BASE, LICENCE, Names
from .polite import Fetched, FetchFault, PoliteClient

_ACCEPT = {
    ".json": "application/json",
    ".csv": "text/csv; charset=UTF-8",
    ".xml": "application/xml, text/xml;q=0.9",
    ".html": "text/html",
}
# A reader cannot see that the second half of a list is missing; one that loses a fifth of itself, or of what the spare
# folder has, is looked at first.
_LEAST_SHARE = 0.8


class Outcome(StrEnum):
    """What became of one source."""

    NEW = "new"
    UNCHANGED = "unchanged"
    COPIED = "copied"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one source, with what went wrong or how large it is, in words."""

    key: str
    outcome: Outcome
    words: str = ""


@dataclass
class Fetcher:
    """Fetches into *cache*; what no service has is copied from the data folder *spare*, *smaller* lets lists shrink."""

    cache: Path
    client: PoliteClient
    spare: Path
    smaller: bool = False

    def fetch(self, sources: Sequence[Source], progress: Progress) -> list[Result]:
        """
        Fetch every one of *sources*, one part of the *progress* each.

        Returns a result a source, in their order; a source that fails leaves the others and its kept document alone.
        """
        self.cache.mkdir(parents=True, exist_ok=True)
        with _alone(self.cache):
            asked = [self._ask(source, progress) for source in sources]
            if any(isinstance(answer, Fetched) for answer in asked):
                return list(self._take(sources, asked))
            return [answer for answer in asked if isinstance(answer, Result)]

    def _ask(self, source: Source, progress: Progress) -> Fetched | Result:
        """Return a document that may be new, or what else became of *source*."""
        kept = place(self.cache, source)
        if source.fetch is None:
            return _copy(source, place(self.spare, source), kept)
        entry = read_record(self.cache).get(source.key)
        known = entry if entry and entry.url == source.fetch and _is(kept, entry.sha256) else None
        validators = (known.etag, known.last_modified) if known else (None, None)
        try:
            with progress.part(source.key):
                answer = self.client.get(_as_of_today(source.fetch), _ACCEPT.get(kept.suffix, "*/*"), *validators)
        except FetchFault as fault:
            return Result(source.key, Outcome.FAILED, str(fault))
        if answer.body is None and known is None:
            words = f"{_as_of_today(source.fetch)}: 304 for something we do not have"
            return Result(source.key, Outcome.FAILED, words)
        if known and (answer.body is None or hashlib.sha256(answer.body).hexdigest() == known.sha256):
            return Result(source.key, Outcome.UNCHANGED)
        return answer

    def _take(self, sources: Sequence[Source], asked: list[Fetched | Result]) -> Iterator[Result]:
        """Read every document in the order of the build, since readers learn from each other, and keep what is good."""
        names = Names(DEFAULT_BASE)
        context = Context(names)
        for source, answer in zip(sources, asked, strict=True):
            kept = place(self.cache, source)
            if isinstance(answer, Fetched):
                yield self._keep(source, answer, context)
                continue
            if kept.is_file():
                _statements(source, kept, context)
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
                return Result(source.key, Outcome.FAILED, f"{words}; it no longer has the shape that is read here")
        if statements < _LEAST_SHARE * before and not self.smaller:
            words = f"{address}: {statements} statements where the document so far has {before}; --smaller takes it"
            return Result(source.key, Outcome.FAILED, words)
        write_whole(kept, body)
        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        digest = hashlib.sha256(body).hexdigest()
        record[source.key] = FetchedDocument(
            str(source.fetch), source.path, digest, len(body), statements, now, answer.etag, answer.last_modified
        )
        write_record(self.cache, record)
        return Result(source.key, Outcome.NEW, f"{len(body):,} bytes, {statements:,} statements")

    def _of_spare(self, source: Source, context: Context) -> int:
        """Return how many statements the spare document makes: nothing else tells half a first list from a whole."""
        spare = place(self.spare, source)
        return _statements(source, spare, copy.deepcopy(context)) if spare.is_file() else 0


def page_source(url: str) -> Source:
    """Return the occupation page at *url* as a source, its key made of the end of the address."""
    key = slug(urlsplit(url).path.rstrip("/").rpartition("/")[2] or url)
    today = datetime.datetime.now(datetime.UTC).date()
    return Source(
        key=f"page-{key}",
        adapter="page",
        path=f"pages/{key}.html",
        titles={"nb": url},
        publisher=urlsplit(url).netloc,
        licence=LICENCE,
        rhythm="monthly",
        as_of=today,
        retrieved=today,
        fetch=url,
    )


def _copy(source: Source, spare: Path, kept: Path) -> Result:
    if source.bundled:
        return Result(source.key, Outcome.UNCHANGED, "comes with the program")
    if not spare.is_file():
        return Result(source.key, Outcome.ABSENT, "" if source.optional else f"no service, and no document at {spare}")
    if kept.is_file() and (kept.samefile(spare) or digest_file(kept) == digest_file(spare)):
        return Result(source.key, Outcome.UNCHANGED)
    write_whole(kept, spare.read_bytes())
    return Result(source.key, Outcome.COPIED)


def _statements(source: Source, path: Path, context: Context) -> int:
    """Read a document to its end and return how many statements it makes."""
    iri = context.names.thing("source", source.key)
    return sum(1 for _ in ADAPTERS[source.adapter](path, iri, context).statements)


def _as_of_today(address: str) -> str:
    """Return *address* with the day of today where it says ``{today}``, as services that keep editions ask for."""
    return address.replace("{today}", datetime.datetime.now(datetime.UTC).date().isoformat())


def _is(path: Path, digest: str) -> bool:
    return path.is_file() and digest_file(path) == digest


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Hold *cache* for one fetch; the lock dies with its process."""
    with (cache / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise YrkesgrafError(f"{cache}: another fetch is running here; wait for it to end") from None
        yield
