"""What is weighed of pairs of claims in training, and how its weights become those that are shipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.pipeline.relating import Pairs, Units
from argmine.pipeline.relating.pairs import Floats
from argmine.pipeline.relating.weights import feature_matrix

# How far a place alone weighs beside the features, each of which is 0 or 1.
_PLACE_SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Places:
    """The groups of steps that share a weight: `groups` (groups, steps) for features, pairs and typed features."""

    features: NDArray[np.bool_]
    dense: NDArray[np.bool_]
    typed: NDArray[np.bool_]

    @classmethod
    def of(cls, window: int) -> Places:
        """Return the groups for claims that stand at most `window` apart."""
        steps = np.array([d for d in range(-window, window + 1) if d])
        everywhere = np.ones((1, len(steps)), dtype=bool)
        ways = np.stack([steps < 0, steps > 0])
        near = np.stack([steps == d for d in (-2, -1, 1, 2)])
        nearest = near[1:3]
        bounds = ((1, 1), (2, 2), (3, 3), (4, 5), (6, window))
        rings = [(np.abs(steps) >= low) & (np.abs(steps) <= high) for low, high in bounds]
        dense = np.stack([ring & way for way in ways for ring in rings])
        return cls(np.vstack([everywhere, ways, near]), np.vstack([everywhere, dense]), np.vstack([ways, nearest]))


def design_matrix(
    texts: Sequence[tuple[Units, Pairs]], features: Mapping[str, int], places: Places, typed: NDArray[np.bool_]
) -> sparse.csr_matrix:
    """Return all that is weighed of each pair: source, target, and what tells of both, in the order of `folded`."""
    matrix = sparse.vstack([feature_matrix(units, features) for units, _ in texts]).tocsr()
    told = matrix[:, typed]
    types = np.vstack([units.types for units, _ in texts])
    begin = np.cumsum([0, *(len(units) for units, _ in texts)])
    source, target = (
        np.concatenate([start + getattr(pairs, name) for (_, pairs), start in zip(texts, begin, strict=False)])
        for name in ("source", "target")
    )
    at = np.concatenate([pairs.places for _, pairs in texts])
    dense = np.vstack([pairs.dense for _, pairs in texts])
    blocks: list[Any] = []
    for here, other in ((source, target), (target, source)):
        blocks += [sparse.diags(group[at].astype(float)) @ matrix[here] for group in places.features]
        for group in places.typed:
            for likely in types.T:
                blocks.append(sparse.diags(group[at] * likely[other]) @ told[here])
    blocks += [sparse.csr_matrix(dense * group[at][:, None]) for group in places.dense]
    steps = sparse.csr_matrix(
        (np.full(len(at), _PLACE_SCALE), (np.arange(len(at)), at)), (len(at), places.dense.shape[1])
    )
    return sparse.hstack([*blocks, steps]).tocsr()


def folded(
    coef: Floats, intercept: float, places: Places, typed: NDArray[np.bool_], types: int
) -> dict[str, NDArray[np.float32]]:
    """Return the weights of `design_matrix` as `RelationWeights` holds them, all groups added up for each step."""
    parts = _Parts(coef)
    count, steps = len(typed), places.features.shape[1]
    arrays = {}
    for name in ("source", "target"):
        whole = np.zeros((count, steps, 1 + types))
        for group in places.features:
            whole[:, group, 0] += parts.take(count)[:, None]
        for group in places.typed:
            for k in range(types):
                at = np.ix_(np.flatnonzero(typed), np.flatnonzero(group), np.array([1 + k]))
                whole[at] += parts.take(int(typed.sum()))[:, None, None]
        arrays[name] = whole.reshape(count, -1).astype(np.float32)
    # What is left but for the steps: the columns of the pairs, once for each group.
    columns = (len(coef) - parts.taken - steps) // len(places.dense)
    pair = np.zeros((steps, columns))
    for group in places.dense:
        pair[group] += parts.take(columns)
    # The last column is 1 for every pair.
    pair[:, -1] += _PLACE_SCALE * parts.take(steps) + intercept
    return {**arrays, "pair": pair.astype(np.float32)}


@dataclass(slots=True)
class _Parts:
    coef: Floats
    taken: int = 0

    def take(self, count: int) -> Floats:
        self.taken += count
        return self.coef[self.taken - count : self.taken]


def label_matrix(features: sparse.csr_matrix, pairs: Pairs) -> sparse.csr_matrix:
    """Return what is weighed of linked pairs to tell their label, in the order of `folded_labels`.

    The source, the target, both once more for either order of the two, what stands later, and what tells of both.
    """
    source, target, ahead = features[pairs.source], features[pairs.target], pairs.steps > 0
    sides = [sparse.diags(way.astype(float)) @ part for way in (~ahead, ahead) for part in (source, target)]
    later = sides[0] + sides[3]
    return sparse.hstack([source, target, *sides, later, sparse.csr_matrix(pairs.dense)]).tocsr()


def folded_labels(coef: Floats, intercept: float, features: int) -> dict[str, NDArray[np.float32]]:
    """Return the weights of `label_matrix` as `RelationWeights` holds them: one for either order of the two claims."""
    parts = _Parts(coef)
    source, target, source_back, target_back, source_ahead, target_ahead, later = (
        parts.take(features) for _ in range(7)
    )
    pair = coef[parts.taken :].copy()
    # The last column is 1 for every pair.
    pair[-1] += intercept
    arrays = {
        "label.source": np.column_stack([source + source_back + later, source + source_ahead]),
        "label.target": np.column_stack([target + target_back, target + target_ahead + later]),
        "label.pair": pair,
    }
    return {name: array.astype(np.float32) for name, array in arrays.items()}
