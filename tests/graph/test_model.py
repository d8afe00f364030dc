from __future__ import annotations

import networkx as nx
import pytest

from argmine.graph import ArgumentGraph, GraphError


def test_it_is_a_networkx_graph(graph):
    assert isinstance(graph, nx.MultiDiGraph)
    assert isinstance(graph.copy(), ArgumentGraph)
    part = graph.subgraph(graph.nodes_of("claim") + graph.nodes_of("position"))
    assert part.summary()["supports"] == 4
    assert nx.number_weakly_connected_components(graph) == 1


def test_nodes_of_a_type_come_in_their_order(graph, debate):
    assert graph.nodes_of("claim") == [f"claim:{claim.id}" for claim in debate.claims]
    with pytest.raises(ValueError, match="no nodes are of the type 'person': there are stance, position"):
        graph.nodes_of("person")


def test_claims_of_each_kind_of_node(graph, debate):
    mornings, cost, right, again, streets = (f"claim:{claim.id}" for claim in debate.claims)
    assert graph.claims_of("speaker:moreno") == [cost, again, streets]
    assert graph.claims_of("position:quiet") == [mornings, right, streets]
    assert graph.claims_of(f"document:{debate.documents[1].id}") == [again, streets]
    assert graph.claims_of("stance:industry") == [cost, again]
    assert graph.claims_of("stance:other") == [right]
    assert graph.claims_of(cost) == [again]


def test_check_names_what_does_not_fit(graph):
    graph.add_edge("speaker:moreno", "position:quiet", key="supports", type="supports")
    graph.add_node("somebody")
    with pytest.raises(GraphError, match=r"'somebody' has the type None; the edge 'supports' joins 'speaker:mor"):
        graph.check()


def test_check_says_how_much_more_there_is():
    graph = ArgumentGraph()
    graph.add_nodes_from(range(9))
    with pytest.raises(GraphError, match="and 4 more"):
        graph.check()
