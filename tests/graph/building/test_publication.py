"""A release has its name at once or not at all, whatever happens meanwhile."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from graph.assembled import Assembled
from graph.building import pipeline, publication
from graph.building.order import Order
from graph.building.pipeline import build
from graph.building.publication import Draft, alone
from graph.building.side_work import beside
from graph.errors import ReleaseFault
from graph.reading.release import Release, Releases
from graph.sources_file import Catalogue
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


def edit(path: Path) -> None:
    path.write_text(f"# edited\n{path.read_text('utf-8')}", "utf-8")


def edit_and_undo(path: Path) -> None:
    text = path.read_text("utf-8")
    edit(path)
    path.write_text(text, "utf-8")


def build_during(change: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Releases:
    """Build a release while *change* is called with its sources file."""
    sources = world(tmp_path, {})
    order = Order(Releases(tmp_path / "releases"), DEFAULT_BASE, sources)
    inspect = pipeline.inspect

    def change_and_inspect(*given: Any) -> None:
        change(sources)
        inspect(*given)

    monkeypatch.setattr(pipeline, "inspect", change_and_inspect)
    build(order, QUIET)
    return order.releases


@pytest.mark.parametrize("change", [edit, edit_and_undo, Path.unlink])
def test_an_input_that_changes_during_the_build_is_told_and_nothing_published(
    change: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ReleaseFault, match=r"sources\.toml: changed while the release was built of it; build again"):
        build_during(change, tmp_path, monkeypatch)

    assert Releases(tmp_path / "releases").names() == []


def test_an_input_with_new_permissions_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    releases = build_during(lambda path: path.chmod(0o640), tmp_path, monkeypatch)

    assert len(releases.names()) == 1


def test_work_beside_a_body_that_fails_is_stopped_and_not_waited_for() -> None:
    stopped = threading.Event()

    with pytest.raises(KeyboardInterrupt), beside(lambda: stopped.wait(60), stop=stopped.set):
        raise KeyboardInterrupt

    assert stopped.is_set()


def test_a_stage_counts_the_processor_time_of_its_own_thread() -> None:
    draft = Draft(cast("Assembled", None), [], cast("Catalogue", None), "")

    with draft.stage(QUIET, "wait"), ThreadPoolExecutor(1) as pool:
        pool.submit(_work).result()

    assert draft.processor_seconds["wait"] < 0.1


def _work() -> None:
    until = time.thread_time() + 0.3
    while time.thread_time() < until:
        sum(range(1000))
