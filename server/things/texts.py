"""Says which language the texts of a page are in: once for most of them, and at each that is in yet another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..languages import LANGUAGE_NAMES, Passage, content_of
from ..messages import message


@dataclass(frozen=True)
class Texts:
    """
    The texts of one page to a reader of ``language``: the language most of them are in, and the sentence that says so.

    ``note`` is '' where most are in the reader's own language, or where there are none.
    """

    language: str
    main: str
    note: str

    def note_on(self, passage: Passage) -> str:
        """Return the sentence that says the language of a text that neither the reader nor most texts have, or ''."""
        if passage.language in {"", content_of(self.language), self.main}:
            return ""
        return message("shown_in", self.language, language=name_language(passage.language, self.language))


def describe_texts(spoken: Iterable[str], language: str) -> Texts:
    """Return what to say about texts in the languages *spoken*, one item a text, to a reader of *language*."""
    counts = Counter(one for one in spoken if one)
    # As many in two languages: the reader's own counts as the main one, then the first in the alphabet.
    wanted = content_of(language)
    main = max(sorted(counts), key=lambda one: (counts[one], one == wanted), default=wanted)
    if main == wanted:
        return Texts(language, main, "")
    key = "all_texts_in" if len(counts) == 1 else "most_texts_in"
    return Texts(language, main, message(key, language, language=name_language(main, language)))


def name_language(spoken: str, language: str) -> str:
    """Return what the language *spoken* is called in *language*; its tag where nobody here speaks it."""
    return message(f"language_{spoken}", language) if spoken in LANGUAGE_NAMES else spoken
