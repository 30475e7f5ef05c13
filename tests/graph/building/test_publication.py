"""A release has its name at once or not at all, whatever happens meanwhile."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graph.building import pipeline, publication
from graph.building.order import Order
from graph.building.pipeline import build
from graph.building.publication import alone
from graph.building.side_work import beside
from graph.errors import ReleaseFault
from graph.reading.release import Release, Releases
from graph.vocab import DEFAULT_BASE
from tests.graph.building.test_pipeline import QUIET, world


def test_the_new_release_has_its_name_before_the_damaged_one_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = Order(Releases(tmp_path / "releases"), DEFAULT_BASE, world(tmp_path, {}))
    release = build(order, QUIET)
    (release.folder / "yrkesgraf.nq.gz").write_text("")
    seen: list[list[str]] = []

    def remove(folder: Path, **_: object) -> None:
        if "damaged" in folder.name:
            seen.append(Releases(tmp_path / "releases").current().broken_files())
            raise KeyboardInterrupt

    monkeypatch.setattr(publication, "shutil", SimpleNamespace(rmtree=remove))
    with pytest.raises(KeyboardInterrupt):
        build(order, QUIET)

    assert seen == [[]]


def test_a_damaged_release_set_aside_by_a_killed_build_gets_its_name_back(joiners: Release, tmp_path: Path) -> None:
    home = tmp_path / "releases"
    shutil.copytree(joiners.folder.parent, home, symlinks=True)
    old = Releases(home).current()
    old.folder.resolve().rename(home / f".building-damaged-{old.id}")

    with alone(home):
        assert Releases(home).current().id == old.id


def test_an_input_that_changes_during_the_build_is_told_and_nothing_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = world(tmp_path, {})
    order = Order(Releases(tmp_path / "releases"), DEFAULT_BASE, sources)
    inspect = pipeline.inspect

    def edit_and_inspect(*given: Any) -> None:
        sources.write_text(f"# edited\n{sources.read_text('utf-8')}", "utf-8")
        inspect(*given)

    monkeypatch.setattr(pipeline, "inspect", edit_and_inspect)
    with pytest.raises(ReleaseFault, match=rf"{sources.name}: changed while the release was built of it; build again"):
        build(order, QUIET)

    assert Releases(tmp_path / "releases").names() == []


def test_work_beside_a_body_that_fails_is_stopped_and_not_waited_for() -> None:
    stopped = threading.Event()

    with pytest.raises(KeyboardInterrupt), beside(lambda: stopped.wait(60), stop=stopped.set):
        raise KeyboardInterrupt

    assert stopped.is_set()
