"""The kinds of changes between two releases: one line for each, read by every room."""

from __future__ import annotations

from dataclasses import dataclass

XKOSNO = "https://data.norge.no/vocabulary/xkosno#"


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """
    A kind of change.

    ``key`` is its name in tables, addresses and parameters, ``term`` that of its individual in the ontology. ``item``
    is the change type of XKOS-AP-NO, which items of classifications have, '' for a kind of all other resources.
    """

    key: str
    term: str
    item: str = ""


# The types of XKOS-AP-NO are those of the Neuchâtel model of classifications (version 2.1, appendix 3).
CHANGE_KINDS = (
    ChangeKind("creation", "creation", "ItemCreation"),
    ChangeKind("deletion", "deletion", "ItemDeletion"),
    ChangeKind("name-change", "nameChange", "NameChange"),
    ChangeKind("code-change", "codeChange", "CodeChange"),
    ChangeKind("split", "split", "ItemBreakdown"),
    ChangeKind("split-off", "splitOff", "ItemSplitOff"),
    ChangeKind("merger", "merger", "ItemMerging"),
    ChangeKind("take-over", "takeOver", "ItemTakeOver"),
    ChangeKind("transfer", "transfer", "NotationTransfer"),
    ChangeKind("appearance", "appearance"),
    ChangeKind("retirement", "retirement"),
    ChangeKind("renaming", "renaming"),
    ChangeKind("link-gained", "linkGained"),
    ChangeKind("link-lost", "linkLost"),
    ChangeKind("text-changed", "textChanged"),
    ChangeKind("figure-revised", "figureRevised"),
    ChangeKind("source-renewed", "sourceRenewed"),
)
CHANGE_KEYS = tuple(kind.key for kind in CHANGE_KINDS)
BY_CHANGE_KEY = {kind.key: kind for kind in CHANGE_KINDS}
