import sys
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.graph.measures import MeasureError, Member, communities, modularity


def cliques(*sizes, bridge=1.0, between=0.0):
    """Cliques of ties of 1, each tied to the next by one tie, and with `between` wherever else."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    values = np.where(labels[:, None] == labels, 1.0, between)
    starts = np.cumsum([0, *sizes])[:-1]
    for one, other in pairwise(starts):
        values[one, other] = values[other, one] = bridge
    np.fill_diagonal(values, 0)
    return values


def groups(found):
    return [member.community for member in found.members]


@pytest.mark.parametrize("method", ["louvain", "leiden"])
def test_cliques(make_one, method):
    pytest.importorskip("leidenalg") if method == "leiden" else None
    found = communities(make_one(cliques(3, 5, 4)), method=method)
    assert groups(found) == [2] * 3 + [0] * 5 + [1] * 4
    assert found.number == 3


@pytest.mark.parametrize("method", ["louvain", "leiden"])
def test_who_is_contradicted_is_a_stranger(make_one, method):
    values = cliques(3, 3, bridge=-9.0, between=-9.0)
    found = communities(make_one(np.pad(values, (0, 1))), method=method)
    assert groups(found) == [0, 0, 0, 1, 1, 1, None]
    assert found.modularity == pytest.approx(0.5)


def test_two_mode_communities_hold_what_their_actors_support(make_two):
    found = communities(make_two([[2, 0], [1, -1], [-1, 2], [0, 1]]))
    assert groups(found) == [0, 0, 1, 1, 0, 1]


def test_nobody_agrees(make_one):
    found = communities(make_one([[0, -1], [-1, 0]]))
    assert (groups(found), found.number, found.modularity) == ([None, None], 0, 0.0)


@pytest.mark.parametrize("method", ["louvain", "leiden"])
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_order_of_nodes_does_not_matter(make_one, method, seed):
    generator = np.random.default_rng(seed)
    values = np.triu(generator.random((12, 12)) * (generator.random((12, 12)) < 0.4), 1)
    names = [f"n{number}" for number in range(12)]
    network = make_one(values + values.T, names=names)
    order = generator.permutation(12)
    shuffled = make_one((values + values.T)[order][:, order], names=[names[index] for index in order])
    one, other = (communities(each, method=method, seed=1) for each in (network, shuffled))
    assert set(one.members) == set(other.members)
    assert one.modularity == pytest.approx(other.modularity)
    assert -0.5 <= one.modularity <= 1


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), resolution=st.sampled_from([0.5, 1.0, 2.0]))
def test_modularity_as_networkx_and_igraph(make_one, seed, resolution):
    generator = np.random.default_rng(seed)
    values = np.triu(generator.integers(0, 3, (8, 8)), 1)
    labels = generator.integers(0, 3, 8).tolist()
    network = make_one(values + values.T)
    members = [Member("speaker", row, "", label) for row, label in zip(network.rows.ids, labels, strict=True)]
    parts = [{index for index in range(8) if labels[index] == label} for label in range(3)]
    if not values.any():
        return
    found = modularity(network, members, resolution=resolution)
    graph = nx.from_numpy_array(values + values.T)
    assert found == pytest.approx(nx.community.modularity(graph, parts, resolution=resolution))
    igraph = pytest.importorskip("igraph")
    foreign = igraph.Graph.Weighted_Adjacency((values + values.T).tolist(), mode="undirected")
    assert found == pytest.approx(foreign.modularity(labels, weights="weight", resolution=resolution))


def test_one_community_has_modularity_0(make_one):
    network = make_one(cliques(4))
    assert modularity(network, [Member("speaker", row, "", 0) for row in network.rows.ids]) == pytest.approx(0)


def test_leiden_names_what_it_lacks(make_one, monkeypatch):
    monkeypatch.setitem(sys.modules, "leidenalg", None)
    with pytest.raises(MeasureError, match=r"leidenalg.*pip install 'argmine\[leiden\]'"):
        communities(make_one(cliques(3)), method="leiden")


def test_another_method(make_one):
    with pytest.raises(MeasureError, match="choose one of louvain, leiden"):
        communities(make_one(cliques(3)), method="infomap")  # type: ignore[arg-type]
