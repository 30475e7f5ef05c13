"""The format of pictures as files."""

from __future__ import annotations

from ..formats import Format

SVG = Format("svg", "image/svg+xml", "SVG")
