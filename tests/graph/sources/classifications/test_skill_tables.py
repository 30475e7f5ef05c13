"""ESCO's skills are read from the official files, and from labels and relations that were gathered apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.classifications.skill_tables import (
    read_collection,
    read_green_shares,
    read_relations,
    read_skill_groups,
    read_skill_steps,
    read_skills,
)

ONE, TWO = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"
SKILL = "http://data.europa.eu/esco/skill/"
OCCUPATION = "http://data.europa.eu/esco/occupation/"
JOINER = "00000000-0000-4000-8000-000000000001"
GATHERED = f"n;label_en;skill_uuid\n0;join wood;{ONE}\n1;carpentry;{TWO}\n"
OFFICIAL = (
    "conceptUri,skillType,reuseLevel,preferredLabel,altLabels,broaderConceptUri\n"
    f'{SKILL}{ONE},skill/competence,sector-specific,join wood,"glue wood\nnail wood",{SKILL}S1\n'
    f"{SKILL}{TWO},knowledge,cross-sector,carpentry,,{SKILL}{ONE} | http://data.europa.eu/esco/isced-f/0722\n"
)


def written(folder: Path, text: str) -> Path:
    path = folder / "skills.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_skill_has_its_kind_its_reuse_and_its_other_names(tmp_path: Path) -> None:
    (join, carpentry), _ = read_collection(written(tmp_path, OFFICIAL))

    assert (join.name, join.kind, join.reuse) == ("join wood", "skill", "sector-specific")
    assert join.other_names == ("glue wood", "nail wood")
    assert carpentry.broader == (SKILL + ONE, "http://data.europa.eu/esco/isced-f/0722")


@pytest.mark.parametrize("text", [GATHERED, OFFICIAL])
def test_skills_are_read_from_either_list(tmp_path: Path, text: str) -> None:
    skills, _ = read_skills(written(tmp_path, text))

    assert [(one.iri, one.name) for one in skills] == [(SKILL + ONE, "join wood"), (SKILL + TWO, "carpentry")]


@pytest.mark.parametrize(
    "text",
    [
        f"occupation;essential;optional\n{JOINER};0;1\n",
        "occupationUri,relationType,skillType,skillUri\n"
        f"{OCCUPATION}{JOINER},essential,skill/competence,{SKILL}{ONE}\n"
        f"{OCCUPATION}{JOINER},optional,knowledge,{SKILL}{TWO}\n",
    ],
)
def test_relations_are_places_in_the_list_of_skills(tmp_path: Path, text: str) -> None:
    (one,), report = read_relations(written(tmp_path, text), [SKILL + ONE, SKILL + TWO])

    assert (one.occupation, one.essential, one.optional) == (OCCUPATION + JOINER, (0,), (1,))
    assert (report["essential"], report["optional"], report["skills"]) == (1, 1, 2)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f"occupation;essential;optional\n{JOINER};0 2;\n", r"line 2: a skill has a number from 0 to 1"),
        (f"occupation;essential;optional\n{JOINER};a;\n", r"line 2: the skills of an occupation are numbers"),
        ("occupation;essential;optional\nsnekker;0;\n", r"line 2: an occupation is told by its uuid here"),
        (
            f"occupationUri,relationType,skillUri\n{OCCUPATION}{JOINER},nice,{SKILL}{ONE}\n",
            r"line 2: a skill is essential or optional, got 'nice'",
        ),
        (
            f"occupationUri,relationType,skillUri\n{OCCUPATION}{JOINER},essential,{SKILL}x\n",
            r"line 2: the skill .* is in no list of skills read before",
        ),
    ],
)
def test_a_relation_that_leads_nowhere_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_relations(written(tmp_path, text), [SKILL + ONE, SKILL + TWO])


def test_numbers_of_skills_have_no_gap(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"line 3: the skills are numbered from 0 without gaps, got '2' after 0"):
        read_skills(written(tmp_path, GATHERED.replace("1;carp", "2;carp")))


def test_a_hierarchy_has_a_step_between_neighbouring_levels(tmp_path: Path) -> None:
    levels = ",".join(f"Level {level} URI" for level in range(4))
    steps, _ = read_skill_steps(written(tmp_path, f"{levels}\n{SKILL}S\n{SKILL}S,{SKILL}S1,{SKILL}S1.1\n"))

    assert [(step.below, step.above) for step in steps] == [(SKILL + "S1", SKILL + "S"), (SKILL + "S1.1", SKILL + "S1")]


def test_a_green_share_is_a_part_of_one(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"line 2: a share is from 0 to 1, got 1.5"):
        read_green_shares(written(tmp_path, f"conceptUri,greenShare\n{OCCUPATION}{JOINER},1.5\n"))


def test_the_real_files_have_all_skills_and_relations(shared: Callable[[str], Path]) -> None:
    skills, _ = read_skills(shared("sources/esco/1.2.0/skill_labels.csv"))
    iris = [one.iri for one in skills]
    _, report = read_relations(shared("sources/esco/1.2.0/occupation_skills.csv"), iris)

    assert len(set(iris)) == 13_492
    assert (report["occupations"], report["essential"], report["optional"]) == (3_039, 67_622, 61_382)
    assert len(read_skill_groups(shared("sources/esco/1.2.1/skillGroups_en.csv"))[0]) == 640
    assert len(read_skill_steps(shared("sources/esco/1.2.1/skillsHierarchy_en.csv"))[0]) == 636
