"""The publisher of a release is named in the sources file, and nonsense there is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.building.publisher import Publisher, read_publisher
from graph.errors import SourceFault


def test_without_a_table_it_is_the_project_itself(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("[[source]]\nkey = 'a'\n")

    assert read_publisher(path) == Publisher(name="Yrkesgraf")


def test_the_table_names_the_organisation_and_where_to_write(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[publisher]\nname = "Etat"\nnumber = "987654321"\nemail = "data@etat.example"\n')

    assert read_publisher(path) == Publisher(name="Etat", number="987654321", email="data@etat.example")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('number = "12"', "nine digits"),
        ('email = "etat.example"', "one @"),
        ('page = "etat.example"', "http"),
        ('iri = "https://etat.example/> <x"', "no blanks"),
        ('nam = "Etat"', "unknown field `nam`"),
        ("number = 987654321", "Expected `str"),
    ],
)
def test_nonsense_is_told_with_its_line(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f"# who\n[publisher]\n{line}\n")

    with pytest.raises(SourceFault, match=rf"line 2: .*{complaint}"):
        read_publisher(path)


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("[publisher]  # who\nnumber = 1", 2),
        ("[ publisher ]\nnumber = 1", 2),
        ("publisher = {number = 1}", 2),
        ("publisher.number = 1", 2),
    ],
)
def test_every_notation_of_the_table_has_its_line(tmp_path: Path, table: str, line: int) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f"# [publisher] of this file\n{table}\n")

    with pytest.raises(SourceFault, match=rf"line {line}: Expected `str"):
        read_publisher(path)
