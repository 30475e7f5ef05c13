"""
The words of a text that distinguish it from other texts: those that few texts have.

Words are compared by their first letters, which is close enough for Norwegian endings, and with their language. A word
of one text alone says nothing about another, and a word of many texts little about any.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

# Letters of a stem; shorter words are mostly particles.
_STEM, _SHORTEST = 7, 5
# The most texts with a word, and the most words of a text.
MOST_TEXTS, MOST_WORDS = 25, 40
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")


def stem_words(text: str, language: str) -> set[str]:
    """
    Return the stems of the words in *text*, each with its *language*.

    >>> sorted(stem_words("Sykepleiere pleier de syke på sykehus.", "nb"))
    ['nb:pleier', 'nb:sykehus', 'nb:sykeple']
    """
    return {f"{language}:{word[:_STEM]}" for word in _WORD.findall(text.casefold())}


def choose_words(texts: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """
    Return the telling words of each of *texts*, stems by key: those of at least two and few texts, the rarest first.

    >>> choose_words({"a": {"x", "y"}, "b": {"x", "z"}})
    {'a': {'x'}, 'b': {'x'}}
    """
    count = Counter(word for words in texts.values() for word in words)
    return {
        key: set(
            sorted((word for word in words if 1 < count[word] <= MOST_TEXTS), key=lambda word: (count[word], word))[
                :MOST_WORDS
            ]
        )
        for key, words in texts.items()
    }
