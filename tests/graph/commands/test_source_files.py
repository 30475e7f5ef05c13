"""Sources are listed with their addresses, and a document replaced by hand is taken once it is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.adapters.registry import ADAPTERS
from graph.commands.application import app
from graph.errors import SourceFault
from graph.sources_file import named_sources, read_catalogue
from tests.paths import HAND_KEPT

SOURCES = """[[source]]
key = "organisasjoner"
adapter = "organisations"
path = "organisations.yaml"
titles = { nb = "Organisasjoner" }
publisher = "Yrkesgraf"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
rhythm = "never"
retrieved = 2026-11-01
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"

[end]
sources = 1
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A sources file whose document has been replaced since its checksum was written."""
    (tmp_path / "organisations.yaml").write_bytes((HAND_KEPT / "organisations.yaml").read_bytes())
    path = tmp_path / "sources.toml"
    path.write_text(SOURCES, "utf-8")
    return path


def run(*arguments: str | Path) -> str:
    """Return the output of a command that ends well."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_replaced_document_names_the_command_that_takes_it(sources: Path) -> None:
    with pytest.raises(SourceFault, match=r"line 10: .*`yrkesgraf sources accept organisasjoner` takes the new docum"):
        read_catalogue(sources, None, ADAPTERS)


def test_an_accepted_document_is_taken(sources: Path) -> None:
    run("sources", "accept", "organisasjoner", "--sources", sources, "--data", sources.parent)

    (source,) = read_catalogue(sources, None, ADAPTERS).sources
    assert source.sha256 != "0" * 64


def test_a_document_changed_after_it_was_accepted_is_refused(sources: Path) -> None:
    run("sources", "accept", "organisasjoner", "--sources", sources, "--data", sources.parent)
    with (sources.parent / "organisations.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    with pytest.raises(SourceFault, match=r"not the one recorded from you; `yrkesgraf sources accept"):
        read_catalogue(sources, None, ADAPTERS)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("ukjent", "there is no source 'ukjent'; there are: organisasjoner"), ("organisasjoner", "there is no document")],
)
def test_what_cannot_be_accepted_is_told_in_a_sentence(
    sources: Path, tmp_path_factory: pytest.TempPathFactory, name: str, complaint: str
) -> None:
    data = tmp_path_factory.mktemp("empty")
    result = CliRunner().invoke(app, ["sources", "accept", name, "--sources", str(sources), "--data", str(data)])

    assert result.exit_code == 1
    assert complaint in result.output


def test_the_national_sources_are_known_by_name() -> None:
    assert named_sources(Path("national")) == HAND_KEPT / "national.toml"
    assert "yrkeskatalogen" in run("sources", "list", "--sources", "national")
