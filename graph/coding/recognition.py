"""Group chances from the names recognised in a title."""

from __future__ import annotations

from collections.abc import Sequence

from .confidence import NO_FEATURES, features
from .evidence.nearest_names import OWN_CODES
from .evidence.recognised import NOT_ENGLISH, English, NearName, Recognised
from .evidence.ways import OWN_NAME
from .matcher import Candidate
from .routes import Routes


def recognise(
    routes: Routes, candidates: Sequence[Candidate], score: float, english: English = NOT_ENGLISH
) -> Recognised:
    """Return the chances of groups from *candidates*; *score* is the chance that the first is right."""
    chances: dict[str, dict[str, float]] = {kind: {} for kind in OWN_CODES}
    best = [one for one in candidates if one.folded == candidates[0].folded]
    others = [one for one in candidates if one.folded != candidates[0].folded]
    whole = sum(one.likeness**4 for one in others) or 1.0
    shares = [(one, score / len(best)) for one in best]
    shares += [(one, (1 - score) * one.likeness**4 / whole) for one in others]
    for candidate, share in shares:
        for kind, held in chances.items():
            for reached in routes.reach([candidate.known.thing], kind):
                code = reached.thing.code
                held[code] = held.get(code, 0.0) + share * reached.confidence
    how, guess = features(candidates) if candidates else ("", NO_FEATURES)
    return Recognised(chances, score, how, candidates[0].letters if candidates else 0.0, guess, english)


def find_near(
    routes: Routes, candidates: Sequence[Candidate], english: English, groups: Sequence[tuple[str, float]]
) -> NearName | None:
    """Return the near English name that has the first of *groups*; None where the Norwegian name has it, too."""
    if not english.near or not groups or (candidates and candidates[0].how in OWN_NAME):
        return None
    if candidates and _has_group(routes, candidates[0].known.thing, groups[0][0]):
        return None
    return next((near for near in english.near if _has_group(routes, near.thing, groups[0][0])), None)


def _has_group(routes: Routes, thing: int, code: str) -> bool:
    return any(one.thing.code == code for one in routes.reach([thing], "styrk08"))
