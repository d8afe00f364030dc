"""Shingles: runs of words as numbers, and the rows that share them, found without comparing all pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from argmine.positions.neighbours import Indices
from argmine.positions.words import word_list

LENGTH = 4
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Shingles:
    """A code for each run of `LENGTH` words that has a word of content, and the row that it stands in."""

    codes: NDArray[np.uint64]
    rows: Indices


def shingles(rows: Sequence[Sequence[str]]) -> Shingles:
    """Return the shingles of rows of words."""
    vocabulary: dict[str, int] = {}
    ids = [vocabulary.setdefault(word, len(vocabulary)) for row in rows for word in row]
    function = word_list("function")
    topical = np.array([word not in function for word in vocabulary], dtype=bool)
    words = np.array(ids, dtype=np.int64)
    owners = np.repeat(np.arange(len(rows), dtype=np.int64), [len(row) for row in rows])
    count = max(0, len(words) - LENGTH + 1)
    codes = np.zeros(count, dtype=np.uint64)
    content = np.zeros(count, dtype=bool)
    for step in range(LENGTH):
        codes = (codes ^ (codes >> np.uint64(29))) * _MIX + words[step : step + count].astype(np.uint64)
        content |= topical[words[step : step + count]]
    kept = content & (owners[:count] == owners[len(words) - count :]) if count else content
    return Shingles(codes[kept] * _MIX, owners[:count][kept])


def sharing(codes: NDArray[np.uint64], rows: Indices, *, before: int) -> Indices:
    """Return pairs of rows that share a code, the smaller first, one pair for each code that they share.

    A row is paired with the first row of the code and the `before` rows before it, never with all: a phrase that
    stands in a thousand rows gives some thousand pairs.
    """
    order = np.lexsort((rows, codes))
    codes, rows = codes[order], rows[order]
    new = ~(_same(codes, 1) & _same(rows, 1))
    codes, rows = codes[new], rows[new]
    starts = np.flatnonzero(~_same(codes, 1))
    first = np.repeat(rows[starts], np.diff(starts, append=len(codes)))
    far = np.flatnonzero(_same(codes, before + 1))
    found = [np.stack([first[far], rows[far]], axis=1)]
    for step in range(1, before + 1):
        linked = np.flatnonzero(_same(codes, step))
        found.append(np.stack([rows[linked - step], rows[linked]], axis=1))
    return np.concatenate(found)


def _same(values: NDArray[Any], step: int) -> NDArray[np.bool_]:
    """Return where a value is that of `step` places before."""
    same = np.zeros(len(values), dtype=bool)
    same[step:] = values[step:] == values[:-step]
    return same
