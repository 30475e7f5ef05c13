"""Releases are listed, switched and swapped without a moment in between."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest

from graph.atomic_files import digest_file
from graph.errors import ReleaseFault
from graph.reading.manifest import FileEntry, Manifest
from graph.reading.release import CurrentRelease, Release, Releases

BASE = "http://localhost:8000/"


def make(home: Path, name: str, minute: int = 0, base: str = BASE) -> Release:
    """Write a release of one triple with its own name."""
    folder = home / name
    folder.mkdir(parents=True)
    store = ox.Store(str(folder / "store"))
    store.update(f'INSERT DATA {{ <{BASE}id/release/x> <http://purl.org/dc/terms/identifier> "{name}" }}')
    store.flush()
    del store
    (folder / "file.txt").write_text(name)
    entry = FileEntry("file.txt", len(name), digest_file(folder / "file.txt"))
    built = datetime.datetime(2026, 11, 23, 12, minute, tzinfo=datetime.UTC)
    manifest = Manifest(name, base, "0.1.0", "00", built.date(), built, 1, 1, 1, {}, (entry,))
    (folder / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    return Release.open(folder)


def test_without_a_build_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFault, match="yrkesgraf build"):
        Releases(tmp_path).current()


def test_switching_names_the_release_served(tmp_path: Path) -> None:
    make(tmp_path, "one")
    make(tmp_path, "two", minute=1)

    releases = Releases(tmp_path)
    releases.switch("one")

    assert releases.current().id == "one"
    assert [release.id for release in releases.list()] == ["one", "two"]


@pytest.mark.parametrize("name", ["three", "..", "", "current", "one/../one"])
def test_switching_to_what_is_no_release_leaves_the_current_one(tmp_path: Path, name: str) -> None:
    make(tmp_path, "one")
    releases = Releases(tmp_path)
    releases.switch("one")

    with pytest.raises(ReleaseFault, match="the releases are: one"):
        releases.switch(name)
    assert releases.current_id() == "one"


def test_a_running_reader_gets_the_new_release_and_keeps_the_old_one_usable(tmp_path: Path) -> None:
    make(tmp_path, "one")
    make(tmp_path, "two", minute=1)
    releases = Releases(tmp_path)
    releases.switch("one")
    world = CurrentRelease(releases)
    before = world.get()

    releases.switch("two")
    after = world.get()

    query = "SELECT ?name { ?s <http://purl.org/dc/terms/identifier> ?name }"
    assert [before.store.rows(query)[0]["name"].value, after.store.rows(query)[0]["name"].value] == ["one", "two"]
    assert world.get() is after


def test_a_changed_file_is_seen(tmp_path: Path) -> None:
    release = make(tmp_path, "one")
    (release.folder / "file.txt").write_text("eno")

    assert release.broken_files() == ["file.txt"]


def test_a_manifest_of_another_kind_is_told(tmp_path: Path) -> None:
    release = make(tmp_path, "one")
    (release.folder / "manifest.json").write_text('{"id": 1}')

    with pytest.raises(ReleaseFault, match="not a manifest"):
        Release.open(release.folder)


OTHER = "http://localhost:8001/"


def test_a_manifest_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()

    with pytest.raises(ReleaseFault, match=r"manifest.json: cannot be read \(Is a directory\)"):
        Release.open(tmp_path)


def test_each_base_has_its_own_current_release(tmp_path: Path) -> None:
    make(tmp_path, "one")
    make(tmp_path, "other", base=OTHER)
    releases = Releases(tmp_path)
    releases.switch("one")
    world = CurrentRelease(releases)
    releases.switch("other")

    assert world.get().id == "one"
    assert [releases.current(base).id for base in ("", BASE, OTHER)] == ["other", "one", "other"]
    assert CurrentRelease(releases, BASE).get().id == "one"
    make(tmp_path, "two")
    releases.switch("two")
    assert world.get().id == "two"


def test_a_folder_with_one_link_alone_serves_nothing_of_another_base(tmp_path: Path) -> None:
    make(tmp_path, "one")
    make(tmp_path, "other", base=OTHER)
    (tmp_path / "current").symlink_to("one")
    releases = Releases(tmp_path)
    world = CurrentRelease(releases)
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("other")

    assert world.get().id == "one"
    with pytest.raises(ReleaseFault, match="no release has the base http://localhost:8000/; `yrkesgraf build --base"):
        releases.current(BASE)


def damage(home: Path, how: str) -> None:
    """Make the links of *home* point to a release that cannot be served."""
    make(home, "bad")
    Releases(home).switch("bad")
    if how == "dangling":
        shutil.rmtree(home / "bad")
    elif how == "no manifest":
        (home / "bad" / "manifest.json").write_text("{")
    elif how == "no store":
        shutil.rmtree(home / "bad" / "store")
    else:
        for link in home.glob("current*"):
            link.unlink()
            link.mkdir()


@pytest.mark.parametrize("how", ["dangling", "no manifest", "no store", "no link"])
def test_a_link_to_nothing_good_leaves_the_release_that_is_served(
    tmp_path: Path, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    make(tmp_path, "good")
    releases = Releases(tmp_path)
    releases.switch("good")
    world = CurrentRelease(releases)
    damage(tmp_path, how)

    assert [world.get().id for _ in range(3)] == ["good"] * 3
    assert len(caplog.records) == 1
    assert caplog.records[0].getMessage().startswith(f"still serving good: {tmp_path}")
    with pytest.raises(ReleaseFault, match=str(tmp_path)):
        CurrentRelease(releases)


def test_a_name_may_be_given_by_its_beginning(tmp_path: Path) -> None:
    make(tmp_path, "2026-one")
    make(tmp_path, "2026-other", base=OTHER)
    releases = Releases(tmp_path)

    assert releases.switch("2026-on").id == "2026-one"
    assert releases.get("2026-other").id == "2026-other"
    with pytest.raises(ReleaseFault, match="2 releases start with '2026-o'"):
        releases.get("2026-o")
