"""Releases are listed, switched and swapped without a moment in between."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest

from graph.errors import ReleaseFault
from graph.release import CurrentRelease, FileEntry, Manifest, Release, Releases, digest_file

BASE = "http://localhost:8000/"


def make(home: Path, name: str, minute: int = 0) -> Release:
    """Write a release of one triple that names itself."""
    folder = home / name
    folder.mkdir(parents=True)
    store = ox.Store(str(folder / "store"))
    store.update(f'INSERT DATA {{ <{BASE}id/release/x> <http://purl.org/dc/terms/identifier> "{name}" }}')
    store.flush()
    del store
    (folder / "file.txt").write_text(name)
    entry = FileEntry("file.txt", len(name), digest_file(folder / "file.txt"))
    built = datetime.datetime(2026, 11, 23, 12, minute, tzinfo=datetime.UTC)
    manifest = Manifest(name, BASE, "0.1.0", "00", built.date(), built, 1, 1, 1, {}, (entry,))
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

    with pytest.raises(ReleaseFault, match="there are: one"):
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
