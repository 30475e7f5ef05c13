"""Everyday names of job titles are in one table."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from graph.search.everyday_names import load_called
from graph.search.folding import fold_words
from tests.bench.coding import read_catalogue
from tests.some import some


def test_a_name_is_called_several_things() -> None:
    assert {"vaskedame", "rengjører"} <= set(load_called()["renholder bedrifter"])


def test_nothing_is_empty_and_no_name_is_called_the_same_twice() -> None:
    for said in some(load_called().values()):
        folded = [" ".join(fold_words(one)) for one in said]

        assert all(folded)
        assert len(set(folded)) == len(folded)


def test_a_word_has_its_own_language_and_one_only() -> None:
    called = load_called()
    languages: dict[str, set[str]] = {}
    for said in called.values():
        for word, language in said.items():
            languages.setdefault(word, set()).add(language)

    assert called["sykepleier"]["registered nurse"] == "en"
    assert called["sykepleier"]["nattsykepleier"] == "nb"
    assert languages["systemutviklar"] == {"nn"}
    assert {word: several for word, several in languages.items() if len(several) > 1} == {}
    assert set().union(*languages.values()) == {"nb", "nn", "en"}


def test_every_name_that_is_called_something_besides_is_of_the_catalogue(yrkeskatalog: Path) -> None:
    names = {" ".join(fold_words(name)) for _, name in read_catalogue(yrkeskatalog)}

    assert set(load_called()) - names == set()


def test_nothing_is_called_what_is_a_name_of_the_catalogue(yrkeskatalog: Path) -> None:
    names = {" ".join(fold_words(name)) for _, name in read_catalogue(yrkeskatalog)}
    said = {" ".join(fold_words(one)) for one in chain.from_iterable(load_called().values())}

    assert said & names == set()
