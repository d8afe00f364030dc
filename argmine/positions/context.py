"""What is talked about around a claim: the claims near it in its document, the nearer the more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from argmine.schema import Claim

# A claim whose middle lies d characters away counts exp(-d / REACH); the six nearest on each side are looked at.
REACH = 300.0
_NEIGHBOURS = 6


def context_weights(claims: Sequence[Claim]) -> sparse.csr_array:
    """Return how much each claim (column) counts for each other (row), shape (claims, claims).

    `claims` must be sorted by document and offset.
    """
    total = len(claims)
    middles = np.array([(claim.start + claim.end) / 2 for claim in claims], dtype=np.float64)
    _, documents = np.unique([claim.document for claim in claims], return_inverse=True)
    weights = sparse.csr_array((total, total), dtype=np.float64)
    for step in range(1, min(_NEIGHBOURS, total - 1) + 1):
        gaps = np.abs(middles[step:] - middles[:-step])
        near = np.where(documents[step:] == documents[:-step], np.exp(-gaps / REACH), 0.0)
        weights = weights + sparse.diags_array([near, near], offsets=[step, -step], shape=(total, total))
    return sparse.csr_array(weights)
