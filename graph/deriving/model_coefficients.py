"""Coefficients of the models in ``graph/data/title_models.toml``, which a bench command fits and writes."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

PATH = Path(__file__).parents[1] / "data" / "title_models.toml"


@dataclass(frozen=True, slots=True)
class Model:
    """
    A fitted model: a coefficient for each feature, in their order, the intercept, and the most a probability can be.

    ``ceiling`` is how often the right answer is among the candidates at all.
    """

    coefficients: tuple[float, ...]
    intercept: float
    ceiling: float


class _Table(msgspec.Struct, frozen=True):
    coefficients: dict[str, float]
    intercept: float = 0.0
    ceiling: float = 1.0


@cache
def _tables(path: Path) -> dict[str, dict[str, object]]:
    return tomllib.loads(path.read_text("utf-8"))


def read_model(key: str, features: Sequence[str], path: Path = PATH) -> Model:
    """
    Return the model *key* with its coefficients in the order of *features*.

    Raises ``ValueError`` where the file has other features than the code: the model must then be fitted again.
    """
    table = msgspec.convert(_tables(path)[key], _Table)
    coefficients = table.coefficients
    if set(coefficients) != set(features):
        raise ValueError(f"{path.name}: the model {key} was fitted with other features; fit it again")
    return Model(tuple(coefficients[name] for name in features), table.intercept, table.ceiling)
