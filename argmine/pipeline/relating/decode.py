"""Which pairs are linked: each is judged again, seeing how likely the pairs around it are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from argmine.pipeline.relating.pairs import Floats, Pairs
from argmine.pipeline.relating.units import Units
from argmine.pipeline.relating.weights import RelationWeights, logistic

# Log-odds of a pair that does not exist, and the most extreme of one that does.
_NONE = -4.0
_MOST = 7.0
_BORDER = 2
# What is added to sums of probabilities, so that a share of little is little.
_PRIOR = 0.3


class Link(NamedTuple):
    """A link from the claim at the place `source` to the one at `target`, with its probability.

    `rare` is the probability that it has the rarer label of its scheme: evidence, attack.
    """

    source: int
    target: int
    label: str
    probability: float
    rare: float


def decode(weights: RelationWeights, units: Units, *, threshold: float | None = None) -> list[Link]:
    """Return the links between the claims of one text, in text order.

    Parameters
    ----------
    weights
        Those of the text's scheme.
    units
        Its claims.
    threshold
        The least probability of a link; by default the one at which the weights reached their best F1.
    """
    if len(units) < 2:
        return []
    pairs = Pairs.of(units, weights.window)
    likely = probabilities(weights, units, pairs, logistic(weights.scores(units, pairs)))
    least = float(weights.about["threshold"]) if threshold is None else threshold
    chosen = np.flatnonzero(linked(pairs, likely, least))
    if not len(chosen):
        return []
    pairs, (usual, other) = pairs.chosen(chosen), weights.labels
    least_rare, rare = float(weights.about["rare"]), weights.rare(units, pairs)
    found = zip(pairs.source.tolist(), pairs.target.tolist(), likely[chosen].tolist(), rare.tolist(), strict=True)
    return [Link(source, target, other if r >= least_rare else usual, p, r) for source, target, p, r in found]


def linked(pairs: Pairs, likely: Floats, threshold: float) -> NDArray[np.bool_]:
    """Tell which pairs are linked: those likely enough, but no two claims each for the other."""
    backwards = np.zeros((int(pairs.source.max(initial=0)) + 1, 2 * pairs.window))
    places = pairs.places
    backwards[pairs.source, places] = likely
    reverse = backwards[pairs.target, 2 * pairs.window - 1 - places]
    later = (likely == reverse) & (pairs.steps > 0)
    return np.asarray((likely >= threshold) & (likely >= reverse) & ~later)


def probabilities(weights: RelationWeights, units: Units, pairs: Pairs, alone: Floats) -> Floats:
    """Return the probability of each pair, given that of each `alone`."""
    told = surroundings(units, pairs, alone)
    return logistic(told @ weights.arrays["second"].astype(np.float64) + float(weights.about["second"]))


def surroundings(units: Units, pairs: Pairs, alone: Floats) -> Floats:
    """Return what tells of a pair's neighbours how likely it is, shape (pairs, columns)."""
    steps, size = 2 * pairs.window + 1, len(units) + 2 * _BORDER
    # Probabilities and log-odds by source and step, with a border, so that every pair has neighbours.
    p = np.zeros((size, steps + 2 * _BORDER))
    odds = np.full(p.shape, _NONE)
    rows, columns = pairs.source + _BORDER, pairs.steps + pairs.window + _BORDER
    p[rows, columns] = alone
    odds[rows, columns] = np.clip(np.log(np.clip(alone, 1e-9, 1)) - np.log(np.clip(1 - alone, 1e-9, 1)), -_MOST, _MOST)
    by_target = np.zeros_like(p)
    targets = pairs.target + _BORDER
    by_target[targets, columns] = alone
    out, into = p.sum(axis=1), by_target.sum(axis=1)
    best_out, best_into = np.sort(p, axis=1)[:, -2:], np.sort(by_target, axis=1)[:, -2:]
    first_out, first_into = alone >= best_out[rows, 1], alone >= best_into[targets, 1]
    mirrored = 2 * (pairs.window + _BORDER) - columns
    told = [
        odds[rows, columns],
        odds[targets, mirrored],
        # The neighbours of the source, of the target and of both.
        odds[rows - 1, columns + 1],
        odds[rows + 1, columns - 1],
        odds[rows, columns - 1],
        odds[rows, columns + 1],
        odds[rows - 1, columns],
        odds[rows + 1, columns],
        np.where(first_out, best_out[rows, 0], best_out[rows, 1]),
        np.where(first_into, best_into[targets, 0], best_into[targets, 1]),
        out[rows] - alone,
        into[targets] - alone,
        out[targets],
        into[rows],
        best_out[targets, 1],
        best_into[rows, 1],
        alone / (out[rows] + _PRIOR),
        alone / (into[targets] + _PRIOR),
        first_out,
        first_into,
        units.types[pairs.source],
        units.types[pairs.target],
    ]
    return np.column_stack([*told, _kinds_of_steps(pairs)]).astype(np.float64)


def _kinds_of_steps(pairs: Pairs) -> Floats:
    near = np.clip(np.abs(pairs.steps), 1, 4)[:, None] == np.arange(1, 5)
    ahead = (pairs.steps > 0)[:, None]
    return np.column_stack([near & ahead, near & ~ahead])
