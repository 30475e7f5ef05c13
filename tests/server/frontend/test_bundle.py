"""The front end is bundled when its sources change; a failure keeps the previous bundle."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.paths import ROOT


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The bundle module, over a copy of the front end without its packages."""
    here = tmp_path / "server" / "frontend"
    shutil.copytree(ROOT / "server" / "frontend", here, ignore=shutil.ignore_patterns("node_modules"))
    spec = importlib.util.spec_from_file_location("bundle", here / "bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "argv", ["bundle.py"])
    return module


def build_by_hand(bundle: ModuleType) -> None:
    bundle.BUILT.mkdir(parents=True)
    (bundle.BUILT / "manifest.json").write_text(json.dumps({"digest": bundle.digest_sources(), "files": {}}), "utf-8")


def test_what_is_built_of_the_same_sources_is_not_built_again(
    bundle: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_by_hand(bundle)
    monkeypatch.setenv("PATH", "")

    assert bundle.main() == 0


def test_a_source_that_changes_makes_the_bundle_stale(bundle: ModuleType) -> None:
    build_by_hand(bundle)
    assert bundle.is_fresh()

    (bundle.HERE / "src" / "new.js").write_text("export const one = 1;\n", "utf-8")

    assert not bundle.is_fresh()


def test_where_npm_fails_what_was_there_is_kept_and_said(
    bundle: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    build_by_hand(bundle)
    (bundle.HERE / "src" / "new.js").write_text("export const one = 1;\n", "utf-8")
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\necho no network >&2\nexit 1\n", "utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:/bin:/usr/bin")

    assert bundle.main() == 0
    assert (bundle.BUILT / "manifest.json").is_file()
    said = capfd.readouterr().err
    assert "the previous bundle is kept" in said
    assert "no network" in said


def test_without_npm_and_without_a_bundle_it_says_that_pages_do_without(
    bundle: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")

    assert bundle.main() == 1
    assert "pages work without JavaScript" in capfd.readouterr().err


def test_the_lock_file_names_no_host() -> None:
    text = (ROOT / "server" / "frontend" / "package-lock.json").read_text("utf-8")

    assert "resolved" not in text
