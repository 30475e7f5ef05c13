"""Texts make occupations alike by words that few texts have, each language by itself."""

from __future__ import annotations

from rdflib.namespace import RDF
from rdflib.term import Literal, URIRef

from graph.deriving.link_evidence import WORDS_OF_TEXTS, read_evidence
from graph.deriving.telling_words import MOST_TEXTS, MOST_WORDS, choose_words
from graph.literals import YG
from graph.vocab import Names, Statement
from graph.workbench import Workbench

NAMES = Names("http://localhost:8000/")


def test_a_word_of_one_text_or_of_many_tells_nothing() -> None:
    texts = {str(number): {"common", f"own {number}"} for number in range(MOST_TEXTS + 1)}
    texts["0"].add("rare")
    texts["1"].add("rare")

    assert {key: words for key, words in choose_words(texts).items() if words} == {"0": {"rare"}, "1": {"rare"}}


def test_of_a_long_text_the_rarest_words_are_kept() -> None:
    words = {f"word {number:03}" for number in range(2 * MOST_WORDS)}
    found = choose_words({"a": words, "b": words, "c": {"word 000"}})

    assert len(found["a"]) == MOST_WORDS
    assert "word 000" not in found["a"]


def test_texts_in_one_language_are_evidence_and_texts_in_two_are_not() -> None:
    bench = Workbench(NAMES.base)
    for key, text, language in (
        ("baker", "Bakeren elter deigen.", "nb"), ("konditor", "Deigen blir til kaker.", "nb"),
        ("kokk", "Deigen blir til brød.", "nn"),
    ):  # fmt: skip
        occupation = URIRef(NAMES.thing("occupation", key))
        triples: list[Statement] = [
            (occupation, RDF.type, YG.Occupation),
            (occupation, YG.tasks, Literal(text, lang=language)),
        ]
        bench.add(f"{NAMES.base}id/graph/{key}", triples)

    words = next(features for features in read_evidence(bench.rows) if features.kind == WORDS_OF_TEXTS)

    assert {iri.rpartition("/")[2]: own for iri, own in words.of.items()} == {
        "baker": {"nb:deigen"}, "konditor": {"nb:deigen"},
    }  # fmt: skip
