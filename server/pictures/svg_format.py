"""The format of pictures as files."""

from __future__ import annotations

from flask import Response

from graph.reading.release import Release

from ..charts.drawing import Drawing
from ..formats import Format
from ..http.responses import text_response
from ..languages import ReaderLanguage

SVG = Format("svg", "image/svg+xml", "SVG")


def svg_response(drawing: Drawing, current: Release, language: ReaderLanguage, caption: str = "") -> Response:
    """Return *drawing* as a file: with its title and *caption* in it, and with absolute links."""
    return text_response(drawing.as_file(current.names.base.rstrip("/"), caption), SVG, current, language)
