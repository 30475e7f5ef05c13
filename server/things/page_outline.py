"""The outline of a page, read from its rendered headings, so that it lists exactly the sections present."""

from __future__ import annotations

import re

from flask import Flask
from markupsafe import Markup

_HEADING = re.compile(r'<h(?P<level>[23]) id="(?P<anchor>[^"]+)"[^>]*>(?P<words>.*?)</h(?P=level)>', re.DOTALL)
_ASIDE = re.compile(r'\s*<span class="(?:count|tag)">.*?</span>', re.DOTALL)


def register(app: Flask) -> None:
    """Add ``outline`` to the template globals of *app*."""
    app.jinja_env.globals.update(outline=outline)


def outline(body: str, level: int = 2) -> list[tuple[str, Markup]]:
    """
    Return the anchor and the text of each heading of *level* (2 or 3) in *body*, without its counts and tags.

    >>> outline('<h2 id="a">One <span class="tag">2</span></h2><h2 id="b"><span lang="en">Two</span></h2>')
    [('a', Markup('One')), ('b', Markup('<span lang="en">Two</span>'))]
    """
    found = (one for one in _HEADING.finditer(body) if one["level"] == str(level))
    return [(one["anchor"], Markup(_ASIDE.sub("", one["words"]).strip())) for one in found]  # noqa: S704 - our own page
