"""The probes report liveness and readiness."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from graph.reading.manifest import MANIFEST
from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings


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


def test_one_whose_link_leads_nowhere_serves_the_release_it_holds(
    site: Flask, bundled: Release, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for link in tmp_path.glob("current*"):
        link.unlink()
        link.symlink_to("broken")

    answers = [site.test_client().get(path) for path in ("/readyz", "/doc/occupation/lege.ttl", "/", "/readyz")]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[0].text == f"ok {bundled.id}\n"
    assert [record.getMessage() for record in caplog.records] == [
        f"still serving {bundled.id}: {tmp_path}: no release is named 'broken'; the releases are: {bundled.id}"
    ]


@pytest.mark.parametrize("manifest", [None, b"{", b"{}", b"\xff"])
def test_one_whose_next_release_has_no_readable_manifest_serves_the_release_it_holds(
    site: Flask, bundled: Release, tmp_path: Path, caplog: pytest.LogCaptureFixture, manifest: bytes | None
) -> None:
    path = tmp_path / "unreadable" / MANIFEST
    path.parent.mkdir()
    if manifest is None:
        path.mkdir()
    else:
        path.write_bytes(manifest)
    for link in tmp_path.glob("current*"):
        link.unlink()
        link.symlink_to("unreadable")

    answers = [site.test_client().get(path) for path in ("/readyz", "/doc/occupation/lege.ttl", "/dumps", "/timemap/x")]
    (record,) = [one for one in caplog.records if one.getMessage().startswith("still serving")]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    assert answers[0].text == f"ok {bundled.id}\n"
    assert str(path) in record.getMessage()


def test_a_fault_of_ours_does_not_tell_where_our_files_are(site: Flask, bundled: Release, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / bundled.id / "store")

    answer = site.test_client().get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"})

    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert str(tmp_path) not in answer.text
