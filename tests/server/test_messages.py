"""Every word of the interface is there in all its languages, is used somewhere, and every word used is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import server
from server.messages import load_messages, message

LANGUAGES = {"nb", "nn", "en"}
FOLDER = Path(server.__file__).parent
CODE = "\n".join(path.read_text("utf-8") for path in sorted((*FOLDER.rglob("*.py"), *FOLDER.glob("templates/*.html"))))
# Keys made of a prefix and what the data say: "count_" ~ sum.of in a template, f"limit_{name}" in a module.
PREFIXES = tuple(
    sorted({*re.findall(r'"([a-z]+_)" ?~', CODE), *re.findall(r'f"([a-z]+_)\{', CODE)} - {"yg_"}),
)


@pytest.mark.parametrize("key", load_messages())
def test_a_message_is_there_in_every_language(key: str) -> None:
    assert set(load_messages()[key]) == LANGUAGES
    assert all(words.strip() for words in load_messages()[key].values())


@pytest.mark.parametrize("key", load_messages())
def test_a_message_asks_for_the_same_values_in_every_language(key: str) -> None:
    asked = {frozenset(re.findall(r"\{(\w*)\}", words)) for words in load_messages()[key].values()}

    assert len(asked) == 1


def test_every_message_is_used() -> None:
    unused = [
        key for key in load_messages() if f'"{key.removesuffix("_one")}"' not in CODE and not key.startswith(PREFIXES)
    ]

    assert unused == []


def test_every_message_used_is_there() -> None:
    used = set(re.findall(r'\bt\("(\w+)"[,)]', CODE)) | set(re.findall(r'\bmessage\("(\w+)"', CODE))

    assert used - set(load_messages()) == set()


def test_numbers_in_a_message_are_written_as_its_language_has_them() -> None:
    written = [message("programme_years", language, n=6.5) for language in ("nb", "nn", "en")]

    assert written == ["6,5 år", "6,5 år", "6.5 years"]
    assert message("rows", "en", n=12345) == "12,345 rows"


@pytest.mark.parametrize("key", [key for key in load_messages() if key.endswith("_one")])
def test_a_message_for_one_is_of_a_message_for_many(key: str) -> None:
    assert key.removesuffix("_one") in load_messages()


def test_one_of_a_thing_is_not_many() -> None:
    assert [message("months", language, n=1) for language in ("nb", "nn", "en")] == ["1 måned", "1 månad", "1 month"]
    assert message("rows", "nb", n=2) == "2 rader"
