"""
A polite HTTP client: a named user agent, conditional requests, retries with backoff, and limits.

A failing server is retried after a growing, jittered wait or after its Retry-After, and requests to one host are
spaced. Only complete responses count: a truncated one, one past the deadline and one over the size limit are faults.
Plain text in another declared encoding is converted to UTF-8; Klass serves CSV in ISO-8859-1 by default.
"""

from __future__ import annotations

import datetime
import email.utils
import ssl
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx
import stamina

from .. import __version__
from ..errors import YrkesgrafError
from ..vocab import ONTOLOGY

USER_AGENT = f"yrkesgraf/{__version__} (+{ONTOLOGY})"
_TRY_AGAIN = {
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}
_MOST_REDIRECTS = 5
# Media types without a declaration of the encoding inside the document, unlike XML and HTML.
_PLAIN = frozenset({"text/csv", "text/plain", "application/json"})
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


# A service that fails so many times in a row is down, and is left in peace.
MOST_FAILURES_IN_A_ROW = 5
_MOST_SHOWN = 5


class FetchFault(YrkesgrafError):
    """A document could not be fetched from its service."""


def with_failures(told: str, failed: Sequence[str]) -> str:
    """
    Return the outcome *told* with the number of *failed* requests and the first of them.

    >>> with_failures("2 fetched", ["/a: 404", "/b: 404"])
    '2 fetched, 2 failed: /a: 404; /b: 404'
    """
    if not failed:
        return told
    more = f" and {len(failed) - _MOST_SHOWN} more" if len(failed) > _MOST_SHOWN else ""
    return f"{told}, {len(failed)} failed: {'; '.join(failed[:_MOST_SHOWN])}{more}"


