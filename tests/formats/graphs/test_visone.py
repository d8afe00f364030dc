from __future__ import annotations

import tempfile
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats import FormatError
from argmine.formats.graphs import graphml, visone, yed

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
Y = "{http://www.yworks.com/xml/graphml}"
VISONE = "{http://visone.info/xmlns}"


@pytest.fixture
def root(graph, tmp_path):
    visone.write(graph, tmp_path / "buses.graphml")
    return ElementTree.parse(tmp_path / "buses.graphml").getroot()  # noqa: S314


def test_it_has_the_keys_and_labels_of_visone(graph, root):
    keys = {key.get("id"): (key.get("for"), key.attrib) for key in root.iter(f"{GRAPHML}key")}
    assert all(owner in ("node", "edge", "graph") for owner, _ in keys.values())
    assert keys["d0"][1]["yfiles.type"] == "nodegraphics"
    assert keys["e0"][1]["yfiles.type"] == "edgegraphics"
    assert keys["prop"][1]["visone.type"] == "properties"
    whole = root.find(f"{GRAPHML}graph")
    assert (whole.get("parse.nodes"), whole.get("parse.edges"), whole.get("parse.order")) == (
        str(len(graph)),
        str(graph.number_of_edges()),
        "free",
    )
    assert next(root.iter(f"{VISONE}labelAttribute")).attrib == {"nodeLabel": "name"}


def test_nodes_have_the_colour_of_their_stance_and_a_shape(root):
    drawn = {
        node.get("id"): (next(node.iter(f"{Y}Fill")).get("color"), next(node.iter(f"{Y}Shape")).get("type"))
        for node in root.iter(f"{GRAPHML}node")
    }
    assert drawn["speaker:s2"] == (drawn["stance:critics"][0], "ellipse")
    assert drawn["position:p1"] == ("#111111", "roundrectangle")
    assert all(next(node.iter(f"{VISONE}shapeNode")) for node in root.iter(f"{GRAPHML}node"))


def test_edges_have_the_colour_of_their_sign(root):
    lines = {
        next(edge.iter(f"{Y}LineStyle")).get("color")
        for edge in root.iter(f"{GRAPHML}edge")
        if edge.findtext(f"{GRAPHML}data[@key='edge.type']") == "attacks"
    }
    assert lines == {"#d55e00"}


def test_a_two_mode_network_has_round_rows_and_square_columns(network, tmp_path):
    visone.write(network, tmp_path / "network.graphml")
    root = ElementTree.parse(tmp_path / "network.graphml").getroot()  # noqa: S314
    assert next(root.iter(f"{VISONE}labelAttribute")).attrib == {"nodeLabel": "name", "edgeLabel": "weight"}
    shapes = {node.get("id"): next(node.iter(f"{Y}Shape")).get("type") for node in root.iter(f"{GRAPHML}node")}
    assert shapes == {"speaker:s1": "ellipse", "speaker:s2": "ellipse", "position:p1": "roundrectangle"}
    read = nx.read_graphml(tmp_path / "network.graphml")
    assert read.nodes["speaker:s1"]["variable"] == "speaker"
    assert read.nodes["speaker:s1"]["name"] == "Zoë O'Hara"
    assert read.nodes["speaker:s1"]["frequency"] == 3
    assert read.edges["speaker:s2", "position:p1"]["value"] == -1.0


@pytest.mark.parametrize("dialect", [visone, yed])
def test_nodes_do_not_lie_on_each_other(graph, network, tmp_path, dialect):
    one_mode = nx.Graph(mode="one-mode")
    for place in range(40):
        one_mode.add_node(f"speaker:{place}", type="speaker", label=str(place))
    for drawn in (graph, network, one_mode, nx.Graph()):
        dialect.write(drawn, tmp_path / "drawn.graphml")
        root = ElementTree.parse(tmp_path / "drawn.graphml").getroot()  # noqa: S314
        boxes = [
            [float(geometry.get(name, "nan")) for name in ("x", "y", "width", "height")]
            for geometry in root.iter(f"{Y}Geometry")
        ]
        assert len(boxes) == len(drawn)
        for (x, y, width, height), (u, v, wide, high) in combinations(boxes, 2):
            assert x + width < u or u + wide < x or y + height < v or v + high < y


@pytest.mark.parametrize("dialect", [visone, yed])
def test_plain_readers_read_it(graph, tmp_path, dialect):
    igraph = pytest.importorskip("igraph")
    path = tmp_path / "buses.graphml"
    dialect.write(graph, path)
    read = nx.read_graphml(path, force_multigraph=True)
    assert {node: data["text"] for node, data in read.nodes(data=True) if data["type"] == "position"} == {
        node: graph.nodes[node]["text"] for node in graph.nodes_of("position")
    }
    assert {(a, b, data["type"]) for a, b, data in read.edges(data=True)} == set(graph.edges(keys=True))
    with pytest.warns(RuntimeWarning, match="there is already an 'id' vertex attribute"):
        other = igraph.Graph.Read_GraphML(str(path))
    assert (other.vcount(), other.ecount()) == (len(graph), graph.number_of_edges())
    assert other.vs["id"] == list(graph)
    assert other.vs["type"] == [kind for _, kind in graph.nodes(data="type")]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_both_dialects_hold_what_plain_graphml_holds(data, argument_graphs):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.graphml")
        held = []
        for dialect in (graphml, visone, yed):
            dialect.write(graph, path)
            read = graphml.read(path)
            read.check()
            held.append(repr((read.graph, list(read.nodes(data=True)), list(read.edges(keys=True, data=True)))))
    assert held[0] == held[1] == held[2]


def test_both_dialects_are_the_same_from_run_to_run(graph, tmp_path):
    for dialect in (visone, yed):
        for name in "ab":
            dialect.write(graph, tmp_path / name)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("dialect", [visone, yed])
def test_a_name_that_the_dialects_keep_is_refused(graph, tmp_path, dialect):
    graph.nodes["claim:c0"]["id"] = "mine"
    with pytest.raises(FormatError, match="has an attribute 'id'"):
        dialect.write(graph, tmp_path / "buses.graphml")
