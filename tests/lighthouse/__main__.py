"""
Measures each kind of page with Lighthouse on Debian's chromium, and prints the four figures of each.

Run with ``make lighthouse``; it builds the bundled release for it. Fails where a figure is under the promised
one. Performance is measured as Lighthouse does by default: a slow telephone on a slow line.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import Releases
from graph.vocab import DEFAULT_BASE
from tests.bench.servers import ours
from tests.paths import SMALL

HERE = Path(__file__).parent
PROMISED = 95
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = (
    "/",
    "/doc/occupation/lege.html",
    "/occupations",
    "/tree/styrk98?at=2221",
    "/compare?occupation=lege,allmennlege",
    "/neighbours/lege",
    "/query",
    "/course/3",
    "/def.html",
)


def measure(address: str, folder: Path) -> dict[str, int]:
    """Return the figures of one page, 0-100 by category; raises CalledProcessError where Lighthouse fails."""
    report = folder / "report.json"
    command = ["npx", "--no-install", "lighthouse", address, "--quiet", "--output=json", f"--output-path={report}"]
    command.append("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    subprocess.run(command, cwd=HERE, env={**os.environ, "CHROME_PATH": chromium}, check=True, timeout=180)
    categories = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES}


def main() -> int:
    """Measure every page of a release made for it; returns 1 where a figure is too low."""
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
    table = Table("page", *CATEGORIES)
    low = False
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "releases"
        build(Order(Releases(home), DEFAULT_BASE, SMALL), Progress(quiet=True))
        with ours(home) as site:
            for page in PAGES:
                figures = measure(site + page, Path(place))
                low = low or min(figures.values()) < PROMISED
                table.add_row(page, *(str(figures[name]) for name in CATEGORIES))
    Console().print(table)
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
