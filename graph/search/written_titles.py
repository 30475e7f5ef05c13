"""Reads a title as it was written into the words that tell what the job is."""

from __future__ import annotations

import re
from typing import NamedTuple

from .folding import find_words, fold
from .stems import stem
from .words import load_words

_SHARE = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:-|–|til)?\s*(?:\d+(?:[.,]\d+)?)?\s*(?:%|prosent|pst)|\b\d+ ?t(?:imer)?\b(?:/uke)?|\b\d{3,}\b"
)
_DIGIT = re.compile("[0-9]")
_WORD = re.compile("[a-z0-9]+|[()]")
# What stands between two titles, or between a title and what is said besides; in brackets is a field and no title.
_BETWEEN = re.compile(
    r"(?:[/|,;:\[\]]|\s[-–—]\s|\s(?:at|in|for|søkes|søkjast|til|i|ved|hos|og|eller|and|or)\s)(?![^()]*\))",
    re.IGNORECASE,
)
_LONGEST, _MOST_PARTS = 200, 4
_SHORT = 3
_FIELD, _PLACE = 0.55, 0.4
# What follows the last word of what one does.
_LAST: tuple[list[str], ...] = ([], ["("], [")"])


class WrittenTitle(NamedTuple):
    """
    A title read: its words folded, and those of them that tell what the job is, each with its stem and its share.

    A share is how much of a word counts: 1 for what one does, less for a field in brackets or where one does it.
    ``tells`` is whether any word does tell of a job: where none does, all of them stand in ``words``.
    """

    folded: str
    words: tuple[tuple[str, str, float], ...]
    tells: bool = True

    @property
    def telling(self) -> list[str]:
        """The telling words by themselves."""
        return [word for word, _, _ in self.words]

    @property
    def key(self) -> str:
        """The telling words in one, by which hyphens and blanks make no difference."""
        return "".join(self.telling)

    @property
    def set_key(self) -> str:
        """The stems, by which order and endings make no difference."""
        return " ".join(sorted({stem for _, stem, _ in self.words}))


def read_title(text: str, *, advertised: bool = True) -> WrittenTitle:
    """
    Read *text*; what advertisements add is left out where it was *advertised*, unless nothing would be left.

    >>> read_title("Erfaren sykepleier søkes, 80 %").telling
    ['sykepleier']
    >>> read_title("Avd.leder (drift)").telling
    ['avdelingsleder', 'drift']
    """
    words = load_words()
    plain = fold(text[:_LONGEST])
    folded = words.write_out(plain)
    has_digits = _DIGIT.search(folded) is not None
    said = _WORD.findall(_SHARE.sub(" ", folded) if advertised and has_digits else folded)
    shares: list[tuple[str, float]] = []
    left_out: list[tuple[str, float]] = []
    in_brackets = after = False
    waiting = ""
    for number, word in enumerate(said):
        if word not in words.special and not waiting and not in_brackets and not after and not has_digits:
            shares.append((word, 1.0))  # as most are
            continue
        if word in "()":
            in_brackets = word == "("
            continue
        if waiting:
            # It is one word with the one before.
            word, waiting = waiting + words.abbreviations.get(word, (word,))[0], ""  # noqa: PLW2901
        elif word in words.joined and _begins_word(said, number):
            waiting = words.joined[word]
            continue
        if advertised and word.isdigit() and (not number or said[number - 1] not in words.before_number):
            continue
        share = _FIELD if in_brackets else _PLACE if after else 1.0
        after = word in words.before_place
        left = left_out if after or (advertised and word in words.of_any_job) else shares
        if word in words.heads and said[number + 1 : number + 2] in _LAST:
            left.append((words.heads[word], share))
        elif word in words.abbreviations:
            left += [(one, share) for one in words.abbreviations[word]]
        else:
            left.append((word, share))
    if waiting:
        shares.append((waiting.removesuffix("s"), 1.0))
    tells = not words.of_no_job.issuperset([word for word, _ in shares])
    told = tuple([(word, stem(word), share) for word, share in shares or left_out])
    return WrittenTitle(" ".join(find_words(plain)), told, tells)


def _begins_word(said: list[str], number: int) -> bool:
    """Return whether the short form at *number* makes one word with the next; a number does so only as the first."""
    after = said[number + 1] if number + 1 < len(said) else ""
    return after.isalpha() and len(after) > _SHORT and (number == 0 or not said[number].isdigit())


def split_title(text: str) -> list[str]:
    """
    Return the parts of *text* that may be titles by themselves, none where it is one.

    >>> split_title("Tømrer/snekker - Oslo")
    ['Tømrer', 'snekker', 'Oslo']
    """
    parts = [part.strip() for part in _BETWEEN.split(text[:_LONGEST]) if part.strip()]
    return parts[:_MOST_PARTS] if len(parts) > 1 else []
