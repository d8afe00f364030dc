"""Key points: the positions of a corpus that is small enough for its claims to be read against each other.

As in key point analysis (Bar-Haim et al. 2020, "From Arguments to Key Points"), claims that read as propositions are
candidates, the pair network says which claims make the point of which candidate, and those that cover most are
taken one after the other. In a corpus of one topic this finds what its topical words, which all claims share, do not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from argmine.positions.embed import Vectors
from argmine.positions.labels import condensed, quality
from argmine.positions.reader import Pair, pair_reader
from argmine.schema import Claim

#: Of so many claims each can be read against its nearest candidates in seconds.
MOST_CLAIMS = 400
# Each claim is read against so many candidates of at least this cosine, and makes the point from this probability on.
_CANDIDATES = 6
_LEAST_COSINE = 0.18
_SAME_POINT = 0.55
# A position needs so many claims, of so many speakers.
_FEWEST = 3
_PARTIES = 2
_SHORTEST, _LONGEST = 6, 28

Rows = NDArray[np.int64]


def key_points(claims: Sequence[Claim], own: Vectors) -> list[Rows]:
    """Return the rows of each position, its candidate first; those that cover most come first."""
    merit = np.array([quality(claim.text) for claim in claims])
    words = np.array([len(claim.text.split()) for claim in claims])
    candidates = np.flatnonzero((merit >= 0) & (words >= _SHORTEST) & (words <= _LONGEST))
    if not len(candidates):
        return []
    made = _made(claims, own, candidates)
    parties = np.unique([c.speaker.id if c.speaker else c.document for c in claims], return_inverse=True)[1]
    free = np.ones(len(claims), dtype=bool)
    found: list[Rows] = []
    while True:
        worth = (made * free[:, None]).sum(axis=0) + merit[candidates]
        worth[[not _enough(made[:, k] > 0, free, parties, row) for k, row in enumerate(candidates.tolist())]] = -np.inf
        best = int(np.argmax(worth))
        if not np.isfinite(worth[best]):
            return found
        others = np.flatnonzero((made[:, best] > 0) & free)
        centre = candidates[best]
        rows = np.concatenate([[centre], others[others != centre]])
        free[rows] = False
        found.append(rows)


def _made(claims: Sequence[Claim], own: Vectors, candidates: Rows) -> NDArray[np.float64]:
    """Return how probable it is that each claim makes the point of each candidate, 0 where it hardly is."""
    cosines = own @ own[candidates].T
    cosines[candidates, np.arange(len(candidates))] = -1.0
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :_CANDIDATES]
    rows = np.repeat(np.arange(len(claims)), nearest.shape[1])
    columns = nearest.ravel()
    near = cosines[rows, columns] >= _LEAST_COSINE
    rows, columns = rows[near], columns[near]
    texts = [condensed(claims[row].text) for row in candidates.tolist()]
    pairs = [Pair(texts[k], claims[i].text) for i, k in zip(rows.tolist(), columns.tolist(), strict=True)]
    readings = pair_reader().read(pairs)
    match = np.array([reading.match for reading in readings])
    probability = 1 / (1 + np.exp(-match))
    made = np.zeros(cosines.shape)
    made[rows, columns] = np.where(probability >= _SAME_POINT, probability, 0.0)
    made[candidates, np.arange(len(candidates))] = 1.0
    return made


def _enough(makes: NDArray[np.bool_], free: NDArray[np.bool_], parties: Rows, centre: int) -> bool:
    rows = makes & free
    return bool(free[centre]) and int(rows.sum()) >= _FEWEST and len(np.unique(parties[rows])) >= _PARTIES
