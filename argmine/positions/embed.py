"""Claims as vectors: what a claim says, and what is talked about around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from argmine.models.embedding import DIMENSIONS, embed
from argmine.schema import Claim

Vectors = NDArray[np.float32]

# Ordinary policy prose about nothing in particular. Its mean vector is what every claim has in common;
# taking it away leaves what a claim is about. (On the claims of policy_news: AUC of "same position" within
# an article 0.58 -> 0.60; dropping function words, idf weights and principal components gave no more.)
_BACKGROUND = (
    "The government should act now to protect people and their families.",
    "The new rule would cost jobs and hurt the economy.",
    "The president has no right to make this decision without Congress.",
    "This plan is good for the country, and we will continue to work on it.",
    "They have failed to do what they said they would do.",
    "It is the responsibility of the states, not of the federal government.",
    "The administration is going too far, and that is wrong.",
    "There is no evidence that this policy would make us safer.",
    "Companies need clear rules that they can follow.",
    "It would be a mistake to let this law expire.",
    "We believe that the court will see that this is legal.",
    "More money is needed to solve this problem in the coming years.",
)
# Claims that stand close together mostly argue the same point (AUC 0.60 -> 0.69 with both figures as below).
CONTEXT_WEIGHT = 0.4
CONTEXT_REACH = 300.0
_NEIGHBOURS = 6
_CHUNK = 8192


def normalised(vectors: Vectors) -> Vectors:
    """Return `vectors` with rows of unit length; rows of zeros stay zeros."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)


@cache
def _background() -> Vectors:
    return np.asarray(embed(_BACKGROUND).mean(axis=0), dtype=np.float32)


def text_vectors(texts: Sequence[str]) -> Vectors:
    """Return one unit vector a text, shape (texts, 256): its meaning less what all policy prose shares."""
    out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        vectors = embed(chunk)
        known = np.linalg.norm(vectors, axis=1, keepdims=True) > 0
        out[start : start + len(chunk)] = normalised(np.where(known, vectors - _background(), 0.0))
    return out


def with_context(vectors: Vectors, claims: Sequence[Claim]) -> Vectors:
    """Return `vectors` with a share of their neighbours' in the same document mixed in.

    `claims` must be sorted by document and offset. A neighbour whose middle lies `d` characters away
    counts ``CONTEXT_WEIGHT * exp(-d / CONTEXT_REACH)``; the six nearest on each side are looked at.
    """
    middles = np.array([(claim.start + claim.end) / 2 for claim in claims], dtype=np.float64)
    _, documents = np.unique([claim.document for claim in claims], return_inverse=True)
    mixed = vectors.copy()
    for step in range(1, min(_NEIGHBOURS, len(claims) - 1) + 1):
        gaps = np.abs(middles[step:] - middles[:-step])
        same = documents[step:] == documents[:-step]
        weights = np.where(same, CONTEXT_WEIGHT * np.exp(-gaps / CONTEXT_REACH), 0.0).astype(np.float32)[:, None]
        mixed[step:] += weights * vectors[:-step]
        mixed[:-step] += weights * vectors[step:]
    return normalised(mixed)
