"""ESCO's official download in further languages: one source a file, and every name in its language."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib.namespace import SKOS
from rdflib.term import URIRef

from graph.adapters.registry import ADAPTERS
from graph.building.pipeline import Order, build
from graph.errors import SourceFault
from graph.progress import Progress
from graph.reading.release import Release, Releases
from graph.sources_file import read_catalogue
from graph.vocab import DEFAULT_BASE
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

[end]
sources = 5
"""
TEMPLATE = OTHERS.format(key="names", adapter="esco-occupations", path="occupations_{language}.csv")
HEADER = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,"
    "scopeNote,definition,inScheme,description,code"
)


def occupation_row(name: str, other: str) -> str:
    return f"Occupation,{OCCUPATION},7522,{name},{other},,released,2024-01-25T11:28:50.295Z,,,,,,7522.1"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The small world of ESCO, with its occupations in French and bokmål as the official download names the files."""
    folder = Path(shutil.copytree(DATA / "world", tmp_path / "world"))
    path = folder / "esco.toml"
    path.write_text(path.read_text("utf-8").replace("[end]\nsources = 4\n", TEMPLATE), "utf-8")
    for language, *names in (("fr", "ébéniste", "menuisier"), ("no", "møbelsnekker", "finsnekker"), ("en", "x", "y")):
        text = f"{HEADER}\n{occupation_row(*names)}\n"
        (folder / f"occupations_{language}.csv").write_text(text, "utf-8")
    return path


def test_each_language_at_hand_is_a_source_but_one_that_another_source_has(sources: Path) -> None:
    found = {source.key: source for source in read_catalogue(sources, None, ADAPTERS).sources}

    assert {key for key in found if key.startswith("names")} == {"names-fr", "names-nb"}
    assert found["names-fr"].titles["nn"] == "ESCO: yrke (fransk)"
    assert (found["names-nb"].path, found["names-nb"].language) == ("occupations_no.csv", "nb")


def test_names_of_a_release_are_in_the_language_of_their_file(sources: Path, tmp_path: Path) -> None:
    release = build(Order(Releases(tmp_path / "home"), DEFAULT_BASE, sources), Progress(quiet=True))

    assert names_of(release, SKOS.prefLabel) == {"en": "cabinet maker", "fr": "ébéniste", "nb": "møbelsnekker"}
    assert names_of(release, SKOS.altLabel)["fr"] == "menuisier"


def names_of(release: Release, property_: URIRef) -> dict[str, str]:
    """Return the names of the cabinet maker by language, one each."""
    rows = release.store.rows(f"SELECT ?name {{ <{OCCUPATION}> <{property_}> ?name }}")
    return {row["name"].language: row["name"].value for row in rows}


def test_a_file_in_no_language_of_esco_is_named(sources: Path) -> None:
    (sources.parent / "occupations_xx.csv").write_text(f"{HEADER}\n", "utf-8")

    with pytest.raises(SourceFault, match=r"occupations_xx\.csv: 'xx' in its name is no language of ESCO; there are "):
        read_catalogue(sources, None, ADAPTERS)


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
