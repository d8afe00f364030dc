"""Positions inside one issue: the claims that most others come close to, each with those that do.

As in key point analysis (Bar-Haim et al. 2020, "From Arguments to Key Points"), a position is not the middle of a
cluster but a claim that reads as a proposition of its own; a claim that comes close to none belongs to none.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmine.positions.embed import Vectors
from argmine.positions.neighbours import nearest

# Cosine from which two claims of an issue come close, and from which a claim joins a position that one of its
# neighbours stands on, by the middle of that position's claims.
CLOSE = 0.28
JOINS = 0.3
_NEIGHBOURS = 40
# What a position must be worth: how far its claims go beyond `CLOSE`, in sum, times how well its own claim reads.
_WORTH = 0.02

Rows = NDArray[np.int64]


def cover(vectors: Vectors, merit: NDArray[np.float64], holds: Callable[[Sequence[int]], bool]) -> list[Rows]:
    """Return the positions among the claims with these unit `vectors`, those first that cover most.

    Parameters
    ----------
    vectors, merit
        The claims, and how well each reads as a proposition; one of no merit stands for no position.
    holds
        Whether claims (rows) are enough for a position.
    """
    close = _Close.of(vectors)
    free = np.ones(len(vectors), dtype=bool)
    found: list[Rows] = []
    # The worth of a claim only falls as claims are taken, so that a stale worth is a bound (Minoux 1978).
    heap = [(-close.worth(i, free) * merit[i], i) for i in np.flatnonzero(merit > 0).tolist()]
    heapq.heapify(heap)
    while heap:
        _, centre = heapq.heappop(heap)
        if not free[centre]:
            continue
        worth = close.worth(centre, free) * merit[centre]
        if worth < _WORTH:
            continue
        if heap and worth < -heap[0][0]:
            heapq.heappush(heap, (-worth, centre))
            continue
        rows = [centre, *(row for row in close.around(centre)[0].tolist() if free[row])]
        if holds(rows):
            free[rows] = False
            found.append(np.array(rows, dtype=np.int64))
    return _joined(vectors, close, found)


@dataclass(frozen=True, slots=True)
class _Close:
    """For each claim the neighbours that come close, with the cosines (`starts` says where those of a row begin)."""

    starts: Rows
    others: Rows
    cosines: NDArray[np.float32]

    @classmethod
    def of(cls, vectors: Vectors) -> _Close:
        pairs = nearest(vectors, _NEIGHBOURS)
        cosines = np.einsum("ij,ij->i", vectors[pairs[:, 0]], vectors[pairs[:, 1]])
        near = cosines >= CLOSE
        left, right = pairs[near].T
        ends, others = np.concatenate([left, right]), np.concatenate([right, left])
        order = np.lexsort((others, ends))
        both = np.concatenate([cosines[near], cosines[near]])[order]
        starts = np.searchsorted(ends[order], np.arange(len(vectors) + 1))
        return cls(starts, others[order], both)

    def around(self, row: int) -> tuple[Rows, NDArray[np.float32]]:
        """Return the rows that come close to `row`, and how close."""
        part = slice(self.starts[row], self.starts[row + 1])
        return self.others[part], self.cosines[part]

    def worth(self, row: int, free: NDArray[np.bool_]) -> float:
        """Return how much of what is not yet covered a position of `row` would cover."""
        others, cosines = self.around(row)
        return float(((cosines - CLOSE) * free[others]).sum())


def _joined(vectors: Vectors, close: _Close, stars: Sequence[Rows]) -> list[Rows]:
    """Return `stars` with the claims that come close to one of their claims and to the middle of them all."""
    home = np.full(len(vectors), -1, dtype=np.int64)
    for n, star in enumerate(stars):
        home[star] = n
    middles = np.array([vectors[star].mean(axis=0) for star in stars]).reshape(-1, vectors.shape[1])
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
    joining: list[list[int]] = [[] for _ in stars]
    for row in np.flatnonzero(home < 0).tolist():
        near = np.unique(home[close.around(row)[0]])
        near = near[near >= 0]
        if len(near):
            cosines = middles[near] @ vectors[row]
            best = int(np.argmax(cosines))
            if cosines[best] >= JOINS:
                joining[near[best]].append(row)
    return [
        np.sort(np.concatenate([star, np.array(rows, dtype=np.int64)]))
        for star, rows in zip(stars, joining, strict=True)
    ]
