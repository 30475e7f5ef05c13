"""Changes of codes and their names as Klass has them: an old code, a new one, or both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from graph.change_kinds import BY_CHANGE_KEY
from graph.reading.result_rows import Row
from graph.vocab import PREFIXES, YG

from ..languages import Passage, choose_in
from .wording import Wording

CHANGE_COLUMNS = (
    "oldCode", "oldName", "oldShortName", "newCode", "newName", "newShortName", "changeOccurred",
)  # fmt: skip
_NOTATION = PREFIXES["skos"] + "notation"


def _terms(*keys: str) -> frozenset[str]:
    return frozenset(YG + BY_CHANGE_KEY[key].term for key in keys)


_APPEARANCES, _DEPARTURES = _terms("creation", "appearance"), _terms("deletion", "retirement")
_RENAMINGS = _terms("name-change", "renaming")
_RECODINGS = _terms("code-change", "split", "split-off", "merger", "take-over")


class _Side(NamedTuple):
    """A code and its name before or after a change, '' for none."""

    code: str = ""
    name: str = ""


_NOTHING = _Side()


def describe_changes(rows: Sequence[Row], words: Wording) -> Iterator[dict[str, Any]]:
    """
    Yield the changes in *rows*, where those of one change stand together.

    A transfer, a link and a text leave the code and its name as they were, and are left out.
    """
    for _, same in groupby(rows, key=lambda row: row["change"].value):
        group = list(same)
        if (sides := _sides(group, words)) is not None:
            old, new = sides
            yield {
                "oldCode": old.code or None, "oldName": old.name or None, "oldShortName": None,
                "newCode": new.code or None, "newName": new.name or None, "newShortName": None,
                "changeOccurred": group[0]["day"].value,
            }  # fmt: skip


def _sides(group: Sequence[Row], words: Wording) -> tuple[_Side, _Side] | None:
    """Return both sides of the change in the rows *group*, None for one that recodes and renames nothing."""
    row, names = group[0], _names(group, "name")
    kind, code = row["kind"].value, row["code"].value
    if kind in _APPEARANCES:
        return _NOTHING, _Side(code, words.choose(names))
    if kind in _DEPARTURES:
        return _Side(code, words.choose(names)), _NOTHING
    if kind in _RENAMINGS:
        return _renamed(row, names, words)
    return _recoded(group, words.choose(names), words) if kind in _RECODINGS else None


def _recoded(group: Sequence[Row], name: str, words: Wording) -> tuple[_Side, _Side]:
    """Return both sides of a change of code, in place or to a successor."""
    row = group[0]
    if "property" in row and row["property"].value == _NOTATION:
        return _Side(row["old"].value, name), _Side(row["new"].value, name)
    # A successor in another classification has a code that this one never had; a correspondence table leads to it.
    if "newCode" not in row or not row["new"].value.startswith(row["head"].value):
        return _Side(row["code"].value, name), _NOTHING
    return _Side(row["code"].value, name), _Side(row["newCode"].value, words.choose(_names(group, "newName")))


def _renamed(row: Row, names: Mapping[str, str], words: Wording) -> tuple[_Side, _Side] | None:
    """Return both sides of a renaming in the language in which the code is named, None in another language."""
    named = choose_in(names, words.language)
    if named is None or not {"old", "new"} <= row.keys():
        return None
    old, new = (Passage(row[side].value, row[side].language) for side in ("old", "new"))
    if not old.language == new.language == named.language:
        return None
    code = row["code"].value
    return _Side(code, words.write(old)), _Side(code, words.write(new))


def _names(group: Sequence[Row], variable: str) -> dict[str, str]:
    return {row[variable].language: row[variable].value for row in group if variable in row}
