"""The precision and recall of the page reader on pages whose lines were assigned to fields by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.bench.pages import LEAST, Score, document, measure, shared_pages


def below(scores: dict[str, Score]) -> dict[str, Score]:
    return {field: score for field, score in scores.items() if min(score.precision, score.recall) < LEAST}


def test_every_field_of_the_seven_pages_is_read_with_precision_and_recall(shared: Callable[[str], Path]) -> None:
    shared("pages/truth.json")

    scores = measure(shared_pages())

    assert sum(score.there for score in scores.values()) > 100
    assert below(scores) == {}


def test_every_field_of_the_document_is_read_with_precision_and_recall(seed: Path) -> None:
    scores = measure(document())

    assert scores["titles"].there == 47
    assert below(scores) == {}
