"""
Limits and settings of the server.

Each field is read from the environment variable ``YRKESGRAF_`` plus its name in capitals. Limits are published at
``/limits``; settings of one installation are not. Every web worker applies the limits for itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar

from graph.errors import YrkesgrafError

PREFIX = "YRKESGRAF_"

Networks = tuple[IPv4Network | IPv6Network, ...]
Value = TypeVar("Value", Path, str, int, float)
_LEAST = 1e-3
# Layers of the server that change its speed and none of its answers; ``make bench-layers`` measures each.
LAYERS = (
    "fast_path",
    "document_cache",
    "answer_cache",
    "gzip_cache",
    "query_rewriting",
    "single_flight",
    "log_thread",
    "meter_batches",
)
_READERS: dict[object, Callable[[str], Path | str | int | float]] = {
    "Path": Path,
    "str": str,
    "int": int,
    "float": float,
}


class SettingFault(YrkesgrafError):
    """An environment variable with an invalid value."""


def limit(default: Value, about: str, least: float = _LEAST) -> Value:
    """Return a field that ``/limits`` publishes."""
    return field(default=default, metadata={"about": about, "public": True, "least": least})


def setting(default: Value, about: str, least: float = _LEAST) -> Value:
    """Return a field of this installation, which ``/limits`` leaves out."""
    return field(default=default, metadata={"about": about, "least": least})


@dataclass(frozen=True)
class Settings:
    """The settings of one server process; the ``about`` of each field gives its meaning and unit."""

    home: Path = field(
        default=Path("var/releases"), metadata={"about": "The folder that holds the releases.", "least": 0}
    )

    query_seconds: float = limit(20.0, "The longest run of an ad-hoc query, in seconds.")
    query_memory: int = limit(1 << 30, "The most memory of an ad-hoc query, in bytes.")
    answer_bytes: int = limit(
        64 << 20, "The largest answer, in bytes; a larger one is refused, or its connection is broken off."
    )
    body_bytes: int = limit(1 << 20, "The largest request body, in bytes.")
    body_seconds: float = limit(10.0, "The longest time for a request body to arrive, in seconds.")
    bodies: int = limit(16, "Request bodies arriving at once; one client may have half of them.")
    header_bytes: int = limit(
        64 << 10, "The largest request line and headers together, in bytes; at most 100 headers.", 8192
    )
    header_seconds: float = limit(
        10.0, "The longest time for request headers to arrive and for a connection to stay idle, in seconds."
    )
    slowest_reader: int = limit(4096, "The slowest reading of an answer, in bytes a second over half a minute.")

    executors: int = limit(2, "Ad-hoc queries running at once.")
    reserved_executors: int = limit(
        1, "Additional ad-hoc queries running at once, from clients that have used little lately.", 0
    )
    quick_seconds: float = limit(0.5, "The time after which a query needs a slot for long queries, in seconds.")
    long_executors: int = limit(2, "Long queries running in addition; one client may have half of them.")
    queue_seconds: float = limit(5.0, "The longest wait of a query for a free executor, in seconds.")
    waiting: int = limit(24, "Ad-hoc queries waiting for a free executor at once.", 0)
    newcomers: int = limit(32, "Additional ad-hoc queries waiting, one for each client that has no other.", 0)
    downloads: int = limit(6, "Answers and files above one megabyte being sent at once.")

    codings: int = limit(2, "Tables of job titles being coded at once; one client may have one of them.")
    coded_rows: int = limit(10_000, "Rows in a table of job titles to code.")
    coding_seconds: float = limit(40.0, "The longest coding of a table, in seconds.")

    client_queries: int = limit(16, "Ad-hoc queries of one client running or waiting at once.")
    client_downloads: int = limit(2, "Answers and files above one megabyte being sent to one client at once.")
    client_seconds: float = limit(60.0, "Processor time of one client within a minute, in seconds.", 1)
    client_connections: int = limit(128, "Open connections of one client.")
    connections: int = limit(512, "Open connections in total; further ones wait.")

    batch_queries: int = limit(100, "Queries in a batch of reconciliation.", 1)
    batch_ids: int = limit(1000, "Ids in a data extension.", 1)
    batch_seconds: float = limit(10.0, "The longest reconciliation of a batch, in seconds.")
    batches: int = limit(4, "Batches being reconciled at once.", 1)
    client_batches: int = limit(2, "Batches of one client being reconciled at once.", 1)

    cache_seconds: int = limit(300, "The time caches may keep a document, in seconds.", 0)
    cache_bytes: int = setting(
        64 << 20, "The size of the cache of query answers, and of that of documents, in bytes.", 0
    )
    cached_answer: int = setting(256 << 10, "The largest cached answer, in bytes.", 0)

    held_bytes: int = setting(
        4 << 30, "The most memory of the current release held for ad-hoc queries, in bytes; 0 to hold none.", 0
    )

    base: str = setting(
        "", "The base IRI of the releases to serve; empty for that of the release current at the start."
    )
    engine: str = setting("", "The address of a SPARQL 1.1 endpoint with the release; empty for the embedded engine.")
    trusted_proxies: str = setting(
        "", "Addresses or networks, separated by commas, whose X-Forwarded-For, -Proto and -Host are trusted."
    )
    metrics_clients: str = setting(
        "127.0.0.0/8,::1", "Addresses or networks, separated by commas, that may read /metrics."
    )
    access_log: int = setting(1, "Whether answers are logged as lines of JSON (1) or not (0).", 0)
    log_queries: int = setting(0, "Whether the access log contains the text of queries (1) or not (0).", 0)
    log_addresses: int = setting(0, "Whether the access log contains full addresses (1) or only their networks (0).", 0)
    layers_off: str = setting("", f"Performance layers to switch off, separated by commas, of {', '.join(LAYERS)}.")
    stop_seconds: int = setting(40, "The longest wait for answers in progress when the server stops, in seconds.")

    def __post_init__(self) -> None:
        for one in fields(self):
            value, least = getattr(self, one.name), one.metadata["least"]
            if not isinstance(value, (Path, str)) and not least <= value < float("inf"):
                raise SettingFault(f"{_variable(one.name)} must be a number not below {least:g}, got {value!r}")
        for name in ("trusted_proxies", "metrics_clients"):
            self.networks(name)
        if unknown := set(_split(self.layers_off)) - set(LAYERS):
            raise SettingFault(f"{PREFIX}LAYERS_OFF must list layers of {', '.join(LAYERS)}; got {min(unknown)!r}")
        if self.engine and not self.engine.startswith(("http://", "https://")):
            raise SettingFault(f"{PREFIX}ENGINE must start with http:// or https://, or be empty")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Return the settings of *environment*; raises ``SettingFault``, which names the invalid variable."""
        given: dict[str, Path | str | int | float] = {}
        for one in fields(cls):
            variable = _variable(one.name)
            if (value := environment.get(variable)) is None:
                continue
            try:
                given[one.name] = _READERS[one.type](value)
            except ValueError:
                kind = "a whole number" if one.type == "int" else "a number"
                raise SettingFault(f"{variable} must be {kind}, got {value!r}") from None
        return cls(**given)  # type: ignore[arg-type]  # each value has the type of its field's default

    def public(self) -> list[tuple[str, float, str]]:
        """Return the published limits: name, value and meaning."""
        return [
            (one.name, getattr(self, one.name), one.metadata["about"])
            for one in fields(self)
            if one.metadata.get("public")
        ]

    def networks(self, name: str) -> Networks:
        """Return the networks of the setting *name*; raises ``SettingFault`` for text that is no list of networks."""
        try:
            return tuple(map(ip_network, _split(getattr(self, name))))
        except ValueError as error:
            raise SettingFault(f"{_variable(name)} must be a list of addresses or networks: {error}") from None

    @cached_property
    def layers(self) -> frozenset[str]:
        """The performance layers in use."""
        return frozenset(LAYERS) - {*_split(self.layers_off)}

    @property
    def patience(self) -> float:
        """The longest time from the first byte of a request to the first of its answer, in seconds."""
        longest = max(self.query_seconds, self.coding_seconds)
        return 1.25 * (self.header_seconds + self.body_seconds + self.queue_seconds + longest)

    @property
    def queries(self) -> int:
        """The number of ad-hoc queries running or waiting at once, not counting newcomers."""
        return self.executors + self.reserved_executors + self.long_executors + self.waiting

    @property
    def threads(self) -> int:
        """
        The number of threads of a web worker with which no page waits for a query.

        Queries, arriving bodies, codings and large answers each hold a thread that mostly waits, and a batch one that
        computes for long. The rest render pages; more than two per processor and one do not make CPython faster.
        """
        pages = 2 * (os.cpu_count() or 1) + 1
        queries = self.queries + self.newcomers
        return pages + queries + self.bodies + self.downloads + self.batches + self.codings


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _variable(name: str) -> str:
    return PREFIX + name.upper()
