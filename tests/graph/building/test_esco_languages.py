"""ESCO's official download in further languages: one source a file, and every name in its language."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from rdflib.namespace import SKOS
from rdflib.term import URIRef

import ontology
from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.building.order import Order
from graph.building.pipeline import build
from graph.errors import SourceFault
from graph.progress import Progress
from graph.reading.release import Release, Releases
from graph.source_document import LANGUAGE_CODES
from graph.sources_file import read_catalogue
from graph.vocab import DEFAULT_BASE, Names
from tests.paths import DATA

OCCUPATION = "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001"
OTHERS = """[[source]]
key = "{key}"
adapter = "{adapter}"
path = "{path}"
optional = true
titles = {{ nb = "ESCO: yrker", nn = "ESCO: yrke", en = "ESCO: occupations" }}
publisher = "European Commission"
licence = "http://publications.europa.eu/resource/authority/licence/COM_REUSE"
rhythm = "never"
retrieved = 2026-01-02

"""
FILES = (
    ("names", "esco-occupations", "occupations"),
    ("groups-in", "esco-groups", "ISCOGroups"),
    ("skills-in", "esco-skills", "skills"),
    ("skill-groups-in", "esco-skill-groups", "skillGroups"),
)
TEMPLATES = "".join(
    OTHERS.format(key=key, adapter=adapter, path=f"{name}_{{language}}.csv") for key, adapter, name in FILES
)
HEADER = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,"
    "scopeNote,definition,inScheme,description,code"
)


GROUP = "http://data.europa.eu/esco/isco/C7522"
GROUPS = f"""conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description
ISCOGroup,{GROUP},7522,Ébénistes et assimilés,released,,,Ils font des meubles.
"""
SKILL = "http://data.europa.eu/esco/skill/00000000-0000-4000-9000-000000000000"
SKILLS = f"""conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels
KnowledgeSkillCompetence,{SKILL},skill/competence,sector-specific,assembler du bois,
"""
SKILL_GROUPS = """conceptType,conceptUri,preferredLabel,altLabels,code
SkillGroup,http://data.europa.eu/esco/skill/S1,communiquer,,S1
"""


def occupation_row(name: str, other: str) -> str:
    return f"Occupation,{OCCUPATION},7522,{name},{other},,released,2024-01-25T11:28:50.295Z,,,,,,7522.1"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The small world of ESCO, with its occupations in French and bokmål as the official download names the files."""
    folder = Path(shutil.copytree(DATA / "world", tmp_path / "world"))
    path = folder / "esco.toml"
    path.write_text(
        path.read_text("utf-8").replace("[end]\nsources = 4\n", f"{TEMPLATES}[end]\nsources = 8\n"), "utf-8"
    )
    for language, *names in (("fr", "ébéniste", "menuisier"), ("no", "møbelsnekker", "finsnekker"), ("en", "x", "y")):
        text = f"{HEADER}\n{occupation_row(*names)}\n"
        (folder / f"occupations_{language}.csv").write_text(text, "utf-8")
    for name, text in (("ISCOGroups", GROUPS), ("skills", SKILLS), ("skillGroups", SKILL_GROUPS)):
        (folder / f"{name}_fr.csv").write_text(text, "utf-8")
    return path


def test_each_language_at_hand_is_a_source_but_one_that_another_source_has(sources: Path) -> None:
    found = {source.key: source for source in read_catalogue(sources, None, ADAPTERS).sources}

    assert {key for key in found if key.startswith("names")} == {"names-fr", "names-nb"}
    assert found["names-fr"].titles["nn"] == "ESCO: yrke (fransk)"
    assert (found["names-nb"].path, found["names-nb"].language) == ("occupations_no.csv", "nb")


def test_names_of_a_release_are_in_the_language_of_their_file(sources: Path, tmp_path: Path) -> None:
    release = build(Order(Releases(tmp_path / "home"), DEFAULT_BASE, sources), Progress(quiet=True))

    assert names_of(release, OCCUPATION) == {"en": "cabinet maker", "fr": "ébéniste", "nb": "møbelsnekker"}
    assert names_of(release, OCCUPATION, SKOS.altLabel)["fr"] == "menuisier"
    assert names_of(release, release.names.thing("isco08", "7522"))["fr"] == "Ébénistes et assimilés"
    assert names_of(release, SKILL) == {"fr": "assembler du bois"}


