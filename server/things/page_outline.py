"""The outline of a page: its headings, found in the page itself, so that it lists what is there and nothing else."""

from __future__ import annotations

import re

from flask import Flask
from markupsafe import Markup

_HEADING = re.compile(r'<h2 id="(?P<anchor>[^"]+)"[^>]*>(?P<words>.*?)</h2>', re.DOTALL)
_ASIDE = re.compile(r'\s*<span class="(?:count|tag)">.*?</span>', re.DOTALL)


def register(app: Flask) -> None:
    """Give *app*'s templates ``outline``."""
    app.jinja_env.globals.update(outline=outline)


def outline(body: str) -> list[tuple[str, Markup]]:
    """
    Return the anchor and the words of each second-level heading of *body*, without what it counts or is tagged with.

    >>> outline('<h2 id="a">One <span class="tag">2</span></h2><h2 id="b"><span lang="en">Two</span></h2>')
    [('a', Markup('One')), ('b', Markup('<span lang="en">Two</span>'))]
    """
    return [(one["anchor"], Markup(_ASIDE.sub("", one["words"]).strip())) for one in _HEADING.finditer(body)]  # noqa: S704 - our own page
