"""A server says whether it lives, and whether it can answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from graph.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.settings import Settings
from server.world import EXTENSION


@pytest.fixture
def site(bundled: Release, tmp_path: Path) -> Iterator[Flask]:
    shutil.copytree(bundled.folder, tmp_path / bundled.id)
    Releases(tmp_path).switch(bundled.id)
    settings = Settings(home=tmp_path, executors=1)
    app = create_app(CurrentRelease(Releases(tmp_path)), settings)
    yield app
    app.extensions[EXTENSION].executors.close()


def test_one_that_can_answer_is_ready_and_says_which_release(site: Flask, bundled: Release) -> None:
    ready = site.test_client().get("/readyz")

    assert (ready.status_code, ready.text) == (200, f"ok {bundled.id}\n")
    assert ready.headers["Cache-Control"] == "no-store"


def test_one_without_executors_lives_and_is_not_ready(site: Flask) -> None:
    site.extensions[EXTENSION].executors.close()

    assert site.test_client().get("/healthz").status_code == 200
    ready = site.test_client().get("/readyz")
    assert (ready.status_code, "executor" in ready.text) == (503, True)


def test_one_whose_release_cannot_be_read_lives_and_is_not_ready(site: Flask, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("broken")

    assert site.test_client().get("/healthz").status_code == 200
    ready = site.test_client().get("/readyz")
    assert (ready.status_code, "no release" in ready.text) == (503, True)
