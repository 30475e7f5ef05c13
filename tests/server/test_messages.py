"""Every word of the interface is there in all its languages, is used somewhere, and every word used is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import server
from server.locales import LOCALES
from server.messages import load_messages, message

LANGUAGES = {"nb", "nn", "en"}
FOLDER = Path(server.__file__).parent
CODE = "\n".join(path.read_text("utf-8") for path in sorted((*FOLDER.rglob("*.py"), *FOLDER.glob("templates/*.html"))))
# Keys made of a prefix and a value of the data: "count_" ~ sum.of in a template, f"limit_{name}" in a module.
PREFIXES = tuple(
    sorted({*re.findall(r'"([a-z]+_)" ?~', CODE), *re.findall(r'f"([a-z]+_)\{', CODE)} - {"yg_"}),
)


EVERY = [(key, language) for key in load_messages() for language in sorted(LANGUAGES)]


def wordings(key: str, language: str) -> dict[str, str]:
    """Return the plural forms of a message in *language*; a single text is ``other``."""
    found = load_messages()[key][language]
    return {"other": found} if isinstance(found, str) else dict(found)


def values_of(words: str) -> set[str]:
    """Return the names of the values in a text."""
    return set(re.findall(r"\{(\w*)\}", words))


PLURALS = [one for one in EVERY if len(wordings(*one)) > 1]


def test_a_message_is_there_in_every_language() -> None:
    incomplete = [key for key, said in load_messages().items() if set(said) != LANGUAGES]
    empty = [
        f"{key}, {language}"
        for key, language in EVERY
        if not all(words.strip() for words in wordings(key, language).values())
    ]

    assert incomplete == []
    assert empty == []


def test_a_message_has_the_same_values_in_every_language() -> None:
    unlike = [
        key
        for key in load_messages()
        if len({frozenset(values_of(wordings(key, language)["other"])) for language in LANGUAGES}) > 1
    ]

    assert unlike == []


def test_plural_forms_are_those_of_the_language() -> None:
    unlike = [one for one in PLURALS if set(wordings(*one)) != LOCALES[one[1]].plural_form.tags | {"other"}]

    assert PLURALS
    assert unlike == []


def test_plural_forms_count_n() -> None:
    counting = [
        "n" in values_of(forms["other"]) and values_of(forms["one"]) | {"n"} == values_of(forms["other"])
        for forms in (wordings(*one) for one in PLURALS)
    ]

    assert [one for one, counts in zip(PLURALS, counting, strict=True) if not counts] == []


def test_every_message_is_used() -> None:
    unused = [key for key in load_messages() if f'"{key}"' not in CODE and not key.startswith(PREFIXES)]

    assert unused == []


def test_every_message_used_is_there() -> None:
    used = set(re.findall(r'\bt\("(\w+)"[,)]', CODE)) | set(re.findall(r'\bmessage\("(\w+)"', CODE))

    assert used - set(load_messages()) == set()


def test_numbers_in_a_message_are_written_as_its_language_has_them() -> None:
    written = [message("programme_years", language, n=6.5) for language in ("nb", "nn", "en")]

    assert written == ["6,5 år", "6,5 år", "6.5 years"]
    assert message("rows", "en", n=12345) == "12,345 rows"


def test_one_of_a_thing_is_not_many() -> None:
    assert [message("months", language, n=1) for language in ("nb", "nn", "en")] == ["1 måned", "1 månad", "1 month"]
    assert message("rows", "nb", n=2) == "2 rader"
    assert [message("programme_years", "en", n=years) for years in (1.0, 1.5)] == ["1 year", "1.5 years"]


def test_a_message_with_plural_forms_needs_a_number() -> None:
    with pytest.raises(TypeError, match="n must be a number, got '3'"):
        message("rows", "nb", n="3")
