"""
Leads to the bundled front end: which file is which, and that browsers may keep it for ever.

``server/frontend/bundle.py`` writes the manifest. Where there is none, pages come without scripts, and work.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, request
from markupsafe import Markup, escape

FOLDER = "built"
_YEAR = 31_536_000


def register(app: Flask) -> None:
    """Give *app*'s templates ``script`` and ``bundled_style``, and its bundled files the longest life there is."""
    files = read_manifest(Path(app.static_folder or "") / FOLDER / "manifest.json")

    def script(name: str) -> Markup:
        if name not in files:
            return Markup("")
        return Markup('<script type="module" src="{}"></script>').format(_address(files[name]))

    def bundled_style(name: str) -> Markup:
        if name not in files:
            return Markup("")
        return Markup('<link rel="stylesheet" href="{}">').format(_address(files[name]))

    app.jinja_env.globals.update(script=script, bundled_style=bundled_style)
    app.after_request(keep_for_ever)


def read_manifest(path: Path) -> Mapping[str, str]:
    """Return the file that each bundled script and style sheet is in, by its name; nothing where none are bundled."""
    if not path.is_file():
        return {}
    files: Mapping[str, str] = json.loads(path.read_text("utf-8"))["files"]
    return files


def keep_for_ever(response: Response) -> Response:
    """Say of a bundled file that it never changes: its name holds a digest of it."""
    if request.path.startswith(f"/static/{FOLDER}/") and response.status_code == 200:
        response.cache_control.public = True
        response.cache_control.max_age = _YEAR
        response.cache_control.immutable = True
    return response


def _address(file: str) -> str:
    return f"/static/{FOLDER}/{escape(file)}"
