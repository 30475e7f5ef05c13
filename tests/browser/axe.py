"""axe on a page that is open: its script goes there once, and only the rules that are broken come back."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
CONTRAST = "color-contrast"
ONLY_CONTRAST = {"runOnly": {"type": "rule", "values": [CONTRAST]}}
ALL_BUT_CONTRAST = {"rules": {CONTRAST: {"enabled": False}}}
# Whole nodes of violations only: those of all that is well are megabytes a page.
BRIEF = {"resultTypes": ["violations"]}
RUN = "options => axe.run(options).then(found => found.violations.map(one => [one.id, one.nodes[0].html]))"


def faults(page: Page, options: dict[str, Any] | None = None) -> list[list[str]]:
    """Return the rules of axe that *page* breaks, each with its first element."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(SCRIPT)
    found: list[list[str]] = page.evaluate(RUN, BRIEF | (options or {}))
    return found
