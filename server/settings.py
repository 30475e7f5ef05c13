"""
Every limit and setting of the server, in one place.

Each field is read from the environment variable ``YRKESGRAF_`` plus its name in capitals, and is published at
``/limits`` unless it is about this installation only. Limits hold in each web worker by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar

from graph.errors import YrkesgrafError

PREFIX = "YRKESGRAF_"

Networks = tuple[IPv4Network | IPv6Network, ...]
Value = TypeVar("Value", Path, str, int, float)
_LEAST = 1e-3
_READERS: dict[object, Callable[[str], Path | str | int | float]] = {
    "Path": Path,
    "str": str,
    "int": int,
    "float": float,
}


class SettingFault(YrkesgrafError):
    """An environment variable with a value the setting cannot have."""


def limit(default: Value, about: str, least: float = _LEAST) -> Value:
    """Return a field that clients should know of."""
    return field(default=default, metadata={"about": about, "public": True, "least": least})


def setting(default: Value, about: str, least: float = _LEAST) -> Value:
    """Return a field that is about this installation only."""
    return field(default=default, metadata={"about": about, "least": least})


@dataclass(frozen=True)
class Settings:
    """The settings of one server process; each field's ``about`` says what it is, in which unit."""

    home: Path = field(
        default=Path("var/releases"), metadata={"about": "The folder that holds the releases.", "least": 0}
    )

    query_seconds: float = limit(20.0, "How long an ad-hoc query may run, in seconds.")
    query_memory: int = limit(1 << 30, "How much memory an ad-hoc query may use, in bytes.")
    answer_bytes: int = limit(64 << 20, "How large an answer may be, in bytes; it is never cut.")
    body_bytes: int = limit(1 << 20, "How large the body of a request may be, in bytes.")
    body_seconds: float = limit(10.0, "How long the body of a request may take to arrive, in seconds.")
    bodies: int = limit(16, "How many bodies may be arriving at once; one client may have half of these places.")
    header_bytes: int = limit(64 << 10, "How large the address and headers of a request may be, in bytes.", 8192)
    header_seconds: float = limit(
        10.0, "How long the headers of a request may take to arrive, and a connection may stay idle, in seconds."
    )
    slowest_reader: int = limit(4096, "How many bytes a second a client must take of an answer, over half a minute.")

    executors: int = limit(2, "How many ad-hoc queries run at once.")
    quick_seconds: float = limit(0.5, "How long a query may run before it needs a place for long queries, in seconds.")
    long_executors: int = limit(2, "How many long queries run besides; one client may have half of these places.")
    queue_seconds: float = limit(5.0, "How long a query may wait for a free executor, in seconds.")
    waiting: int = limit(24, "How many ad-hoc queries may wait for a free executor.", 0)
    downloads: int = limit(6, "How many answers and files above a megabyte are sent at once.")

    codings: int = limit(2, "How many tables of titles are coded at once; one client may have one of these places.")
    coded_rows: int = limit(10_000, "How many titles are coded at once.")
    coding_seconds: float = limit(40.0, "How long the coding of a table may take, in seconds.")

    client_queries: int = limit(16, "How many ad-hoc queries of one client may run or wait at once.")
    client_downloads: int = limit(2, "How many answers and files above a megabyte one client may take at once.")
    client_seconds: float = limit(60.0, "How many seconds of our processors one client may use in a minute.", 1)
    client_connections: int = limit(128, "How many connections one client may hold.")
    connections: int = limit(512, "How many connections are open at once; others wait to be let in.")

    batch_queries: int = limit(100, "How many queries a batch of reconciliation may have.", 1)
    batch_ids: int = limit(1000, "How many ids a data extension may have.", 1)
    batch_seconds: float = limit(10.0, "How long a batch may be reconciled, in seconds.")
    batches: int = limit(4, "How many batches are reconciled at once.", 1)
    client_batches: int = limit(2, "How many batches of one client are reconciled at once.", 1)

    cache_seconds: int = limit(300, "How long caches may keep a document, in seconds.", 0)
    cache_bytes: int = setting(64 << 20, "How many bytes of answers to queries are kept, and as many of documents.", 0)
    cached_answer: int = setting(256 << 10, "How large an answer may be to be kept, in bytes.", 0)

    base: str = setting(
        "", "The base IRI whose releases are served; nothing for that of the release that is current at the start."
    )
    engine: str = setting(
        "", "The address of a SPARQL 1.1 endpoint that holds the release; nothing for the embedded engine."
    )
    trusted_proxies: str = setting(
        "", "The addresses or networks, with commas between, whose X-Forwarded-For, -Proto and -Host are believed."
    )
    metrics_clients: str = setting("127.0.0.0/8,::1", "The addresses or networks that may read /metrics.")
    access_log: int = setting(1, "Whether every answer is logged as a line of JSON (1) or none (0).", 0)
    log_queries: int = setting(0, "Whether the access log holds the text of queries (1) or not (0).", 0)
    log_addresses: int = setting(0, "Whether the access log holds whole addresses (1) or only their network (0).", 0)
    stop_seconds: int = setting(40, "How long answers may take to end when the server is told to stop, in seconds.")

    def __post_init__(self) -> None:
        for one in fields(self):
            value, least = getattr(self, one.name), one.metadata["least"]
            if not isinstance(value, (Path, str)) and not least <= value < float("inf"):
                raise SettingFault(f"{_variable(one.name)} is a number not below {least:g}, got {value!r}")
        for name in ("trusted_proxies", "metrics_clients"):
            self.networks(name)
        if self.engine and not self.engine.startswith(("http://", "https://")):
            raise SettingFault(f"{PREFIX}ENGINE is an address that begins with http:// or https://, or empty")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Return the settings that *environment* asks for; raises ``SettingFault`` naming the variable."""
        given: dict[str, Path | str | int | float] = {}
        for one in fields(cls):
            variable = _variable(one.name)
            if (value := environment.get(variable)) is None:
                continue
            try:
                given[one.name] = _READERS[one.type](value)
            except ValueError:
                what = "a whole number" if one.type == "int" else "a number"
                raise SettingFault(f"{variable} is {what}, got {value!r}") from None
        return cls(**given)  # type: ignore[arg-type]  # each value has the type of its field's default

    def public(self) -> list[tuple[str, float, str]]:
        """Return the limits a client should know: name, value, what it means."""
        return [
            (one.name, getattr(self, one.name), one.metadata["about"])
            for one in fields(self)
            if one.metadata.get("public")
        ]

    def networks(self, name: str) -> Networks:
        """Return the networks that the setting *name* lists."""
        try:
            return tuple(ip_network(one.strip()) for one in getattr(self, name).split(",") if one.strip())
        except ValueError as error:
            raise SettingFault(f"{_variable(name)} is a list of addresses or networks: {error}") from None

    @property
    def patience(self) -> float:
        """How long a request may at most take from its first byte to its answer's, in seconds."""
        longest = max(self.query_seconds, self.coding_seconds)
        return 1.25 * (self.header_seconds + self.body_seconds + self.queue_seconds + longest)

    @property
    def threads(self) -> int:
        """
        How many threads a web worker needs so that no page waits for a query.

        A query that runs or waits, a body that arrives, a table being coded and a large answer hold a thread that does
        nothing, and a batch one that works long; the rest make pages, and twice the processors and one is as many as
        Python can use.
        """
        pages = 2 * (os.cpu_count() or 1) + 1
        queries = self.executors + self.long_executors + self.waiting
        return pages + queries + self.bodies + self.downloads + self.batches + self.codings


def _variable(name: str) -> str:
    return PREFIX + name.upper()
