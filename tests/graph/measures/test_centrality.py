import networkx as nx
import numpy as np
import pytest

from argmine.graph.measures import betweenness


def _path():
    return [[0, 1, 0], [1, 0, -1], [0, -1, 0]]


def test_on_a_path(make_one):
    assert [row.betweenness for row in betweenness(make_one(_path()))] == [0.0, 1.0, 0.0]
    assert [row.betweenness for row in betweenness(make_one(_path()), ties="positive")] == [0.0, 0.0, 0.0]


def test_strong_ties_are_short(make_one):
    """The way round by the strong ties is as long as 2 / 4, the tie itself 1 / 1."""
    rows = list(betweenness(make_one([[0, 1, 4], [1, 0, 4], [4, 4, 0]])))
    assert [row.betweenness for row in rows] == [0.0, 0.0, 1.0]


def test_as_networkx(make_one):
    generator = np.random.default_rng(3)
    values = np.triu(generator.integers(0, 4, (12, 12)), 1)
    graph = nx.from_numpy_array(np.where(values + values.T, 1 / np.maximum(values + values.T, 1), 0))
    expected = nx.betweenness_centrality(graph, weight="weight")
    found = [row.betweenness for row in betweenness(make_one(values + values.T))]
    assert found == pytest.approx(list(expected.values()))


def test_of_many_nodes_it_is_estimated(make_one):
    generator = np.random.default_rng(4)
    values = np.triu(generator.integers(0, 2, (40, 40)), 1)
    network = make_one(values + values.T)
    exact = np.array([row.betweenness for row in betweenness(network)])
    guess = [row.betweenness for row in betweenness(network, exact=10, sample=30)]
    assert guess == [row.betweenness for row in betweenness(network, exact=10, sample=30)]
    assert 0 < np.abs(exact - guess).max() < 0.02


def test_of_nothing(make_one):
    assert list(betweenness(make_one(np.zeros((0, 0))))) == []
    assert [row.betweenness for row in betweenness(make_one(np.zeros((2, 2))))] == [0.0, 0.0]
