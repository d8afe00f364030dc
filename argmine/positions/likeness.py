"""How much pairs of claims have in common, measured over arrays, so that few pairs need a closer look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from argmine.positions.claim_words import ClaimWords
from argmine.positions.embed import Vectors
from argmine.positions.neighbours import Indices

# What claims that say the same thing have in common at least: words of content, the weight of these, and this share
# of the weight of the lighter claim.
CONTENT = 3
EVIDENCE = 1.1
CONTAINED = 0.4
# Ten imagined claims keep the weights of a single short document from swinging.
_IMAGINED = 10
_CHUNK = 1 << 17


class Measures(NamedTuple):
    """What was measured of two claims before their words are laid side by side.

    `evidence` is the weight of the words of content that they have in common, where one that stands nowhere else
    weighs about 1 and a common one less.
    """

    evidence: float
    cosine: float


def screened(claims: Sequence[ClaimWords], vectors: Vectors, pairs: Indices) -> Iterator[tuple[int, int, Measures]]:
    """Yield those of `pairs` that have enough in common, with what was measured."""
    content, weights = _weighted(claims)
    totals = content @ weights
    for start in range(0, len(pairs), _CHUNK):
        left, right = pairs[start : start + _CHUNK].T
        both = content[left].multiply(content[right]).tocsr()
        evidence = both @ weights
        contained = evidence >= CONTAINED * np.minimum(totals[left], totals[right])
        kept = np.flatnonzero((np.diff(both.indptr) >= CONTENT) & contained & (evidence >= EVIDENCE))
        cosine = np.einsum("ij,ij->i", vectors[left[kept]], vectors[right[kept]])
        columns = (left[kept], right[kept], evidence[kept], cosine)
        for i, j, *measures in zip(*(column.tolist() for column in columns), strict=True):
            yield i, j, Measures(*measures)


def _weighted(claims: Sequence[ClaimWords]) -> tuple[Any, NDArray[np.float64]]:
    """Return which row has which stems of content, and the weight of each: the rarer, the heavier."""
    from scipy import sparse

    columns: dict[str, int] = {}
    entries = [[columns.setdefault(stem, len(columns)) for stem in sorted(claim.content)] for claim in claims]
    ends = np.cumsum([0, *(len(row) for row in entries)])
    flat = np.array([column for row in entries for column in row], dtype=np.int64)
    shape = (len(claims), len(columns))
    content = sparse.csr_array((np.ones(len(flat)), flat, ends), shape=shape)
    frequency = np.bincount(flat, minlength=len(columns))
    total = len(claims) + _IMAGINED
    return content, np.log1p(total / np.maximum(frequency, 1)) / np.log1p(total)
