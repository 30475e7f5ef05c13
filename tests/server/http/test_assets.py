"""The bundled front end is found by its manifest, is immutable, and may be missing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from flask import Flask

from server.http import assets


def served(folder: Path, manifest: str | None) -> Flask:
    """Return an application with the bundled files of *folder*."""
    (folder / "built").mkdir(parents=True)
    (folder / "built" / "tree-AB12.js").write_text("1;", "utf-8")
    if manifest:
        (folder / "built" / "manifest.json").write_text(manifest, "utf-8")
    app = Flask("server", static_folder=str(folder), static_url_path="/static")
    assets.register(app)
    return app


def rendered(app: Flask, template: str) -> str:
    return app.jinja_env.from_string(template).render()


def test_a_script_is_named_by_its_digest(tmp_path: Path) -> None:
    app = served(tmp_path, json.dumps({"digest": "0", "files": {"tree.js": "tree-AB12.js"}}))

    assert (
        rendered(app, "{{ script('tree.js') }}") == '<script type="module" src="/static/built/tree-AB12.js"></script>'
    )


@pytest.mark.parametrize("call", ["script('tree.js')", "bundled('editor.css')"])
def test_without_a_bundle_a_page_goes_without(tmp_path: Path, call: str) -> None:
    assert rendered(served(tmp_path, None), "{{ " + call + " }}") == ""


def test_a_bundled_file_may_be_kept_for_ever(tmp_path: Path) -> None:
    client = served(tmp_path, None).test_client()

    with client.get("/static/built/tree-AB12.js") as response:
        kept = response.cache_control

    assert (kept.max_age, kept.immutable, kept.public) == (31_536_000, True, True)
    assert not client.get("/static/built/none.js").cache_control.immutable


def test_a_name_longer_than_any_file_is_not_found(tmp_path: Path) -> None:
    client = served(tmp_path, None).test_client()

    assert client.get(f"/static/built/{'a' * 256}", headers={"Accept-Encoding": "gzip"}).status_code == 404


def test_a_bundled_file_comes_packed_to_who_can_unpack_it(tmp_path: Path) -> None:
    client = served(tmp_path, None).test_client()
    (tmp_path / "built" / "tree-AB12.js.gz").write_bytes(gzip.compress(b"1;"))

    with client.get("/static/built/tree-AB12.js", headers={"Accept-Encoding": "gzip, br"}) as response:
        assert (response.content_encoding, response.mimetype) == ("gzip", "text/javascript")
        assert gzip.decompress(response.data) == b"1;"
    with client.get("/static/built/tree-AB12.js", headers={"Accept-Encoding": "gzip;q=0"}) as response:
        assert response.content_encoding is None
        assert response.data == b"1;"
