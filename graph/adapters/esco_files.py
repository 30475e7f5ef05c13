"""Adapters for the files of ESCO: its occupations, its groups, and the concept above each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..sources.classifications.esco_tables import read_groups, read_occupations, read_steps
from ..statements.esco import group_statements, occupation_statements, step_statements
from .interface import Adapter, Context, Reading


def _occupations(path: Path, source: str, context: Context) -> Reading:
    found, report = read_occupations(path)
    return Reading(occupation_statements(found, context.names, source), report)


def _groups(path: Path, source: str, context: Context) -> Reading:
    found = read_groups(path)
    return Reading(group_statements(found, context.names, source), {"groups": len(found)})


def _steps(path: Path, source: str, context: Context) -> Reading:
    found = read_steps(path)
    report = {"steps": len(found), "between occupations": sum(step.is_between_occupations for step in found)}
    return Reading(step_statements(found, context.names), report)


ESCO_ADAPTERS: Mapping[str, Adapter] = {
    "esco-occupations": _occupations,
    "esco-groups": _groups,
    "esco-broader": _steps,
}