def names_of(release: Release, thing: str, property_: URIRef = SKOS.prefLabel) -> dict[str, str]:
    """Return the names of *thing* by language, one each."""
    rows = release.store.rows(f"SELECT ?name {{ <{thing}> <{property_}> ?name }}")
    return {row["name"].language: row["name"].value for row in rows}


def test_a_file_in_no_language_of_esco_is_named(sources: Path) -> None:
    (sources.parent / "occupations_xx.csv").write_text(f"{HEADER}\n", "utf-8")

    with pytest.raises(SourceFault, match=r"occupations_xx\.csv: 'xx' in its name is no language of ESCO; there are "):
        read_catalogue(sources, None, ADAPTERS)


def test_two_files_in_one_language_are_refused(sources: Path) -> None:
    (sources.parent / "occupations_nb.csv").write_text(f"{HEADER}\n", "utf-8")

    with pytest.raises(SourceFault, match=r"occupations_no\.csv: occupations_nb\.csv beside it is in the same"):
        read_catalogue(sources, None, ADAPTERS)


def test_relations_by_number_are_refused_beside_another_list_of_skills(tmp_path: Path) -> None:
    context = Context(Names(DEFAULT_BASE))
    (tmp_path / "skills_en.csv").write_text(SKILLS, "utf-8")
    (tmp_path / "relations.csv").write_text(f"occupation;essential;optional\n{OCCUPATION[-36:]};0;0\n", "utf-8")
    list(ADAPTERS["esco-skills"](tmp_path / "skills_en.csv", "urn:skills", context).statements)

    with pytest.raises(SourceFault, match=r"put occupationSkillRelations_en\.csv of the same download beside"):
        ADAPTERS["esco-relations"](tmp_path / "relations.csv", "urn:relations", context)


def test_relations_by_iri_go_with_any_list_of_skills(tmp_path: Path) -> None:
    context = Context(Names(DEFAULT_BASE))
    (tmp_path / "skills_en.csv").write_text(SKILLS, "utf-8")
    rows = "".join(f"{OCCUPATION},{kind},{SKILL}\n" for kind in ("essential", "optional"))
    relations = f"occupationUri,relationType,skillUri\n{rows}"
    (tmp_path / "relations.csv").write_text(relations, "utf-8")
    list(ADAPTERS["esco-skills"](tmp_path / "skills_en.csv", "urn:skills", context).statements)

    reading = ADAPTERS["esco-relations"](tmp_path / "relations.csv", "urn:relations", context)

    assert SKILL in {str(skill) for _, _, skill in reading.statements}


def test_the_shapes_allow_the_languages_that_sources_may_have() -> None:
    lists = re.findall(r"\( ((?:\"[a-z]{2}\" ){9,})\)", ontology.SHAPES.read_text("utf-8"))

    assert len(lists) == 3
    assert {frozenset(re.findall(r"[a-z]{2}", one)) for one in lists} == {frozenset(LANGUAGE_CODES)}


def test_a_path_with_a_language_is_that_of_an_optional_source(sources: Path) -> None:
    sources.write_text(sources.read_text("utf-8").replace("optional = true\n", ""), "utf-8")

    with pytest.raises(SourceFault, match=r"a path with \{language\} is that of an optional source"):
        read_catalogue(sources, None, ADAPTERS)


def test_the_name_in_the_publishers_archive_comes_first(sources: Path) -> None:
    text = sources.read_text("utf-8")
    line = 'path = "esco-occupations.csv"\n'
    sources.write_text(text.replace(line, f'{line}unpacked = "occupations_en.csv"\n'), "utf-8")

    catalogue = read_catalogue(sources, None, ADAPTERS)

    (occupations,) = (source for source in catalogue.sources if source.key == "esco-occupations")
    assert catalogue.file(occupations).name == "occupations_en.csv"
