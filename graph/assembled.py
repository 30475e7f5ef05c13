"""A release in the making: the workbench that holds its graph, and the account of how the graph came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .crosswalk import Crosswalk
from .statements.provenance import Provenance
from .vocab import Names
from .workbench import Workbench


@dataclass
class Assembled:
    """A graph in the making: the bench that holds it, and what is known of how it came about."""

    bench: Workbench
    names: Names
    provenance: Provenance
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    evaluation: dict[str, Any] = field(default_factory=dict)
    crosswalks: list[Crosswalk] = field(default_factory=list)
    coverage: dict[str, Any] = field(default_factory=dict)
