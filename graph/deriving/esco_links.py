"""
Links from occupations to those of ESCO, exact, close, broad and narrow told apart, with calibrated confidence.

A multinomial logistic regression over the ``FEATURES`` of a pair gives the probability of each relation, and of none.
The confidence of a link is the probability that the two are related at all; its relation is the likeliest one.
``graph/data/esco_models.toml`` has the coefficients, and how they were fitted and measured.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .esco_features import FEATURES, EscoFeatures
from .model_coefficients import Model, read_model

PATH = Path(__file__).parents[1] / "data" / "esco_models.toml"
EXACT, CLOSE, BROAD, NARROW = RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
# Features that name the evidence for a link, the strongest first; without any, the group of ISCO-08 is the evidence.
_EQUAL = tuple(map(FEATURES.index, ("main name", "name", "other name")))
_ALIKE = tuple(map(FEATURES.index, ("alike", "alike other")))
_LEAST_ALIKE = 0.25
EQUAL_GROUND, ALIKE_GROUND, GROUP_GROUND = "equal", "alike", "group"


@dataclass(frozen=True, slots=True)
class EscoLink:
    """
    A link from an occupation to one of ESCO.

    ``relation`` is the local name of a SKOS mapping property, ``confidence`` the probability that the two are related
    at all, ``certainty`` that the relation is the right one (both 0 to 1), ``ground`` the kind of evidence.
    """

    occupation: str
    esco: str
    relation: str
    confidence: float
    certainty: float
    ground: str


def read_models(path: Path = PATH) -> Mapping[str, Model]:
    """Return the model of each relation; raises ``ValueError`` where the file was fitted with other features."""
    return {relation: read_model(relation, FEATURES, path) for relation in RELATIONS}


def chances(values: Sequence[float], models: Mapping[str, Model]) -> dict[str, float]:
    """Return the probability of each relation of a pair with these *values* of the ``FEATURES``; the rest is none."""
    powers = {
        relation: math.exp(model.intercept + math.fsum(c * x for c, x in zip(model.coefficients, values, strict=True)))
        for relation, model in models.items()
    }
    total = 1.0 + math.fsum(powers.values())
    return {relation: power / total for relation, power in powers.items()}


def esco_links(features: EscoFeatures, occupations: Iterable[str], least: float) -> list[EscoLink]:
    """
    Return the links of *occupations* with a confidence of at least *least*, in their order, the surest first.

    An exact match is one to one (SKOS makes it transitive): the surest stays exact, the others become close.
    """
    models = read_models()
    found = [link for one in occupations for link in _links_of(features, one, models, least)]
    surest: dict[tuple[str, str], EscoLink] = {}
    for link in sorted(found, key=lambda one: (-one.certainty, one.occupation, one.esco)):
        if link.relation == EXACT and not {("from", link.occupation), ("to", link.esco)} & surest.keys():
            surest["from", link.occupation] = surest["to", link.esco] = link
    kept = set(surest.values())
    return [replace(link, relation=CLOSE) if link.relation == EXACT and link not in kept else link for link in found]


def _links_of(features: EscoFeatures, occupation: str, models: Mapping[str, Model], least: float) -> Iterator[EscoLink]:
    found = []
    for esco, values in features.pairs(occupation).items():
        by_relation = chances(values, models)
        confidence = math.fsum(by_relation.values())
        if confidence >= least:
            relation = max(RELATIONS, key=by_relation.__getitem__)
            found.append(EscoLink(occupation, esco, relation, confidence, by_relation[relation], _ground(values)))
    yield from sorted(found, key=lambda one: (-one.confidence, one.esco))


def _ground(values: Sequence[float]) -> str:
    if any(values[number] for number in _EQUAL):
        return EQUAL_GROUND
    return ALIKE_GROUND if max(values[number] for number in _ALIKE) >= _LEAST_ALIKE else GROUP_GROUND
