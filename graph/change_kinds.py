"""Tables of the kinds of changes between two releases, of grounds for successors, and of the columns of changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """
    A kind of change.

    ``key`` is its name in tables, addresses and parameters, ``term`` that of its individual in the ontology, and
    ``words`` are its labels by language. ``item`` is the change type of XKOS-AP-NO, which items of classifications
    have, '' for a kind of all other resources.
    """

    key: str
    term: str
    words: Mapping[str, str]
    item: str = ""


# Kinds of resources whose changes are not recorded: parts of others, and records of the build.
SILENT_KINDS = frozenset((
    "mapping", "related", "reason", "coverage", "query", "graph", "rule", "check", "finding", "release", "catalogue",
    "dataset", "service", "level", "review", "statistics", "change",
))  # fmt: skip

# The types of XKOS-AP-NO are those of the Neuchâtel model of classifications (version 2.1, appendix 3).
CHANGE_KINDS = (
    ChangeKind("creation", "creation", {"nb": "oppretting", "nn": "oppretting", "en": "creation"}, "ItemCreation"),
    ChangeKind("deletion", "deletion", {"nb": "sletting", "nn": "sletting", "en": "deletion"}, "ItemDeletion"),
    ChangeKind(
        "name-change", "nameChange", {"nb": "navneendring", "nn": "namneendring", "en": "name change"}, "NameChange"
    ),
    ChangeKind(
        "code-change", "codeChange", {"nb": "kodeendring", "nn": "kodeendring", "en": "code change"}, "CodeChange"
    ),
    ChangeKind("split", "split", {"nb": "oppsplitting", "nn": "oppsplitting", "en": "split"}, "ItemBreakdown"),
    ChangeKind("split-off", "splitOff", {"nb": "avspalting", "nn": "avspalting", "en": "split-off"}, "ItemSplitOff"),
    ChangeKind("merger", "merger", {"nb": "sammenslåing", "nn": "samanslåing", "en": "merger"}, "ItemMerging"),
    ChangeKind("take-over", "takeOver", {"nb": "overtakelse", "nn": "overtaking", "en": "take-over"}, "ItemTakeOver"),
    ChangeKind("transfer", "transfer", {"nb": "overføring", "nn": "overføring", "en": "transfer"}, "NotationTransfer"),
    ChangeKind("appearance", "appearance", {"nb": "ny", "nn": "ny", "en": "new"}),
    ChangeKind("retirement", "retirement", {"nb": "utgått", "nn": "utgått", "en": "retired"}),
    ChangeKind("renaming", "renaming", {"nb": "nytt navn", "nn": "nytt namn", "en": "renamed"}),
    ChangeKind("link-gained", "linkGained", {"nb": "ny lenke", "nn": "ny lenkje", "en": "link gained"}),
    ChangeKind("link-lost", "linkLost", {"nb": "lenke borte", "nn": "lenkje borte", "en": "link lost"}),
    ChangeKind("text-changed", "textChanged", {"nb": "endret tekst", "nn": "endra tekst", "en": "text changed"}),
    ChangeKind("figure-revised", "figureRevised", {"nb": "nytt tall", "nn": "nytt tal", "en": "figure revised"}),
    ChangeKind("first-values", "firstValues", {"nb": "første verdier", "nn": "første verdiar", "en": "first values"}),
    ChangeKind(
        "source-renewed", "sourceRenewed", {"nb": "fornyet kilde", "nn": "fornya kjelde", "en": "source renewed"}
    ),
)
# The terms of the grounds on which a retired resource has a successor, by key.
GROUND_TERMS = {
    "stated": "statedReplacement",
    "same-identifier": "sameIdentifier",
    "crosswalk": "crosswalkReplacement",
    "same-codes": "sameCodes",
    "same-name": "sameName",
}
CHANGE_COLUMNS = (
    "kind", "thing", "property", "old", "new", "language", "from_release", "to_release", "source", "ground",
)  # fmt: skip
CHANGE_KEYS = tuple(kind.key for kind in CHANGE_KINDS)
BY_CHANGE_KEY = {kind.key: kind for kind in CHANGE_KINDS}
