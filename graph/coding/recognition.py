"""Group chances from the names recognised in a title."""

from __future__ import annotations

from collections.abc import Sequence

from .confidence import NO_FEATURES, features
from .evidence.nearest_names import OWN_CODES
from .evidence.recognised import NOT_ENGLISH, English, Recognised
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