@dataclass(frozen=True, slots=True)
class Manners:
    """
    Limits on requests to a service; times in seconds.

    ``attempts`` counts requests per document and ``first_wait`` is the pause before the second. ``interval`` is the
    least time between two requests to a host, ``patience`` the longest wait accepted from a server, ``silence`` the
    longest pause within a response, ``deadline`` the longest duration of a response, ``most_bytes`` its largest size.
    """

    attempts: int = 4
    first_wait: float = 1.0
    interval: float = 1.0
    patience: float = 120.0
    silence: float = 30.0
    deadline: float = 300.0
    most_bytes: int = 64 << 20


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete response; ``body`` is None for 304 Not Modified, and ``words`` describe one of several records."""

    body: bytes | None
    etag: str | None = None
    last_modified: str | None = None
    words: str = ""


class _Again(Exception):
    """A temporary failure; ``wait`` is the delay in seconds that the server requests, or None."""

    def __init__(self, words: str, wait: float | None = None) -> None:
        super().__init__(words)
        self.wait = wait


@dataclass
class PoliteClient:
    """A client for one request at a time; not safe to share between threads."""

    manners: Manners = field(default_factory=Manners)
    _asked: dict[str, float] = field(default_factory=dict)
    # The certificates take 30 ms to load, more than a record takes to fetch.
    _trusted: ssl.SSLContext = field(default_factory=httpx.create_ssl_context)

    def get(self, url: str, accept: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """
        Return the document at *url*; *etag* and *last_modified* are the validators of the copy at hand, if any.

        Raises ``FetchFault`` where *url* is not an HTTP address, the last attempt fails, or the response is not a
        complete document within the limits.
        """
        if urlsplit(url).scheme not in {"http", "https"}:
            raise FetchFault(f"{url}: only http and https addresses are fetched")
        headers = {"Accept": accept, "User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": last_modified} if last_modified else {}
        manners = self.manners
        try:
            for attempt in stamina.retry_context(
                on=self._wait,
                attempts=manners.attempts,
                timeout=None,
                wait_initial=manners.first_wait,
                wait_jitter=manners.first_wait,
                wait_max=manners.patience,
            ):
                with attempt:
                    return self._get(url, headers)
        except _Again as fault:
            raise FetchFault(f"{url}: {fault} (after {attempt.num} attempts)") from None
        except httpx.HTTPError as fault:
            raise FetchFault(f"{url}: {_words(fault)} (after {attempt.num} attempts)") from None
        raise FetchFault(f"{url}: no attempt allowed")

    def _wait(self, fault: Exception) -> bool | float:
        """Return whether to retry after *fault*, or the number of seconds to wait first."""
        if isinstance(fault, _Again):
            if fault.wait is None:
                return True
            return fault.wait if fault.wait <= self.manners.patience else False
        return isinstance(fault, httpx.TransportError)

    def _get(self, url: str, headers: dict[str, str]) -> Fetched:
        self._keep_interval(urlsplit(url).netloc)
        until = time.monotonic() + self.manners.deadline
        with (
            httpx.Client(
                follow_redirects=True,
                max_redirects=_MOST_REDIRECTS,
                timeout=self.manners.silence,
                verify=self._trusted,
            ) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            status = response.status_code
            if status == HTTPStatus.NOT_MODIFIED:
                return Fetched(None)
            if status in _TRY_AGAIN:
                wait = _retry_after(response)
                asked = "" if wait is None else f" and requests a wait of {wait:.0f} seconds"
                raise _Again(f"the server answers {status} {response.reason_phrase}{asked}", wait)
            if status != HTTPStatus.OK:
                raise FetchFault(f"{url}: the server answers {status} {response.reason_phrase}")
            body = self._read(url, response, until)
            return Fetched(body, response.headers.get("ETag"), response.headers.get("Last-Modified"))

    def _read(self, url: str, response: httpx.Response, until: float) -> bytes:
        packing = response.headers.get("Content-Encoding", "identity").strip().lower()
        if packing not in {"identity", "gzip", "x-gzip"}:
            raise FetchFault(f"{url}: unrequested content encoding {packing!r}")
        unpack = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
        body = bytearray()
        for chunk in response.iter_raw():
            try:
                # One byte over the limit is enough to detect an oversized response.
                body += unpack.decompress(chunk, self.manners.most_bytes + 1) if unpack else chunk
            except zlib.error as fault:
                raise _Again(f"the response cannot be decompressed: {fault}") from None
            if len(body) > self.manners.most_bytes:
                raise FetchFault(f"{url}: the response has more than {self.manners.most_bytes} bytes")
            if time.monotonic() > until:
                raise FetchFault(f"{url}: the response was incomplete after {self.manners.deadline:g} seconds")
        if not body:
            raise _Again("the response is empty")
        if unpack and not unpack.eof:
            raise _Again(f"the compressed response ends after {len(body)} bytes")
        return _in_utf8(url, response, bytes(body))

    def _keep_interval(self, host: str) -> None:
        if host in self._asked:
            time.sleep(max(0.0, self._asked[host] + self.manners.interval - time.monotonic()))
        self._asked[host] = time.monotonic()


def _in_utf8(url: str, response: httpx.Response, body: bytes) -> bytes:
    """Return *body* in UTF-8 where it is plain text in another declared encoding."""
    media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    encoding = response.charset_encoding
    if media_type not in _PLAIN or not encoding or encoding.lower() in _UTF8:
        return body
    try:
        return body.decode(encoding).encode()
    except (LookupError, UnicodeDecodeError) as fault:
        raise FetchFault(f"{url}: the response is not in its declared encoding {encoding!r}: {fault}") from None


def _retry_after(response: httpx.Response) -> float | None:
    """Return the delay of Retry-After, a number or a date (RFC 9110 §10.2.3), in seconds; None where it has neither."""
    words = response.headers.get("Retry-After", "").strip()
    if words.isdecimal():
        return float(words)
    try:
        until = email.utils.parsedate_to_datetime(words)
    except ValueError:
        return None
    return max(0.0, (until - datetime.datetime.now(datetime.UTC)).total_seconds())


def _words(fault: httpx.HTTPError) -> str:
    kind = type(fault).__name__
    return f"{kind}: {fault}" if str(fault) else kind
