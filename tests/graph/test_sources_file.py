"""A fault in the sources file is told with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.adapters import registry
from graph.errors import SourceFault
from graph.sources.classifications.hand_kept import read_classifications, read_organisations
from graph.sources.classifications.occupation_names import read_names
from graph.sources.page.facts import read_facts
from graph.sources_file import NATIONAL, Catalogue, named_sources, read_catalogue, read_sources_file
from tests.paths import HAND_KEPT, SMALL
from tests.some import some

ADAPTERS = {"facts": object()}
GOOD = """
[[source]]
key = "lege"
adapter = "facts"
path = "lege.yaml"
titles = { nb = "Lege" }
publisher = "utdanning.no"
licence = "https://data.norge.no/nlod/no/2.0"
rhythm = "monthly"
as_of = 2023-03-03
retrieved = 2026-11-01
"""
END = """
[end]
sources = 1
"""


def write(folder: Path, text: str) -> Path:
    (folder / "lege.yaml").write_text("key: lege\n")
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_file_gives_its_sources_and_the_date_of_the_newest(tmp_path: Path) -> None:
    catalogue = read_catalogue(write(tmp_path, GOOD + END), None, ADAPTERS)

    assert [source.key for source in catalogue.sources] == ["lege"]
    assert catalogue.issued().isoformat() == "2026-11-01"
    assert catalogue.sources[0].frequency == "MONTHLY"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('adapter = "facts"', 'adapter = "oracle"'), "line 4: unknown adapter 'oracle'; there are: facts"),
        (('path = "lege.yaml"', 'path = "gone.yaml"'), "line 5: there is no document at"),
        (('rhythm = "monthly"', 'rhythm = "often"'), "line 9: rhythm is one of"),
        (('rhythm = "monthly"', 'rhythm = "yearly"\nday = 13'), "line 10: day is a day of the month"),
        (('licence = "https://data.norge.no/nlod/no/2.0"', 'licence = "NLOD"'), "line 8: licence is an address"),
        (("as_of = 2023-03-03", 'as_of = 2023-03-03\nurl = "ssb"'), "line 11: url is an address"),
        (("as_of = 2023-03-03", 'as_of = 2023-03-03\nfetch = "file:///etc/hosts"'), "line 11: fetch is an address"),
        (("as_of = 2023-03-03", 'as_of = 2023-03-03\nlanguage = "no"'), "line 11: language is one of nb"),
        (('titles = { nb = "Lege" }', 'titles = { no = "Lege" }'), "line 6: titles is a table with at least"),
        (('titles = { nb = "Lege" }', 'titles = { nb = "Lege", fr = "x" }'), "line 6: titles is in nb.*'fr'"),
        (("as_of = 2023-03-03", 'as_of = 2023-03-03\ncolour = "red"'), "line 11: .*unknown field `colour`"),
        (('key = "lege"', 'key = "Lege!"'), "a key is lower-case"),
        (("as_of = 2023-03-03", "as_of = 2023-13-03"), "not TOML"),
        (("retrieved = 2026-11-01", ""), "missing required field `retrieved`"),
        (("retrieved = 2026-11-01", f'retrieved = 2026-11-01\nsha256 = "{"0" * 64}"'), "line 12: .*has the SHA-256"),
        (("[[source]]", "[[sauce]]"), "at least one"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    path = write(tmp_path, GOOD.replace(*change) + END)

    with pytest.raises(SourceFault, match=complaint):
        read_catalogue(path, None, ADAPTERS)


def test_a_key_used_twice_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="line 14: the key 'lege' is used twice"):
        read_catalogue(write(tmp_path, GOOD + GOOD + END.replace("1", "2")), None, ADAPTERS)


@pytest.mark.parametrize("key", ["catalogue", "provenance", "changes", "retired", "rule-inverse", "ontology-borrowed"])
def test_a_key_of_a_graph_that_every_release_makes_is_refused_with_its_line(tmp_path: Path, key: str) -> None:
    path = write(tmp_path, GOOD.replace('key = "lege"', f'key = "{key}"') + END)

    with pytest.raises(SourceFault, match=rf"sources\.toml, line 3: the key '{key}' is that of a graph which every"):
        read_sources_file(path, ADAPTERS)


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD + END)
    path.write_bytes(path.read_bytes().replace(b"Lege", "Lege på".encode("latin-1")))

    with pytest.raises(SourceFault, match="line 6: a sources file is UTF-8"):
        read_catalogue(path, None, ADAPTERS)


def test_paths_are_relative_to_the_data_folder_when_one_is_given(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    path = write(tmp_path, GOOD + END)
    (tmp_path / "lege.yaml").rename(data / "lege.yaml")

    catalogue = read_catalogue(path, data, ADAPTERS)

    assert catalogue.file(catalogue.sources[0]) == data / "lege.yaml"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD, r"line 11: the file ends without the table \[end\]"),
        (GOOD + "[end]\n", "line 12: .*sources = 1"),
        (GOOD + "[end]\nsources = 2\n", "line 12: the file has 1 sources"),
        (END + GOOD, r"line 14: the file ends without the table \[end\]"),
    ],
)
def test_a_file_that_is_cut_off_is_told_from_a_short_one(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_catalogue(write(tmp_path, text), None, ADAPTERS)


@pytest.mark.parametrize(
    "name", ["sources.toml", "names.yaml", "organisations.yaml", "classifications.yaml", "lege.yaml"]
)
def test_a_bundled_file_cut_at_any_line_end_is_refused_with_its_name_and_line(tmp_path: Path, name: str) -> None:
    for file in (SMALL, *HAND_KEPT.glob("*.yaml"), SMALL.with_name("lege.yaml")):
        (tmp_path / file.name).write_text(file.read_text("utf-8").replace("bundled = true\n", ""), "utf-8")
    lines = (tmp_path / name).read_text("utf-8").rstrip().split("\n")

    whole = None if name == "sources.toml" else read_catalogue(tmp_path / "sources.toml", None, READERS)

    for count in some(range(1, len(lines))):
        (tmp_path / name).write_text("\n".join(lines[:count]) + "\n", "utf-8")
        with pytest.raises(SourceFault, match=f"{name}(, line \\d+)?: "):
            read_documents(whole or read_catalogue(tmp_path / name, None, READERS), name)


def read_documents(catalogue: Catalogue, name: str) -> None:
    """Read the document *name* of *catalogue*, or all of them where its sources file is meant."""
    for source in catalogue.sources:
        if name in {"sources.toml", catalogue.file(source).name}:
            READERS[source.adapter](catalogue.file(source))


READERS: dict[str, Callable[[Path], object]] = {
    "facts": read_facts,
    "names": read_names,
    "organisations": read_organisations,
    "classifications": read_classifications,
}


@pytest.mark.parametrize("name", ["national", "national-2018"])
def test_every_source_of_the_program_describes_its_contents_in_three_languages(name: str) -> None:
    sources = read_catalogue(named_sources(Path(name)), None, registry.ADAPTERS).sources

    assert [one.key for one in sources if one.about.keys() != {"nb", "nn", "en"}] == []
    assert all(words.endswith(".") for one in sources for words in one.about.values())


def test_no_description_of_a_source_that_is_fetched_anew_has_a_year() -> None:
    fetched = [source for source in some(read_sources_file(NATIONAL, registry.ADAPTERS)) if source.fetch]
    told = [words for source in fetched for words in source.about.values()]

    assert [words for words in told if re.search(r"\b(?:19|20)\d\d\b", words)] == []
