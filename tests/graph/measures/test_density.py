from dataclasses import asdict

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from argmine.graph.measures import MeasureError, degrees, density


def test_one_mode(make_one):
    found = density(make_one([[0, 2, -1], [2, 0, 0], [-1, 0, 0]]))
    assert asdict(found) == {
        "nodes": 3,
        "ties": 2,
        "possible": 3,
        "density": pytest.approx(2 / 3),
        "positive": pytest.approx(1 / 3),
        "negative": pytest.approx(1 / 3),
        "mean_weight": 1.0,
        "mean_value": pytest.approx(1 / 3),
    }
    assert found.negative_share == pytest.approx(0.5)


def test_what_is_tied_to_itself_is_no_tie(make_one):
    found = density(make_one([[5, 2], [2, 5]], kernel="gaussian", compat="dna"))
    assert (found.ties, found.density, found.mean_weight) == (1, 1.0, 2.0)


def test_two_mode(make_two):
    found = density(make_two([[1, 0, -3], [0, 2, 0]]))
    assert (found.nodes, found.ties, found.possible) == (5, 3, 6)
    assert (found.density, found.mean_weight, found.mean_value) == (0.5, 1.0, 0.0)


@pytest.mark.parametrize("size", [0, 1])
def test_where_no_tie_is_possible(make_one, size):
    found = density(make_one(np.zeros((size, size))))
    assert (found.density, found.mean_weight, found.negative_share) == (0.0, 0.0, 0.0)


def test_combinations_of_sides_have_no_weights(make_two):
    with pytest.raises(MeasureError, match="make it with subtract"):
        density(make_two([[3]], aggregation="combine"))


def test_degrees(make_one, make_two):
    first, *_ = degrees(make_one([[0, 2, -1], [2, 0, 0], [-1, 0, 0]], names=["ann", "bo", "cy"]))
    assert first == ("speaker", "ann", "Ann", 2, 1, 1, 3.0, 2.0, 1.0)
    rows = {row.id: (row.variable, row.degree, row.strength) for row in degrees(make_two([[1, -3]]))}
    assert rows == {"s000": ("speaker", 2, 4.0), "p000": ("position", 1, 1.0), "p001": ("position", 1, 3.0)}


@settings(max_examples=30, deadline=None)
@given(arrays(np.int64, (5, 5), elements=st.integers(-3, 3)))
def test_as_networkx(make_one, values):
    values = np.triu(values, 1)
    network = make_one(values + values.T)
    graph = network.to_networkx()
    assert density(network).density == pytest.approx(nx.density(graph))
    assert [row.degree for row in degrees(network)] == [degree for _, degree in graph.degree()]
    assert [row.strength for row in degrees(network)] == [degree for _, degree in graph.degree(weight="weight")]
