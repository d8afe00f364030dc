"""Communities: groups of nodes that are tied to each other more than chance would have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import networkx as nx
import numpy as np
from scipy import sparse

from argmine.graph.measures.ties import MeasureError, Node, nodes_of, sorted_ties
from argmine.graph.networks.model import Network

Method = Literal["louvain", "leiden"]

#: Leiden goes on for so long; until nothing changes any more it takes many times that, for very little.
_ITERATIONS = 10


class Member(NamedTuple):
    """A node and the number of its community, 0 for the largest; None for a node that nothing puts in any."""

    variable: str
    id: str
    label: str
    community: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """A network divided into communities, and how good the division is; see `communities`."""

    members: tuple[Member, ...]
    modularity: float
    method: Method
    resolution: float
    seed: int

    @property
    def number(self) -> int:
        """How many communities there are."""
        return len({member.community for member in self.members} - {None})


def communities(network: Network, *, method: Method = "louvain", resolution: float = 1.0, seed: int = 0) -> Communities:
    """Divide a network into communities of nodes that agree.

    Parameters
    ----------
    network
        One-mode, or two-mode: then a community is one of actors and of what they support.
    method
        ``louvain``, or ``leiden``, which is faster and never returns a community that falls apart; it needs
        ``pip install argmine[leiden]``.
    resolution
        Above 1 for more and smaller communities, below 1 for fewer and larger ones.
    seed
        The same seed gives the same communities, in whatever order the nodes come.

    Returns
    -------
    Communities
        The members in the network's order. Communities are numbered by their size, the largest first. Who has no tie
        above 0 is in no community.

    Raises
    ------
    MeasureError
        If the method is not known or not installed.

    Notes
    -----
    Louvain: Blondel, Guillaume, Lambiotte and Lefebvre 2008, J. Stat. Mech. P10008; Leiden: Traag, Waltman and van Eck
    2019, Scientific Reports 9. Both look for the highest modularity, see `modularity`. Ties below 0 are left out:
    two who only ever contradict each other are as strangers here. To divide by conflict as well see
    `polarisation`. In a two-mode network the modularity is the same as in any other, so that two
    columns count as a tie that could have been (Barber 2007 has one that knows better).
    """
    finders = {"louvain": _louvain, "leiden": _leiden}
    if method not in finders:
        raise MeasureError(f"method={method!r}: choose one of {', '.join(finders)}")
    nodes, weights = sorted_ties(network, "positive")
    tied = np.flatnonzero(np.diff(weights.indptr))
    inner = sparse.csr_array(weights[tied][:, tied])
    found = finders[method](inner, resolution, seed) if len(tied) else []
    labels = dict(zip((nodes[index] for index in tied), numbered(found, len(tied)), strict=True))
    members = tuple(Member(*node, labels.get(node)) for node in nodes_of(network))
    return Communities(
        members=members,
        modularity=modularity(network, members, resolution=resolution),
        method=method,
        resolution=resolution,
        seed=seed,
    )


def modularity(network: Network, members: Iterable[Member], *, resolution: float = 1.0) -> float:
    """Return how much weight lies within communities beyond what chance would put there.

    Notes
    -----
    Newman 2004, Physical Review E 70, over the ties above 0: Q = Σ_c [w_c / w - γ (s_c / 2w)²], with w the weight of
    all ties, w_c that of the ties within community c, s_c the strength of its nodes and γ the resolution
    (Reichardt and Bornholdt 2006). At most 1; 0 for one single community, and where there are no ties. Who is
    in no community counts as a community of one.
    """
    nodes, weights = sorted_ties(network, "positive")
    by_node = {member[:2]: member.community for member in members}
    alone = len(nodes)
    given = [by_node.get(node[:2]) for node in nodes]
    labels = [alone + index if community is None else community for index, community in enumerate(given)]
    return _modularity(weights, np.unique(labels, return_inverse=True)[1], resolution)


def numbered(groups: Iterable[Iterable[int]], size: int) -> list[int]:
    """Return the number of the group of each of 0 ... size - 1: by the groups' sizes, then by their first member."""
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[:1]))
    numbers = [0] * size
    for number, group in enumerate(ordered):
        for index in group:
            numbers[index] = number
    return numbers


def members_of(network: Network, labels: Mapping[Node, int]) -> tuple[Member, ...]:
    """Return the rows of a network as members, in its order, those without a label in no community."""
    rows = nodes_of(network)[: len(network.rows)]
    return tuple(Member(*node, labels.get(node)) for node in rows)


def _modularity(weights: sparse.csr_array, labels: np.ndarray, resolution: float) -> float:
    total = weights.sum()
    if not total:
        return 0.0
    ties = weights.tocoo()
    within = ties.data[labels[ties.row] == labels[ties.col]].sum()
    strengths = np.bincount(labels, weights=weights.sum(axis=1))
    return float(within / total - resolution * np.square(strengths / total).sum())


def _louvain(weights: sparse.csr_array, resolution: float, seed: int) -> Sequence[Iterable[int]]:
    graph = nx.from_scipy_sparse_array(weights)
    found: list[set[int]] = nx.community.louvain_communities(graph, resolution=resolution, seed=seed)
    return found


def _leiden(weights: sparse.csr_array, resolution: float, seed: int) -> Sequence[Iterable[int]]:
    try:
        import igraph
        import leidenalg
    except ImportError as error:
        raise MeasureError(f"method=leiden needs {error.name}: pip install 'argmine[leiden]', or louvain") from error
    ties = sparse.triu(weights, k=1).tocoo()
    pairs = np.column_stack((ties.row, ties.col)).tolist()
    graph = igraph.Graph(n=weights.shape[0], edges=pairs, directed=False)
    return list(
        leidenalg.find_partition(
            graph,
            leidenalg.RBConfigurationVertexPartition,
            weights=ties.data.tolist(),
            resolution_parameter=resolution,
            n_iterations=_ITERATIONS,
            seed=seed,
        )
    )
