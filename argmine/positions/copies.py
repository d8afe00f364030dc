"""Wire copies: documents that print one text, told by what their claims share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from argmine.positions.neighbours import Indices
from argmine.positions.shingles import Shingles, sharing
from argmine.schema import Claim

Codes = NDArray[np.uint64]

# Candidates are documents that share so many of a sample of shingles, one in four (Broder 1997, "On the
# resemblance and containment of documents").
_SAMPLE_BITS = 2
_CANDIDATE = 2
# Copies have these shares of the smaller document's shingles in common, of all and of those in the reporter's own
# words, and at least so many of these: two reporters can quote one speech but do not retell it in the same words,
# and an outlet's standing text fills no article. (Of 2,080 news articles: a story cut and updated elsewhere has 0.49
# and 0.36 in common, a follow-up that repeats the background of its first story 0.24 and 0.38.)
SHARE = 0.4
OWN_SHARE = 1 / 3
OWN_SHARED = 24
# Documents that are little but quotes have more in common.
QUOTED_SHARE = 0.8
QUOTED_SHARED = 60


def copied(claims: Sequence[Claim], shingles: Shingles) -> Indices:
    """Return for each claim the number of its text: one number for all documents that are copies of each other.

    `claims` stand in reading order and `shingles` are those of their words. A copy may be cut, updated or printed
    under another headline.
    """
    from scipy import sparse

    _, documents = np.unique([claim.document for claim in claims], return_inverse=True)
    count = int(documents.max(initial=-1)) + 1
    own = np.array([claim.kind != "direct" for claim in claims], dtype=bool)
    owners = documents[shingles.rows]
    pairs = _candidates(shingles.codes, owners)
    every = _sets(shingles.codes, owners, count)
    told = own[shingles.rows]
    retold = _sets(shingles.codes[told], owners[told], count)
    linked = np.array([pair for pair in pairs if _copies(every, retold, *pair)], dtype=np.int64).reshape(-1, 2)
    graph = sparse.coo_array((np.ones(len(linked), dtype=bool), (linked[:, 0], linked[:, 1])), shape=(count, count))
    _, texts = sparse.csgraph.connected_components(graph, directed=False)
    return np.asarray(texts[documents], dtype=np.int64)


def _candidates(codes: Codes, owners: Indices) -> list[list[int]]:
    sampled = codes >> np.uint64(64 - _SAMPLE_BITS) == 0
    pairs, shared = np.unique(sharing(codes[sampled], owners[sampled], before=2), axis=0, return_counts=True)
    found: list[list[int]] = pairs[shared >= _CANDIDATE].tolist()
    return found


def _sets(codes: Codes, owners: Indices, count: int) -> list[Codes]:
    """Return the different codes of each document, sorted."""
    order = np.lexsort((codes, owners))
    bounds = np.searchsorted(owners[order], np.arange(1, count))
    return [np.unique(part) for part in np.split(codes[order], bounds)]


def _copies(every: Sequence[Codes], own: Sequence[Codes], one: int, other: int) -> bool:
    shared, share = _shared(every[one], every[other])
    if min(len(own[one]), len(own[other])) < OWN_SHARED:
        return shared >= QUOTED_SHARED and share >= QUOTED_SHARE
    retold, retold_share = _shared(own[one], own[other])
    return retold >= OWN_SHARED and share >= SHARE and retold_share >= OWN_SHARE


def _shared(one: Codes, other: Codes) -> tuple[int, float]:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared, shared / max(1, min(len(one), len(other)))
