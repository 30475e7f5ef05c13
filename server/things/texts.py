"""Texts on pages: first sentences, and language notices, one for the page and one at each exception."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.search.sentences import split_sentences

from ..languages import LANGUAGE_NAMES, Passage, ReaderLanguage
from ..locales import LOCALES
from ..messages import message

_LONGEST = 220


@dataclass(frozen=True)
class Texts:
    """
    The languages of the texts of a page: ``language`` of the reader, ``main`` of most texts.

    ``note`` is the sentence that states the main language, '' where it is the reader's own or there are no texts.
    """

    language: ReaderLanguage
    main: str
    note: str

    def note_on(self, passage: Passage) -> str:
        """Return the sentence that states the language of *passage*, '' where it is the reader's or the main one."""
        if passage.language in {"", self.language.content, self.main}:
            return ""
        return message("shown_in", self.language.interface, language=name_language(passage.language, self.language))


def describe_texts(spoken: Iterable[str], language: ReaderLanguage) -> Texts:
    """Return the notices for a reader of *language*, given the language of each text."""
    counts = Counter(one for one in spoken if one)
    # A tie is decided for the reader's own language, then alphabetically.
    wanted = language.content
    main = max(sorted(counts), key=lambda one: (counts[one], one == wanted), default=wanted)
    if main == wanted:
        return Texts(language, main, "")
    key = "all_texts_in" if len(counts) == 1 else "most_texts_in"
    return Texts(language, main, message(key, language.interface, language=name_language(main, language)))


def name_language(spoken: str, language: ReaderLanguage) -> str:
    """Return the name of the language *spoken* in *language*; its tag where the CLDR has none."""
    if spoken in LANGUAGE_NAMES:
        return message(f"language_{spoken}", language.interface)
    return str(LOCALES[language.interface].languages.get(spoken, spoken))


def first_sentence(text: str) -> str:
    """
    Return the first sentence of *text*, cut at a word, with an ellipsis, after 220 characters; '' for an empty text.

    >>> first_sentence("En baker lager brød. Hun står tidlig opp.")
    'En baker lager brød.'
    """
    sentence = next(iter(split_sentences(text)), "")
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[: _LONGEST - 1].rpartition(" ")[0].rstrip(",;:") + " …"
