"""
The bundled front end: file names by the manifest, and a year in browser caches.

``server/frontend/bundle.py`` writes the manifest. Without one, pages have no scripts and still work.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, current_app, request, send_from_directory
from markupsafe import Markup, escape

from .compression import GZIP, accepts_gzip
from .headers import never_expires

FOLDER = "built"
_YEAR = 31_536_000


def register(app: Flask) -> None:
    """Give the templates of *app* the functions ``script`` and ``bundled``, and add the route of bundled files."""
    files = read_manifest(Path(app.static_folder or "") / FOLDER / "manifest.json")

    def script(name: str) -> Markup:
        if name not in files:
            return Markup("")
        return Markup('<script type="module" src="{}"></script>').format(_address(files[name]))

    def bundled(name: str) -> str:
        return _address(files[name]) if name in files else ""

    app.jinja_env.globals.update(script=script, bundled=bundled)
    app.add_url_rule(f"/static/{FOLDER}/<name>", view_func=bundled_file)


def read_manifest(path: Path) -> Mapping[str, str]:
    """Return the file name of each bundled script and style sheet; an empty mapping without a manifest."""
    if not path.is_file():
        return {}
    files: Mapping[str, str] = json.loads(path.read_text("utf-8"))["files"]
    return files


def bundled_file(name: str) -> Response:
    """Return a bundled file, compressed where the client accepts gzip; its name holds a digest, so it is immutable."""
    folder = Path(current_app.static_folder or "") / FOLDER
    packed = f"{name}.gz"
    # A name may be longer than the file system asks about.
    has_packed = packed in (path.name for path in folder.glob("*.gz"))
    is_packed = has_packed and accepts_gzip(request.headers.get("Accept-Encoding", ""))
    response = send_from_directory(
        folder, packed if is_packed else name, mimetype=mimetypes.guess_type(name)[0], max_age=_YEAR
    )
    if is_packed:
        response.content_encoding = GZIP
    return never_expires(response)


def _address(file: str) -> str:
    return f"/static/{FOLDER}/{escape(file)}"
