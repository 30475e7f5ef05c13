"""
The major group that the head of a title speaks for: a leader is of the first, a helper of the ninth.

The major groups are the same in STYRK-98 and STYRK-08. Endings of the head stand in for a head that no name has:
"campingplassbestyrer" ends as "bestyrer" does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from .name_features import find_head, name_features
from .nearest_names import CodedName

_ENDINGS = (4, 5, 6, 7)
# So many names of the next shorter ending count as much as those of the ending itself.
_SHORTER = 2.0
_FEWEST = 2
_WHOLE = "^"
Shares = Mapping[str, float]


class HeadRanks:
    """The *shares* of the major groups (first digits) by head or its ending; '' has those of all names."""

    def __init__(self, shares: Mapping[str, Shares]) -> None:
        self._shares = shares

    def find(self, head: str) -> Shares:
        """Return the shares of the major groups of titles with this *head* (a stem), by the longest known ending."""
        return self.first([*reversed(_keys(head)), ""])

    def first(self, keys: Iterable[str]) -> Shares:
        """Return the shares of the first of *keys* that has any."""
        return next((found for key in keys if (found := self._shares.get(key)) is not None), {})

    def table(self) -> bytes:
        """Return the table to store; ``read_ranks`` takes it back."""
        return msgspec.json.encode(self._shares)


def count_ranks(names: Iterable[CodedName]) -> HeadRanks:
    """Return the ranks of the heads of *names* by their codes."""
    counts: dict[str, dict[str, float]] = {"": {}}
    for name in names:
        codes = [(code, share) for of_kind in name.codes.values() for code, share in of_kind.items()]
        for key in ("", *_keys(find_head(name_features(name.text)))):
            held = counts.setdefault(key, {})
            for code, share in codes:
                held[code[0]] = held.get(code[0], 0.0) + share
    every = sum(counts[""].values()) or 1.0
    shares: dict[str, dict[str, float]] = {"": {digit: count / every for digit, count in sorted(counts[""].items())}}
    # A shorter ending is a key before any longer one, so the shares it passes on are there.
    for key in sorted(counts, key=len)[1:]:
        held = counts[key]
        if (whole := sum(held.values())) >= _FEWEST:
            above = HeadRanks(shares).first(_shorter(key))
            shares[key] = {
                digit: round((held.get(digit, 0.0) + _SHORTER * share) / (whole + _SHORTER), 4)
                for digit, share in above.items()
            }
    return HeadRanks(shares)


def read_ranks(table: bytes) -> HeadRanks:
    """Return the ranks of *table*."""
    return HeadRanks(msgspec.json.decode(table, type=dict[str, dict[str, float]]))


def _keys(head: str) -> list[str]:
    """Return the endings of *head* and all of it, the shortest first."""
    return [*(head[-length:] for length in _ENDINGS if length < len(head)), *([f"{_WHOLE}{head}"] if head else [])]


def _shorter(key: str) -> list[str]:
    """Return the keys of the endings that a key itself ends in, the longest first, and that of all names."""
    ending = key.removeprefix(_WHOLE)
    return [*(ending[-length:] for length in reversed(_ENDINGS) if length < len(ending)), ""]
