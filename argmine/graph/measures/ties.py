"""The ties of a network as the measures read them: a square matrix of weights over all of its nodes."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.graph.networks.model import Network

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

#: Which ties count: all of them by their size, only those above 0, or only those below 0, by their size.
Ties = Literal["all", "positive", "negative"]


class MeasureError(ValueError):
    """A measure that cannot be taken of a network, with what to do about it."""


class Node(NamedTuple):
    """A row or a column of a network."""

    variable: str
    id: str
    label: str


def nodes_of(network: Network) -> list[Node]:
    """Return the nodes of a network: its rows, and after them the columns of a two-mode one."""
    axes = [network.rows] if network.mode == "one-mode" else [network.rows, network.columns]
    return [Node(axis.variable, *pair) for axis in axes for pair in zip(axis.ids, axis.labels, strict=True)]


def tie_weights(network: Network, ties: Ties = "all") -> sparse.csr_array:
    """Return the weights of the ties between `nodes_of(network)`: square, symmetric, never negative.

    Raises
    ------
    MeasureError
        If the ties are combinations of sides, whose numbers are no weights.
    """
    if ties not in get_args(Ties):
        raise MeasureError(f"ties={ties!r}: choose one of {', '.join(get_args(Ties))}")
    if network.settings.aggregation == "combine":
        raise MeasureError("aggregation=combine numbers combinations of sides, no weights: make it with subtract")
    matrix = _chosen(sparse.csr_array(network.matrix, dtype=float), ties)
    matrix = without_diagonal(matrix) if network.mode == "one-mode" else _square(matrix)
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return matrix


def without_diagonal(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return a square matrix without what rows have in common with themselves."""
    ties = matrix.tocoo()
    off = ties.row != ties.col
    return sparse.csr_array((ties.data[off], (ties.row[off], ties.col[off])), shape=ties.shape)


def sorted_ties(network: Network, ties: Ties = "all") -> tuple[list[Node], sparse.csr_array]:
    """Return the nodes and the weights of their ties sorted by id, so that no result hangs on a network's order."""
    nodes = nodes_of(network)
    order = sorted(range(len(nodes)), key=lambda index: nodes[index][:2])
    weights = tie_weights(network, ties)
    return [nodes[index] for index in order], sparse.csr_array(weights[order][:, order])


def require_one_mode(network: Network, what: str) -> None:
    """Raise a MeasureError if a network is not one-mode."""
    if network.mode != "one-mode":
        raise MeasureError(f"{what} needs a one-mode network, this one is {network.mode}: make it with mode=one-mode")


def require_two_mode(network: Network, what: str) -> None:
    """Raise a MeasureError if a network is not two-mode."""
    if network.mode != "two-mode":
        raise MeasureError(f"{what} needs a two-mode network, this one is {network.mode}: make it with mode=two-mode")


def _chosen(matrix: sparse.csr_array, ties: Ties) -> sparse.csr_array:
    chosen = matrix.copy()
    if ties == "all":
        chosen.data = np.abs(chosen.data)
    else:
        chosen.data = np.maximum(chosen.data if ties == "positive" else -chosen.data, 0)
    return chosen


def _square(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return the ties between rows and columns as ties between nodes, the columns after the rows."""
    ties, size = matrix.tocoo(), sum(matrix.shape)
    row, column = ties.row, ties.col + matrix.shape[0]
    places = np.concatenate((row, column)), np.concatenate((column, row))
    return sparse.csr_array((np.concatenate((ties.data, ties.data)), places), shape=(size, size))
