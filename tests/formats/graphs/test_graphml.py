from __future__ import annotations

import json
from xml.etree import ElementTree

import networkx as nx
import pytest

from argmine import formats
from argmine.formats import FormatError
from argmine.formats.graphs import graphml

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
    with pytest.raises(FormatError, match=r"other\.graphml: is no GraphML file.*invalid literal"):
        formats.read(path)
    path.write_text('<graphml><graph><node id="x"><data key="d0">1</data></node></graph></graphml>')
    with pytest.raises(FormatError, match="has data for the key 'd0', which it does not declare"):
        formats.read(path)
    path.write_text("<xml/>")
    with pytest.raises(FormatError, match="is no GraphML file"):
        formats.read(path)


def test_igraph_reads_it(graph, path):
    igraph = pytest.importorskip("igraph")
    read = igraph.Graph.Read_GraphML(str(path))
    assert read.is_directed()
    assert (read.vcount(), read.ecount(), read["codebook"]) == (len(graph), graph.number_of_edges(), "default")
    assert read.vs["id"] == list(graph)
    assert read.vs["label"] == [
        "".join(letter for letter in data["label"] if letter >= " ") for _, data in graph.nodes(data=True)
    ]
    names = read.vs["id"]
    edges = {(names[edge.source], names[edge.target], edge["type"]): edge["weight"] for edge in read.es}
    assert set(edges) == set(graph.edges(keys=True))
    assert edges["claim:c3", "claim:c0", "echoes"] == 0.75


def test_a_discourse_network_is_undirected(network, tmp_path):
    graphml.write(network, tmp_path / "network.graphml")
    read = nx.read_graphml(tmp_path / "network.graphml")
    assert type(read) is nx.Graph
    assert {node: data["label"] for node, data in read.nodes(data=True)} == dict(network.nodes(data="label"))
    for *ends, data in network.edges(data=True):
        assert data.items() <= read.edges[ends].items()


def test_a_file_that_yed_has_saved_comes_back(tmp_path):
    path = tmp_path / "saved.graphml"
    path.write_text(
        """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <!--Created by yEd 3.25-->
  <key attr.name="Description" attr.type="string" for="graph" id="d0"/>
  <key for="port" id="d1" yfiles.type="portgraphics"/>
  <key attr.name="type" attr.type="string" for="node" id="d4"/>
  <key attr.name="label" attr.type="string" for="node" id="d5"/>
  <key attr.name="terms" attr.type="string" for="node" id="d6"/>
  <key attr.name="id" attr.type="string" for="node" id="d7"/>
  <key attr.name="start" attr.type="int" for="node" id="d8"/>
  <key for="node" id="d9" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d10" yfiles.type="resources"/>
  <key attr.name="type" attr.type="string" for="edge" id="d11"/>
  <key for="edge" id="d12" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <data key="d0" xml:space="preserve"/>
    <node id="n0"><data key="d4"><![CDATA[claim]]></data><data key="d5">A</data><data key="d7">claim:c</data>
      <data key="d8"/>
      <data key="d9"><y:ShapeNode><y:NodeLabel>A</y:NodeLabel><y:Shape type="ellipse"/></y:ShapeNode></data></node>
    <node id="n1"><data key="d4">position</data><data key="d5">B</data><data key="d6">["bus"]</data>
      <data key="d7">position:p</data></node>
    <edge id="e0" source="n0" target="n1"><data key="d11">supports</data>
      <data key="d12"><y:PolyLineEdge/></data></edge>
  </graph>
  <data key="d10"><y:Resources/></data>
</graphml>"""
    )
    graph = formats.read(path)
    assert dict(graph.nodes(data=True)) == {
        "claim:c": {"type": "claim", "label": "A"},
        "position:p": {"type": "position", "label": "B", "terms": ["bus"]},
    }
    assert list(graph.edges(keys=True)) == [("claim:c", "position:p", "supports")]
