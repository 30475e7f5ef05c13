"""The locales of the interface languages: the CLDR's rules for numbers, dates and plurals, through Babel."""

from __future__ import annotations

from babel import Locale

LOCALES = {"nb": Locale("nb"), "nn": Locale("nn"), "en": Locale("en", "GB")}


def plural_form(number: float, language: str) -> str:
    """
    Return the CLDR plural category of *number*: ``one`` or ``other`` in the languages of the interface.

    >>> plural_form(1, "nb"), plural_form(0, "nb"), plural_form(1.5, "en")
    ('one', 'other', 'other')
    """
    return LOCALES[language].plural_form(number)
