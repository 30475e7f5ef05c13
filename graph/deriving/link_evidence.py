"""Features of occupations and the links that pages state, read from an assembled graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..reading.query_files import load_folder
from ..reading.result_rows import Row
from ..vocab import YG
from .likeness import WEIGHTS, Features, Pair
from .telling_words import choose_words, stem_words

Ask = Callable[[str], list[Row]]

ON_PAGE = "statedOnPage"
WORDS_OF_TEXTS = "sharesWords"


@dataclass(frozen=True, slots=True)
class StatedLink:
    """A link that a page states: both occupations (IRIs), the kind of reason, and the reason's IRI."""

    origin: str
    target: str
    kind: str
    reason: str

    @property
    def pair(self) -> Pair:
        """The two occupations."""
        return self.origin, self.target


def read_evidence(ask: Ask) -> list[Features]:
    """Return the features of occupations (by IRI) for each kind of reason, in the order of ``WEIGHTS``."""
    found = {kind: Features(kind) for kind in WEIGHTS}
    for row in ask(load_folder("build")["evidence"].text):
        size = int(row["size"].value) if "size" in row else 1
        found[row["kind"].value.removeprefix(YG)].add(row["occupation"].value, row["feature"].value, size)
    for occupation, words in _read_words(ask).items():
        for word in sorted(words):
            found[WORDS_OF_TEXTS].add(occupation, word)
    return list(found.values())


def _read_words(ask: Ask) -> dict[str, set[str]]:
    """Return the telling words of the texts about each occupation (by IRI); none where no source has texts."""
    texts: dict[str, set[str]] = {}
    for row in ask(load_folder("build")["occupation-texts"].text):
        texts.setdefault(row["occupation"].value, set()).update(stem_words(row["text"].value, row["text"].language))
    return choose_words(texts)


def read_stated(ask: Ask) -> list[StatedLink]:
    """Return the links that pages state, and their inverses."""
    return [
        StatedLink(row["from"].value, row["to"].value, row["kind"].value.removeprefix(YG), row["reason"].value)
        for row in ask(load_folder("build")["stated-links"].text)
    ]


def read_names(ask: Ask) -> dict[str, dict[str, str]]:
    """Return the names of every occupation by IRI and language."""
    found: dict[str, dict[str, str]] = {}
    for row in ask(load_folder("shared")["all-occupation-names"].text):
        found.setdefault(row["occupation"].value, {})[row["name"].language] = row["name"].value
    return found
