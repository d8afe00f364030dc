"""The trained weights: how likely each pair of near claims is linked, and as what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.models.network import NetworkWeights, load_network
from argmine.pipeline.own_voice.reading import PREFIX
from argmine.pipeline.relating.pairs import Floats, Pairs
from argmine.pipeline.relating.units import Units

MODEL = "relations"
# The model that tells the types of the claims of each scheme.
TYPES: Mapping[str, str] = {"comments": f"{PREFIX}types", "speeches": f"{PREFIX}roles"}


@dataclass(frozen=True, slots=True)
class RelationWeights:
    """The weights of one scheme, that of comments or that of speeches.

    A pair scores what its source, its target and the two together add. What source and target add depends on how far
    the one stands from the other, and on the type of the other: ``source`` and ``target`` have the shape (features,
    steps x (1 + types)), ``pair`` (steps, columns). ``label.source`` and ``label.target`` (features, 2: the target
    stands before or behind the source) and ``label.pair`` (columns,) tell the two labels apart; ``second`` weighs what
    `argmine.pipeline.relating.decode` tells of a pair's neighbours.
    """

    arrays: Mapping[str, NDArray[np.float32]]
    about: Mapping[str, Any]
    features: Mapping[str, int]

    @classmethod
    def of(cls, network: NetworkWeights, scheme: str) -> RelationWeights:
        """Take the weights of a scheme, ``comments`` or ``speeches``, out of the network that holds both."""
        prefix = f"{scheme}."
        arrays = {name.removeprefix(prefix): a for name, a in network.arrays.items() if name.startswith(prefix)}
        about = network.about[scheme]
        return cls(arrays, about, {name: k for k, name in enumerate(about["features"])})

    @property
    def window(self) -> int:
        """How many claims apart linked claims may stand."""
        return int(self.about["window"])

    @property
    def labels(self) -> tuple[str, str]:
        """The two labels, the rarer one last."""
        usual, rare = self.about["labels"]
        return usual, rare

    def matrix(self, units: Units) -> sparse.csr_matrix:
        """Return the named features of claims as a matrix (units, features)."""
        return feature_matrix(units, self.features)

    def scores(self, units: Units, pairs: Pairs) -> Floats:
        """Return the log-odds that each pair is linked, going by the pair alone."""
        features, places = self.matrix(units), pairs.places
        one = np.column_stack([np.ones(len(units)), units.types])
        found = np.einsum("pc,pc->p", pairs.dense, self.arrays["pair"][places].astype(np.float64))
        for name, here, other in (("source", pairs.source, pairs.target), ("target", pairs.target, pairs.source)):
            added = np.asarray(features @ self.arrays[name]).reshape(len(units), 2 * pairs.window, one.shape[1])
            found += np.einsum("pt,pt->p", added[here, places], one[other])
        return np.asarray(found)

    def rare(self, units: Units, pairs: Pairs) -> Floats:
        """Return the probability that each pair, if it is linked, has the rarer label."""
        features, ahead = self.matrix(units), (pairs.steps > 0).astype(np.int64)
        found = pairs.dense @ self.arrays["label.pair"].astype(np.float64)
        found += np.asarray(features @ self.arrays["label.source"])[pairs.source, ahead]
        found += np.asarray(features @ self.arrays["label.target"])[pairs.target, ahead]
        return np.asarray(1 / (1 + np.exp(-found)))


def feature_matrix(units: Units, features: Mapping[str, int]) -> sparse.csr_matrix:
    """Return the named features of claims as a matrix (units, features); those that are not known are left out."""
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for row in units.rows:
        known = sorted((features[name], value) for name, value in row.items() if name in features)
        columns += [column for column, _ in known]
        data += [value for _, value in known]
        ends.append(len(columns))
    return sparse.csr_matrix((np.asarray(data), columns, ends), shape=(len(units), len(features)))


@cache
def shipped_weights() -> Mapping[str, RelationWeights]:
    """Return the weights that ship, by scheme."""
    network = load_network(MODEL)
    return {scheme: RelationWeights.of(network, scheme) for scheme in network.about}


def merged(schemes: Mapping[str, RelationWeights]) -> NetworkWeights:
    """Return the weights of all schemes as one network, to be saved."""
    arrays = {f"{scheme}.{name}": a for scheme, one in schemes.items() for name, a in one.arrays.items()}
    return NetworkWeights(arrays, {scheme: one.about for scheme, one in schemes.items()})


def logistic(scores: Sequence[float] | Floats) -> Floats:
    """Return the probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.asarray(scores))))
