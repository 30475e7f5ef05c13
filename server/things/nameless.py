"""Codes of NUS2000 that no source names: they are shown with the nearest code above them that has a name."""

from __future__ import annotations

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release

from ..languages import Passage, ReaderLanguage, choose
from ..messages import message

# The kinds whose codes are the beginnings of longer codes.
KINDS = frozenset(["nus", "nus-field"])
_DERIVED = ("named codes",)


def name_code(release: Release, kind: str, code: str, language: ReaderLanguage) -> Passage:
    """Return the words for a *code* without a name: the named code of its *kind* that it stands under, or the code."""
    if kind in KINDS:
        names = derive(release, _DERIVED, lambda: _read(release))
        for length in range(len(code) - 1, 0, -1):
            if above := choose(names.get((kind, code[:length]), {}), language):
                words = message("code_under", language.interface, name=above.words)
                return Passage(words, language.interface if above.language == language.interface else above.language)
    return Passage(code, "")


def _read(release: Release) -> dict[tuple[str, str], dict[str, str]]:
    """Return the names of named codes by (kind, code) and language."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in release.store.rows(load_folder("pages")["named-codes"].text):
        kind, _ = release.names.split(row["code"].value) or ("", "")
        found.setdefault((kind, row["notation"].value), {})[row["name"].language] = row["name"].value
    return found
