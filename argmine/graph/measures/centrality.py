"""How central each node of a network is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import networkx as nx
import numpy as np

from argmine.graph.measures.ties import Ties, nodes_of, sorted_ties, tie_weights
from argmine.graph.networks.model import Network


class Degree(NamedTuple):
    """How many ties a node has, and how strong they are together: all of them, those above 0, those below 0."""

    variable: str
    id: str
    label: str
    degree: int
    positive: int
    negative: int
    strength: float
    positive_strength: float
    negative_strength: float


class Betweenness(NamedTuple):
    """How often a node lies on the shortest way between two others, from 0 to 1."""

    variable: str
    id: str
    label: str
    betweenness: float


def degrees(network: Network) -> Iterator[Degree]:
    """Yield the degree and the strength of each node, in the network's order.

    Notes
    -----
    The degree counts the ties that are not 0, the strength adds up their weights (Barrat, Barthélemy, Pastor-Satorras
    and Vespignani 2004, PNAS 101). Ties below 0 count by their size; `degree` is `positive` + `negative` and
    `strength` the sum of the two strengths.
    """
    positive, negative = (tie_weights(network, ties) for ties in ("positive", "negative"))
    counts = [np.diff(matrix.indptr).tolist() for matrix in (positive, negative)]
    strengths = [matrix.sum(axis=1).tolist() for matrix in (positive, negative)]
    for (variable, identifier, label), above, below, strong, weak in zip(
        nodes_of(network), *counts, *strengths, strict=True
    ):
        yield Degree(variable, identifier, label, above + below, above, below, strong + weak, strong, weak)


def betweenness(
    network: Network, *, ties: Ties = "all", exact: int = 1000, sample: int = 300, seed: int = 0
) -> Iterator[Betweenness]:
    """Yield the betweenness of each node, in the network's order.

    Parameters
    ----------
    network
        One-mode or two-mode.
    ties
        Which ties are ways. With ``all`` a conflict is a way like any other, which says who is at the centre of the
        debate; with ``positive`` only agreement is, which says who stands between those who agree.
    exact
        Up to so many nodes the betweenness is exact; of more it is estimated.
    sample
        From so many nodes, drawn at random.
    seed
        Of the draw.

    Notes
    -----
    Freeman 1977, Sociometry 40: the shares of the shortest ways between two others that lead through a node, added
    up and divided by the number of pairs of others. A tie of weight w is 1 / w long (Newman 2001, Physical Review
    E 64). Exact after Brandes 2001, estimated after Brandes and Pich 2007. In a two-mode network rows and columns are
    nodes alike.
    """
    nodes, weights = sorted_ties(network, ties)
    weights.data = 1 / weights.data
    graph = nx.from_scipy_sparse_array(weights, edge_attribute="distance")
    drawn = min(sample, len(nodes)) if len(nodes) > exact else None
    found = nx.betweenness_centrality(graph, k=drawn, weight="distance", seed=seed) if nodes else {}
    values = {node: found[index] for index, node in enumerate(nodes)}
    for node in nodes_of(network):
        yield Betweenness(*node, values[node])
