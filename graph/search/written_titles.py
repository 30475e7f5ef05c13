"""Parsing of a job title as people write it into the words that identify the job."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .folding import find_words, fold
from .stems import stem
from .words import load_words

_SHARE = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:-|–|til)?\s*(?:\d+(?:[.,]\d+)?)?\s*(?:%|prosent|pst)|\b\d+ ?t(?:imer)?\b(?:/uke)?|\b\d{3,}\b"
)
_DIGIT = re.compile("[0-9]")
_WORD = re.compile("[a-z0-9]+|[()]")
# Separators between two titles, or between a title and other text; brackets hold a field, not a title.
_BETWEEN = re.compile(
    r"([/|,;:\[\]]|\s[-–—]\s|\s(?:at|in|for|søkes|søkjast|til|i|ved|hos|og|eller|and|or)\s)(?![^()]*\))",
    re.IGNORECASE,
)
# The part after one of these belongs to the job before it.
_OF = frozenset(("at", "in", "for", "til", "i", "ved", "hos"))
_LONGEST, _MOST_PARTS = 200, 4
_SHORT = 3
# A title is read by the rules and by the features of names, shortly after one another.
_REMEMBERED = 1000
_FIELD, _PLACE = 0.55, 0.4
# The tokens after the last word of the job.
_LAST: tuple[list[str], ...] = ([], ["("], [")"])


class WrittenTitle(NamedTuple):
    """
    A parsed title: its folded text, and the words that identify the job as (word, stem, share).

    A share (0 to 1) is the weight of a word: 1 for the job, less for a field in brackets or a workplace. ``tells`` is
    false where no word identifies a job; ``words`` then holds all of them.
    """

    folded: str
    words: tuple[tuple[str, str, float], ...]
    tells: bool = True

    @property
    def telling(self) -> list[str]:
        """The words that identify the job."""
        return [word for word, _, _ in self.words]

    @property
    def is_apart(self) -> bool:
        """Whether a word stands behind a preposition: "assistent for lege" is no "assistentlege"."""
        return len(self.words) > 1 and any(share == _PLACE for _, _, share in self.words)

    @property
    def key(self) -> str:
        """The words that identify the job joined without blanks, equal for titles that differ in hyphens and blanks."""
        return "".join(self.telling)

    @property
    def set_key(self) -> str:
        """The sorted stems, equal for titles that differ in word order and endings."""
        return " ".join(sorted({stem for _, stem, _ in self.words}))


@lru_cache(maxsize=_REMEMBERED)
def read_title(text: str, *, advertised: bool = True) -> WrittenTitle:
    """
    Return *text* parsed; of an *advertised* title, words added by advertisements are dropped unless no word remains.

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
            shares.append((word, 1.0))  # the usual case
            continue
        if word in "()":
            in_brackets = word == "("
            continue
        if waiting:
            # One word with the abbreviation before it.
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
    """Return whether the abbreviation at *number* forms one word with the next; digits do so only at the start."""
    after = said[number + 1] if number + 1 < len(said) else ""
    return after.isalpha() and len(after) > _SHORT and (number == 0 or not said[number].isdigit())


class Part(NamedTuple):
    """A part of a title that may be a title by itself, and the separator before it ('' for the first)."""

    text: str
    joint: str = ""

    @property
    def is_of(self) -> bool:
        """Whether the part belongs to the job before it, as "lege" does in "assistent for lege"."""
        return self.joint in _OF


def part_title(text: str) -> list[Part]:
    """
    Return the parts of *text* that may be titles by themselves; [] where it has only one part.

    >>> [(part.text, part.joint) for part in part_title("Tømrer/snekker i Oslo")]
    [('Tømrer', ''), ('snekker', '/'), ('Oslo', 'i')]
    """
    texts = _BETWEEN.split(text[:_LONGEST])
    if len(texts) == 1:
        return []
    joints = ["", *(joint.strip().lower() for joint in texts[1::2])]
    parts = [Part(one.strip(), joint) for one, joint in zip(texts[::2], joints, strict=True) if one.strip()]
    return parts[:_MOST_PARTS] if len(parts) > 1 else []


def split_title(text: str) -> list[str]:
    """
    Return the texts of the parts of *text*; [] where it has only one part.

    >>> split_title("Tømrer/snekker - Oslo")
    ['Tømrer', 'snekker', 'Oslo']
    """
    return [part.text for part in part_title(text)]
