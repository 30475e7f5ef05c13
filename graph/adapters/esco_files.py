"""Adapters for the files of ESCO: its occupations, groups and skills, and the relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from ..errors import SourceFault
from ..sources.classifications.esco_tables import (
    EscoGroup,
    EscoOccupation,
    EscoStep,
    read_groups,
    read_occupations,
    read_steps,
)
from ..sources.classifications.skill_tables import (
    EscoSkill,
    GreenShare,
    OccupationSkills,
    SkillStep,
    read_collection,
    read_green_shares,
    read_relations,
    read_skill_groups,
    read_skill_steps,
    read_skills,
)
from ..statements.esco import group_statements, occupation_statements, step_statements
from ..statements.skills import green_share_statements, relation_statements, skill_statements, skill_step_statements
from ..vocab import Statement
from .interface import Adapter, Context
from .tabular import RecordAdapter, Report

Written = tuple[Iterable[Statement], Report]


def _occupations(found: list[EscoOccupation], source: str, context: Context) -> Written:
    return occupation_statements(found, context.names, source, context.language or "en"), {}


def _groups(found: list[EscoGroup], source: str, context: Context) -> Written:
    return group_statements(found, context.names, source, context.language or "en"), {}


def _steps(found: list[EscoStep], source: str, context: Context) -> Written:
    report = {"between occupations": sum(step.is_between_occupations for step in found)}
    return step_statements(found, context.names), report


def _skills(found: list[EscoSkill], source: str, context: Context) -> Written:
    # Relations count by the first list, and its names are those that other files in its language repeat or change.
    for one in found:
        context.skills.setdefault(one.iri, one.name)
    return skill_statements(found, context.names, source, context.language or "en"), {}


def _skill_groups(found: list[EscoSkill], source: str, context: Context) -> Written:
    return skill_statements(found, context.names, source, context.language or "en", groups=True), {}


def _collection(key: str, found: list[EscoSkill], source: str, context: Context) -> Written:
    language, names = context.language or "en", context.names
    return skill_statements(found, names, source, language, collection=key, named=context.skills), {}


def _read_skills(path: Path, context: Context) -> tuple[list[EscoSkill], Report]:
    found, report = read_skills(path)
    if not context.skills:
        context.other_order = not report["numbered"]
    return found, report


def _read_relations(path: Path, context: Context) -> tuple[list[OccupationSkills], Report]:
    found, report = read_relations(path, list(context.skills))
    context.other_order = context.other_order and report["by number"]
    return found, report


def _relations(found: list[OccupationSkills], source: str, context: Context) -> Written:
    if context.other_order:
        words = "its numbers are places in another list of skills than the one read"
        mend = "put occupationSkillRelations_en.csv of the same download beside skills_en.csv"
        raise SourceFault(source, None, f"{words}; {mend}")
    return relation_statements(found, list(context.skills)), {}


def _skill_steps(found: list[SkillStep], source: str, context: Context) -> Written:
    return skill_step_statements(found), {}


def _green_shares(found: list[GreenShare], source: str, context: Context) -> Written:
    return green_share_statements(found, context.names), {}


ESCO_ADAPTERS: Mapping[str, Adapter] = {
    "esco-occupations": RecordAdapter(
        EscoOccupation,
        lambda path, _: read_occupations(path),
        _occupations,
        texts=("description", "scope_note", "definition"),
        filled=("other_names",),
    ),
    "esco-groups": RecordAdapter(EscoGroup, lambda path, _: read_groups(path), _groups, texts=("description",)),
    "esco-broader": RecordAdapter(EscoStep, lambda path, _: read_steps(path), _steps),
    "esco-skills": RecordAdapter(EscoSkill, _read_skills, _skills),
    "esco-skill-groups": RecordAdapter(EscoSkill, lambda path, _: read_skill_groups(path), _skill_groups),
    "esco-skill-broader": RecordAdapter(SkillStep, lambda path, _: read_skill_steps(path), _skill_steps),
    "esco-relations": RecordAdapter(
        OccupationSkills,
        _read_relations,
        _relations,
        filled=("essential", "optional"),
    ),
    "esco-green-shares": RecordAdapter(GreenShare, lambda path, _: read_green_shares(path), _green_shares),
    **{
        f"esco-{key}-skills": RecordAdapter(
            EscoSkill, lambda path, _: read_collection(path), partial(_collection, key), filled=("kind", "reuse")
        )
        for key in ("digital", "green", "language", "transversal")
    },
}
