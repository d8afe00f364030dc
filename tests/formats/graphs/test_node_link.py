from __future__ import annotations

import json

import networkx as nx
import pytest

from argmine import formats
from argmine.formats import FormatError
from argmine.formats.graphs import node_link


@pytest.fixture
def path(graph, tmp_path):
    formats.write(graph, tmp_path / "buses.json")
    return tmp_path / "buses.json"


def test_it_is_what_networkx_would_write(graph, path):
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data == nx.node_link_data(graph, edges="edges")


def test_networkx_reads_it(graph, path):
    read = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_a_node_or_an_edge_a_line(graph, path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('{"type"') for line in lines) == len(graph) + graph.number_of_edges()


def test_half_a_surrogate_pair_survives(graph, tmp_path):
    graph.nodes["claim:c0"]["text"] = "broken \ud83d emoji"
    formats.write(graph, tmp_path / "half.json")
    assert formats.read(tmp_path / "half.json").nodes["claim:c0"]["text"] == "broken \ud83d emoji"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "is no JSON file"),
        ("[1]", "is no node-link graph"),
        ('{"graph": {}, "nodes": [{"type": "claim"}], "edges": []}', "is no node-link graph"),
        ('{"graph": {}, "nodes": [{"id": "x"}], "edges": []}', "the node 'x' has the type None"),
        (
            '{"graph": {}, "nodes": [], "edges": [{"source": "a", "target": "b", "key": "likes"}]}',
            "the edge 'likes' joins 'a' to 'b'",
        ),
    ],
)
def test_what_is_no_argument_graph_is_refused(tmp_path, text, complaint):
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(FormatError, match=complaint) as refusal:
        formats.read(path)
    assert str(path) in str(refusal.value)


def test_names_that_node_link_json_keeps_for_itself_are_refused(graph, tmp_path):
    graph.edges["claim:c3", "claim:c0", "echoes"]["source"] = "telephone"
    with pytest.raises(FormatError, match="has an attribute 'source', a name that node-link JSON keeps"):
        formats.write(graph, tmp_path / "buses.json")


@pytest.mark.parametrize("value", [float("nan"), {1, 2}])
def test_values_that_json_cannot_hold_are_refused(graph, tmp_path, value):
    graph.nodes["claim:c0"]["confidence"] = value
    with pytest.raises(FormatError, match="claim:c0: has a value that JSON cannot hold"):
        formats.write(graph, tmp_path / "buses.json")
    assert list(tmp_path.iterdir()) == []


def test_networkx_reads_a_discourse_network(network, tmp_path):
    node_link.write(network, tmp_path / "network.json")
    data = json.loads((tmp_path / "network.json").read_text(encoding="utf-8"))
    assert data == nx.node_link_data(network, edges="edges")
    read = nx.node_link_graph(data, edges="edges")
    assert nx.utils.graphs_equal(read, network)


def test_what_is_too_deep_is_refused(tmp_path):
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000)
    with pytest.raises(FormatError, match="is no JSON file"):
        formats.read(path)
