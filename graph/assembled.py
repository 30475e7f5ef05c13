"""A release under construction: the workbench with its graph, and a record of its making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .crosswalk import Crosswalk
from .statements.provenance import Provenance
from .vocab import Names
from .workbench import Workbench


@dataclass
class Assembled:
    """A graph under construction: the bench that holds it, and the record of its making."""

    bench: Workbench
    names: Names
    provenance: Provenance
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    evaluation: dict[str, Any] = field(default_factory=dict)
    crosswalks: list[Crosswalk] = field(default_factory=list)
    coverage: dict[str, Any] = field(default_factory=dict)
    reasoned: dict[str, Any] = field(default_factory=dict)
