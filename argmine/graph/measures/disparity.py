"""The disparity filter: the ties of a one-mode network that are stronger than chance would make them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy import sparse

from argmine.graph.measures.ties import MeasureError, require_one_mode, tie_weights
from argmine.graph.networks.model import Network


class Disparity(NamedTuple):
    """A tie between two nodes (ids), and how likely chance alone makes one of this strength, as its ends see it."""

    one: str
    other: str
    value: float
    p_value: float


def disparities(network: Network) -> Iterator[Disparity]:
    """Yield the ties of a one-mode network with their p values, in the network's order.

    Notes
    -----
    Serrano, Boguñá and Vespignani 2009, PNAS 106: a node of degree k and strength s deals its strength out to its ties
    at random; one of weight w or more has then the probability (1 - w / s)^(k - 1). The smaller of the values that a
    tie has at its two ends counts. At a node with a single tie it is 1: that its strength lies on that tie is no
    surprise. Ties below 0 count by their size.
    """
    require_one_mode(network, "the disparity filter")
    ties, p_values = _p_values(network)
    rows = network.rows.ids
    columns = (one.tolist() for one in (ties.row, ties.col, ties.data, p_values))
    for row, column, value, p_value in zip(*columns, strict=True):
        yield Disparity(rows[row], rows[column], value, p_value)


def disparity_filter(network: Network, *, alpha: float = 0.05) -> Network:
    """Return a one-mode network with only the ties whose p value is below `alpha`, see `disparities`.

    All rows stay, those without any tie left as well.
    """
    if not 0 < alpha <= 1:
        raise MeasureError(f"alpha={alpha}: choose above 0 and at most 1")
    require_one_mode(network, "the disparity filter")
    ties, p_values = _p_values(network)
    kept = p_values < alpha
    half = sparse.csr_array((ties.data[kept], (ties.row[kept], ties.col[kept])), shape=ties.shape)
    return replace(network, matrix=sparse.csr_array(half + half.T))


def _p_values(network: Network) -> tuple[sparse.coo_array, np.ndarray]:
    """Return the ties, each once and with its sign, and their p values."""
    weights = tie_weights(network)
    others = np.diff(weights.indptr) - 1
    strengths = weights.sum(axis=1)
    upper = sparse.csr_array(sparse.triu(network.matrix, k=1), dtype=float)
    upper.eliminate_zeros()
    upper.sort_indices()
    ties = upper.tocoo()
    seen = [np.clip(1 - np.abs(ties.data) / strengths[end], 0, 1) ** others[end] for end in (ties.row, ties.col)]
    return ties, np.minimum(*seen)
