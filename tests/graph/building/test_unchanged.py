"""An unchanged build is known without reading anything, and every change to what it depends on is noticed."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.building import unchanged
from graph.building.order import Order
from graph.building.pipeline import build
from graph.building.unchanged import find_unchanged
from graph.commands.application import app
from graph.errors import YrkesgrafError
from graph.progress import Progress
from graph.reading.release import Releases
from graph.vocab import DEFAULT_BASE
from tests.paths import DATA

QUIET = Progress(quiet=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Order:
    """Return the order of a build of the small world that has been carried out."""
    folder = tmp_path_factory.mktemp("unchanged")
    shutil.copytree(DATA / "world", folder / "world")
    order = Order(Releases(folder / "home"), DEFAULT_BASE, folder / "world" / "sources.toml")
    build(order, QUIET)
    return order


def test_an_unchanged_build_is_known(built: Order) -> None:
    found = find_unchanged(built)

    assert found is not None
    assert found.id == built.releases.current_id(DEFAULT_BASE)


def test_the_command_reads_no_source_of_an_unchanged_build(built: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.building.pipeline.build", lambda *_: pytest.fail("the inputs are read again"))

    answer = CliRunner().invoke(app, ["build", "--home", str(built.releases.home), "--sources", str(built.sources)])

    assert answer.exit_code == 0, answer.output
    assert "is built already" in answer.output
    assert str(built.releases.current(DEFAULT_BASE).folder) in answer.output


def replace_by_equal_size(order: Order) -> Path:
    """Change a letter of a document, and give the file its former time of modification back."""
    path = order.sources.parent / "mobelsnekker.yaml"
    before = path.stat()
    text = path.read_bytes()
    path.write_bytes(text[:-2] + (b"x" if text[-2:-1] != b"x" else b"y") + text[-1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return path


def damage(order: Order) -> Path:
    """Cut off a dump of the release."""
    path = order.releases.current(DEFAULT_BASE).folder / "yrkesgraf.nq.gz"
    path.write_bytes(path.read_bytes()[:-1])
    return path


def put_a_document_beside(order: Order) -> Path:
    """Add a document that a source may look for."""
    path = order.sources.parent / "new.csv"
    path.write_text("", "utf-8")
    return path


def cut_the_record(order: Order) -> Path:
    """Leave half of the record."""
    (path,) = order.releases.home.glob(".built-*")
    path.write_bytes(path.read_bytes()[:100])
    return path


@pytest.mark.parametrize("change", [replace_by_equal_size, damage, put_a_document_beside, cut_the_record])
def test_a_changed_file_is_noticed(built: Order, tmp_path: Path, change: Callable[[Order], Path]) -> None:
    world = tmp_path / "world"
    shutil.copytree(built.sources.parent, world)
    order = Order(Releases(tmp_path / "home"), DEFAULT_BASE, world / "sources.toml")
    build(order, QUIET)
    assert find_unchanged(order) is not None

    change(order)

    assert find_unchanged(order) is None


@pytest.mark.parametrize("other", [{"base": "http://localhost:8765/"}, {"with_people": True}, {"former": "none"}])
def test_another_order_is_another_build(built: Order, other: dict[str, object]) -> None:
    assert find_unchanged(dataclasses.replace(built, **other)) is None  # type: ignore[arg-type]


def test_another_version_of_the_program_is_another_build(built: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "__version__", "0.0")

    assert find_unchanged(built) is None


def test_a_link_to_another_release_is_noticed(built: Order) -> None:
    link = built.releases.link()
    name = link.readlink()
    link.unlink()
    link.symlink_to("another")
    try:
        assert find_unchanged(built) is None
    finally:
        link.unlink()
        link.symlink_to(name)


def test_a_build_whose_record_cannot_be_written_is_whole(built: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(unchanged, "open_whole", full)

    assert build(built, QUIET).broken_files() == []


def test_a_build_that_fails_is_not_remembered(tmp_path: Path) -> None:
    order = Order(Releases(tmp_path / "home"), DEFAULT_BASE, tmp_path / "sources.toml")
    order.sources.write_text("", "utf-8")

    with pytest.raises(YrkesgrafError):
        build(order, QUIET)

    assert find_unchanged(order) is None
