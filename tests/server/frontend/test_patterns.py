"""The editor reads the patterns of a query that is being written: classes, and the subject and predicate at its end."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.paths import ROOT

MODULE = ROOT / "server" / "frontend" / "src" / "patterns.js"
SCRIPT = """
const { readPatterns } = await import(process.argv[1]);
const { classes, subject, predicate } = readPatterns(process.argv[2], { yg: "yg/" });
console.log(JSON.stringify({ classes: Object.fromEntries(classes), subject, predicate }));
"""
OCCUPATION = {"?s": ["yg/Occupation"]}


def read_patterns(text: str) -> dict[str, Any]:
    """Return the answer of ``readPatterns`` about *text*, in which yg: stands for yg/."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    line = [node, "--input-type=module", "--eval", SCRIPT, MODULE.as_uri(), text]
    found: dict[str, Any] = json.loads(subprocess.run(line, capture_output=True, check=True, text=True).stdout)
    return found


@pytest.mark.parametrize(
    "between",
    [
        ".",
        '. FILTER regex(?n, "x")',
        ". FILTER (?n > 1)",
        '. FILTER (langMatches(lang(?n), "en"))',
        '. FILTER yg:matches(?n, "x") .',
        ". BIND (str(?n) AS ?m)",
        ". FILTER NOT EXISTS { ?t a yg:JobTitle }",
        "# a yg:JobTitle\n.",
    ],
)
def test_the_class_of_a_subject_is_known_after(between: str) -> None:
    found = read_patterns(f"SELECT * {{ ?s a yg:Occupation {between} ?s ")

    assert (found["subject"], found["predicate"]) == ("?s", None)
    assert found["classes"]["?s"] == OCCUPATION["?s"]


@pytest.mark.parametrize(
    ("text", "subject", "predicate"),
    [
        ("SELECT * { ?s a yg:Occupation ; ", "?s", None),
        ("SELECT * { ?s a yg:Occupation ; yg:field ", "?s", "yg/field"),
        ("SELECT * { ?s a yg:Occupation . ", None, None),
        ("SELECT * { ?s a yg:Occupation . FILTER EXISTS { ?s yg:field ", "?s", "yg/field"),
    ],
)
def test_the_end_of_the_text_has_its_place(text: str, subject: str | None, predicate: str | None) -> None:
    assert read_patterns(text) == {"classes": OCCUPATION, "subject": subject, "predicate": predicate}
