"""Files that the documentation names are there."""

from __future__ import annotations

import re

from tests.paths import ROOT

NAMED = re.compile(r"`((?:graph|server|queries|tests|ontology|deploy|docs)/[\w./-]*\w)(?::\w+)?/?`")


def test_every_file_named_in_the_documentation_is_there() -> None:
    documents = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")] + sorted((ROOT / "docs").glob("*.md"))
    named = [(path.name, found) for path in documents for found in NAMED.findall(path.read_text("utf-8"))]

    assert len(named) > 20
    assert [(document, name) for document, name in named if not (ROOT / name).exists()] == []
