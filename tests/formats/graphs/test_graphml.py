from __future__ import annotations

import json
from xml.etree import ElementTree

import networkx as nx
import pytest

from argmine import formats
from argmine.formats import FormatError

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def path(graph, tmp_path):
    formats.write(graph, tmp_path / "buses.graphml")
    return tmp_path / "buses.graphml"


def test_every_key_says_what_it_is_for_and_its_type(path):
    root = ElementTree.parse(path).getroot()  # noqa: S314
    keys = {
        key.get("id"): (key.get("for"), key.get("attr.name"), key.get("attr.type"))
        for key in root.iter(f"{GRAPHML}key")
    }
    assert keys["node.start"] == ("node", "start", "int")
    assert keys["node.label"] == ("node", "label", "string")
    assert keys["node.stance_probabilities.json"] == ("node", "stance_probabilities", "string")
    assert keys["edge.weight"] == ("edge", "weight", "double")
    assert keys["graph.codebook"] == ("graph", "codebook", "string")
    assert {data.get("key") for data in root.iter(f"{GRAPHML}data")} == set(keys)


def test_edge_ids_are_unique_and_stay(graph, path, tmp_path):
    ids = [edge.get("id") for edge in ElementTree.parse(path).iter(f"{GRAPHML}edge")]  # noqa: S314
    assert len(set(ids)) == len(ids) == graph.number_of_edges()
    graph.remove_node("claim:c1")
    formats.write(graph, tmp_path / "less.graphml")
    less = ElementTree.parse(tmp_path / "less.graphml")  # noqa: S314
    assert {edge.get("id") for edge in less.iter(f"{GRAPHML}edge")} < set(ids)


def test_networkx_reads_it(graph, path):
    read = nx.read_graphml(path, force_multigraph=True)
    assert (read.number_of_nodes(), read.number_of_edges()) == (len(graph), graph.number_of_edges())
    assert read.graph["codebook"] == "default"
    for node, data in graph.nodes(data=True):
        assert set(read.nodes[node]) == set(data)
        for name, value in data.items():
            if isinstance(value, str):
                assert read.nodes[node][name] == "".join(c for c in value if c >= " " or c in "\t\n\r")
            elif isinstance(value, list | dict):
                assert json.loads(read.nodes[node][name]) == value
            else:
                assert read.nodes[node][name] == value
    edges = {(source, target, data["type"]): data for source, target, data in read.edges(data=True)}
    assert set(edges) == set(graph.edges(keys=True))
    assert edges["claim:c2", "claim:c0", "echoes"]["weight"] == 0


def test_bad_values_are_refused_with_the_files_name(tmp_path):
    path = tmp_path / "other.graphml"
    path.write_text(
        '<graphml><key id="node.n" for="node" attr.name="n" attr.type="int"/>'
        '<graph><node id="x"><data key="node.n">many</data></node></graph></graphml>'
    )
    with pytest.raises(FormatError, match=r"other\.graphml: invalid literal"):
        formats.read(path)
    path.write_text('<graphml><graph><node id="x"><data key="d0">1</data></node></graph></graphml>')
    with pytest.raises(FormatError, match="has data for the key 'd0', which it does not declare"):
        formats.read(path)
    path.write_text("<xml/>")
    with pytest.raises(FormatError, match="is no GraphML file"):
        formats.read(path)
