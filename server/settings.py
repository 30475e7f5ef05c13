"""
Every limit and setting of the server, in one place.

Each field is read from the environment variable ``YRKESGRAF_`` plus its name in capitals, and is published at
``/limits`` unless it is about this installation only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from graph.errors import YrkesgrafError

PREFIX = "YRKESGRAF_"


_READERS: dict[object, Callable[[str], Path | str | int | float]] = {
    "Path": Path,
    "str": str,
    "int": int,
    "float": float,
}


class SettingFault(YrkesgrafError):
    """An environment variable with a value the setting cannot have."""


@dataclass(frozen=True)
class Settings:
    """The settings of one server process; each field's ``about`` says what it is, in which unit."""

    home: Path = field(default=Path("var/releases"), metadata={"about": "The folder that holds the releases."})
    query_seconds: float = field(
        default=20.0, metadata={"about": "How long an ad-hoc query may run, in seconds.", "public": True}
    )
    query_memory: int = field(
        default=1 << 30,
        metadata={"about": "How much memory an ad-hoc query may use, in bytes.", "public": True},
    )
    answer_bytes: int = field(
        default=64 << 20, metadata={"about": "How large an answer may be, in bytes; it is never cut.", "public": True}
    )
    body_bytes: int = field(
        default=1 << 20, metadata={"about": "How large the body of a request may be, in bytes.", "public": True}
    )
    queue_seconds: float = field(
        default=5.0, metadata={"about": "How long a query may wait for a free executor, in seconds.", "public": True}
    )
    executors: int = field(
        default=2, metadata={"about": "How many ad-hoc queries run at once in each web worker.", "public": True}
    )
    cache_seconds: int = field(
        default=300, metadata={"about": "How long caches may keep a document, in seconds.", "public": True}
    )
    engine: str = field(
        default="",
        metadata={"about": "The address of a SPARQL 1.1 endpoint that holds the release; '' for the embedded engine."},
    )
    trusted_proxies: int = field(
        default=0, metadata={"about": "How many proxies in front may be believed about host and protocol."}
    )

    def __post_init__(self) -> None:
        for setting in fields(self):
            value = getattr(self, setting.name)
            least = 0 if setting.name in {"trusted_proxies", "cache_seconds"} else 1e-3
            if not isinstance(value, (Path, str)) and not least <= value < float("inf"):
                raise SettingFault(f"{PREFIX}{setting.name.upper()} is a number above {least:g}, got {value!r}")

        if self.engine and not self.engine.startswith(("http://", "https://")):
            raise SettingFault(f"{PREFIX}ENGINE is an address that begins with http:// or https://, or empty")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Return the settings that *environment* asks for; raises ``SettingFault`` naming the variable."""
        given: dict[str, Path | str | int | float] = {}
        for setting in fields(cls):
            variable = PREFIX + setting.name.upper()
            if (value := environment.get(variable)) is None:
                continue
            try:
                given[setting.name] = _READERS[setting.type](value)
            except ValueError:
                what = "a whole number" if setting.type == "int" else "a number"
                raise SettingFault(f"{variable} is {what}, got {value!r}") from None
        return cls(**given)  # type: ignore[arg-type]  # each value has the type of its field's default

    def public(self) -> list[tuple[str, float, str]]:
        """Return the limits a client should know: name, value, what it means."""
        return [
            (setting.name, getattr(self, setting.name), setting.metadata["about"])
            for setting in fields(self)
            if setting.metadata.get("public")
        ]
