"""The codes of names in STYRK-98 and STYRK-08, those of one edition reached from those of the other where need be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .nearest_names import OTHER_EDITION, OWN_CODES, CodedName

# A name with a code of one classification alone counts this much for the codes that such names have of the other.
_BY_OTHER = 0.6

Chances = Mapping[str, float]


class BothEditions:
    """The codes that *names* have together, in both directions."""

    def __init__(self, names: Iterable[CodedName]) -> None:
        counts: dict[str, dict[str, dict[str, float]]] = {kind: {} for kind in OWN_CODES}
        for name in names:
            for kind, other in OTHER_EDITION.items():
                for code in name.codes.get(other, {}):
                    held = counts[kind].setdefault(code, {})
                    for one, share in name.codes.get(kind, {}).items():
                        held[one] = held.get(one, 0.0) + share
        self._beside = {
            kind: {code: _shares(held) for code, held in of_kind.items() if held} for kind, of_kind in counts.items()
        }

    def beside(self, kind: str, code: str) -> Chances:
        """Return the shares of the codes of *kind* that names have beside *code* of the other edition; {} for none."""
        return self._beside[kind].get(code, {})

    def codes(self, kind: str, name: CodedName) -> tuple[Chances, float]:
        """Return the codes of *name*, or those beside its code of the other edition, and how much they count (0-1)."""
        if own := name.codes.get(kind):
            return own, 1.0
        found: dict[str, float] = {}
        for code, share in name.codes.get(OTHER_EDITION[kind], {}).items():
            for other, part in self.beside(kind, code).items():
                found[other] = found.get(other, 0.0) + share * part
        return found, _BY_OTHER


def _shares(held: Mapping[str, float]) -> dict[str, float]:
    whole = sum(held.values())
    return {one: count / whole for one, count in held.items()}
