"""Claims and key points that may match, read from a file in the shape of argkp21."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from argmine.learn.gold import GoldError, numbered_rows
from argmine.positions.matching import same_point

_NEEDED = {"id", "text", "key_point"}


class MatchPair(NamedTuple):
    """A claim and a key point of one side of a debate; `label` is 1, 0 or None (undecided), if it is `labelled`."""

    id: str
    debate: str
    claim: str
    key_point: str
    labelled: bool
    label: int | None


def read_match_pairs(path: Path) -> list[MatchPair]:
    """Read pairs; a `GoldError` names the line that is none."""
    pairs = []
    for number, row in numbered_rows(path):
        if not row.keys() >= _NEEDED:
            raise GoldError(f"{path}:{number}: needs id, text and key_point")
        if row.get("label") not in {None, 0, 1}:
            raise GoldError(f"{path}:{number}: its label is {row['label']!r}, and not 1, 0 or null")
        debate = f"{row.get('topic', '')} {row.get('stance', '')}"
        label = None if row.get("label") is None else int(row["label"])
        pairs.append(MatchPair(str(row["id"]), debate, row["text"], row["key_point"], "label" in row, label))
    return pairs


def score_pairs(pairs: Sequence[MatchPair]) -> list[float]:
    """Return the probability that each claim makes the key point it is paired with."""
    return same_point([pair.key_point for pair in pairs], [pair.claim for pair in pairs])
