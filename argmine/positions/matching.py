"""Codebook matching: claims are put on the positions that a project studies.

A claim is held against the few positions that are nearest to it in meaning. The pair network reads both together,
and a logistic regression weighs what it says with how near they are and with what the claims around the claim
bear on.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.codebook import CodebookPosition
from argmine.models import load_linear
from argmine.positions.context import context_weights
from argmine.positions.embed import Vectors, text_vectors, with_context
from argmine.positions.reader import Pair, Reading, pair_reader
from argmine.schema import Claim

MODEL = "matching"
# A claim is read against so many positions.
CANDIDATES = 4
# From here on a claim on its own makes the point of a text.
SAME_POINT = 0.5
_BLOCK = 16384
# Beyond this the network is sure, and no surer.
_SUREST = 6.0

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Match(NamedTuple):
    """A claim (its row) that may bear on a position (its column), how probable that is, and how it was read."""

    claim: int
    position: int
    probability: float
    similarity: float
    reading: Reading


class Candidates(NamedTuple):
    """For each claim (row) its nearest positions, nearest first, with their cosines, alone and with what is around."""

    positions: Ints
    similarity: Floats
    in_context: Floats


def match(claims: Sequence[Claim], own: Vectors, positions: Sequence[CodebookPosition]) -> list[Match]:
    """Return for each claim and each position near it how probable it is that the claim bears on it.

    `claims` must stand in reading order; `own` are their text vectors.
    """
    if not claims or not positions:
        return []
    matches, rows = read_matches(claims, own, positions)
    model = load_linear(MODEL)
    probabilities = model.probabilities(rows)[:, model.classes.index("match")].tolist()
    return [one._replace(probability=probability) for one, probability in zip(matches, probabilities, strict=True)]


def read_matches(
    claims: Sequence[Claim], own: Vectors, positions: Sequence[CodebookPosition]
) -> tuple[list[Match], list[dict[str, float]]]:
    """Return the claims with the positions near them, read but not yet weighed, and the features of each."""
    candidates = nearest_positions(own, with_context(own, claims), positions)
    rows = np.repeat(np.arange(len(claims)), candidates.positions.shape[1]).tolist()
    places, cosines = candidates.positions.ravel().tolist(), candidates.similarity.ravel().tolist()
    pairs = [Pair(positions[place].text, claims[row].text) for row, place in zip(rows, places, strict=True)]
    readings = pair_reader().read(pairs)
    matches = [Match(*one) for one in zip(rows, places, [0.0] * len(rows), cosines, readings, strict=True)]
    return matches, _features(claims, candidates, readings)


def best(matches: Sequence[Match], *, threshold: float) -> list[Match]:
    """Return the most probable match of each claim that has one of at least `threshold`, in the order of the claims."""
    found: dict[int, Match] = {}
    for one in matches:
        if one.probability >= threshold and (one.claim not in found or one.probability > found[one.claim].probability):
            found[one.claim] = one
    return [found[claim] for claim in sorted(found)]


def nearest_positions(own: Vectors, placed: Vectors, positions: Sequence[CodebookPosition]) -> Candidates:
    """Return the `CANDIDATES` nearest positions of each claim; a position is as near as its text or an example.

    `own` are the vectors of the claims, `placed` those with what is around mixed in.
    """
    sentences = [(i, text) for i, position in enumerate(positions) for text in (position.text, *position.examples)]
    known = text_vectors([text for _, text in sentences])
    first = np.flatnonzero(np.diff([i for i, _ in sentences], prepend=-1))
    count = min(CANDIDATES, len(positions))
    parts = []
    for start in range(0, len(own), _BLOCK):
        alone, around = (
            np.maximum.reduceat(vectors[start : start + _BLOCK] @ known.T, first, axis=1) for vectors in (own, placed)
        )
        order = np.argsort(-np.maximum(alone, around), axis=1, kind="stable")[:, :count]
        parts.append((order, np.take_along_axis(alone, order, 1), np.take_along_axis(around, order, 1)))
    return Candidates(*map(np.concatenate, zip(*parts, strict=True)))


def same_point(texts: Sequence[str], claims: Sequence[str]) -> list[float]:
    """Return the probability that each claim, on its own, makes the point of the text it stands beside."""
    readings = pair_reader().read([Pair(text, claim) for text, claim in zip(texts, claims, strict=True)])
    return [1 / (1 + exp(-reading.match)) for reading in readings]


def _features(claims: Sequence[Claim], candidates: Candidates, readings: Sequence[Reading]) -> list[dict[str, float]]:
    """Return the features of each candidate, claim by claim; `readings` stand in the same order."""
    shape = candidates.positions.shape
    scores = np.array(readings, dtype=np.float64).reshape(*shape, len(Reading._fields))
    attack, support, neither, same = np.clip(np.moveaxis(scores, 2, 0), -_SUREST, _SUREST) / _SUREST
    columns = {
        "same point": same,
        "leaning": np.abs(support - attack),
        "neither": neither - np.maximum(support, attack),
        "cosine": candidates.similarity,
        "cosine in context": candidates.in_context,
        "same point around": _around(claims, candidates.positions, same),
        "ahead": same - _best_other(same),
    }
    values = np.stack([column.ravel() for column in columns.values()], axis=1)
    return [dict(zip(columns, row, strict=True)) for row in values.tolist()]


def _around(claims: Sequence[Claim], positions: Ints, same: Floats) -> Floats:
    """Return how much the claims around each claim make the point of each of its candidates, from 0 to 2."""
    rows = np.repeat(np.arange(len(claims)), positions.shape[1])
    said = sparse.csr_array(((same + 1).ravel(), (rows, positions.ravel())), shape=(len(claims), positions.max() + 1))
    weights = context_weights(claims)
    summed = (weights @ said).tocsr()
    found = np.asarray(summed[rows, positions.ravel()]).reshape(positions.shape)
    return np.asarray(found / np.maximum(weights.sum(axis=1), 1.0)[:, None])


def _best_other(scores: Floats) -> Floats:
    """Return for each candidate the highest score of the claim's other candidates."""
    if scores.shape[1] == 1:
        return np.full(scores.shape, -1.0)
    ordered = np.sort(scores, axis=1)
    highest, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(scores == highest, second, highest)
