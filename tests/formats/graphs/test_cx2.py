from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats import FormatError
from argmine.formats.graphs import cx2, cytoscape_js


@pytest.fixture
def aspects(graph, tmp_path):
    return written(graph, tmp_path / "buses.cx2")


def written(graph, path):
    cx2.write(graph, path)
    return json.loads(path.read_text(encoding="utf-8"))


def one(aspects, name):
    return next(aspect[name] for aspect in aspects if name in aspect)


def test_aspects_come_in_the_order_of_the_specification(aspects):
    assert aspects[0] == {"CXVersion": "2.0", "hasFragments": False}
    assert aspects[-1] == {"status": [{"success": True}]}
    assert [next(iter(aspect)) for aspect in aspects[1:-1]] == [
        *("metaData", "attributeDeclarations", "networkAttributes", "nodes", "edges"),
        *("visualProperties", "nodeBypasses", "visualEditorProperties"),
    ]
    counts = {entry["name"]: entry["elementCount"] for entry in one(aspects, "metaData")}
    assert counts == {name: len(found) for aspect in aspects[2:-1] for name, found in aspect.items()}


def test_attributes_have_their_types(aspects):
    declared = one(aspects, "attributeDeclarations")[0]
    types = {name: entry["d"] for name, entry in declared["nodes"].items()}
    assert types["start"] == "integer"
    assert types["confidence"] == "double"
    assert types["terms"] == "list_of_string"
    assert types["source"] == types["stance_probabilities"] == types["text"] == "string"
    assert declared["edges"]["weight"] == {"d": "double"}
    assert declared["edges"]["claims"] == {"d": "list_of_string"}


def test_the_style_maps_stances_types_and_relations(graph, aspects):
    style = one(aspects, "visualProperties")[0]

    def table(kind, seen):
        definition = style[kind][seen]["definition"]
        return definition["attribute"], {entry["v"]: entry["vp"] for entry in definition["map"]}

    assert table("nodeMapping", "NODE_SHAPE")[1]["position"] == "hexagon"
    attribute, colors = table("nodeMapping", "NODE_BORDER_COLOR")
    assert attribute == "stance"
    assert colors["critics"] == graph.nodes["stance:critics"]["color"]
    assert table("edgeMapping", "EDGE_LINE_STYLE")[1]["attacks"] == "dashed"
    assert style["nodeMapping"]["NODE_LABEL"]["definition"]["attribute"] == "name"
    # What has no stance is grey in the mapping, but positions and documents have colours of their own.
    bypassed = {entry["id"]: entry["v"] for entry in one(aspects, "nodeBypasses")}
    assert bypassed[list(graph).index("position:p1")]["NODE_BORDER_COLOR"] == "#111111"


def test_nodes_stand_where_other_formats_put_them(graph, aspects, tmp_path):
    cytoscape_js.write(graph, tmp_path / "buses.cyjs")
    content = json.loads((tmp_path / "buses.cyjs").read_text(encoding="utf-8"))
    places = {node["data"]["id"]: node["position"] for node in content["elements"]["nodes"]}
    assert {node["v"]["id"]: {"x": node["x"], "y": node["y"]} for node in one(aspects, "nodes")} == places


def test_ties_of_a_network_are_drawn_by_their_sign(network, tmp_path):
    aspects = written(network, tmp_path / "network.cx2")
    style = one(aspects, "visualProperties")[0]
    definition = style["edgeMapping"]["EDGE_LINE_STYLE"]["definition"]
    assert (definition["attribute"], definition["type"]) == ("sign", "integer")
    assert {entry["v"]: entry["vp"] for entry in definition["map"]} == {1: "solid", -1: "dashed"}
    assert style["default"]["edge"]["EDGE_TARGET_ARROW_SHAPE"] == "none"


def test_ndex2_reads_it(graph, tmp_path):
    ndex2 = pytest.importorskip("ndex2.cx2")
    path = tmp_path / "buses.cx2"
    cx2.write(graph, path)
    read = ndex2.RawCX2NetworkFactory().get_cx2network(str(path))
    names = {number: node["v"]["id"] for number, node in read.get_nodes().items()}
    assert list(names.values()) == list(graph)
    for node in read.get_nodes().values():
        data = graph.nodes[node["v"]["id"]]
        assert node["v"]["text"] == data["text"] if "text" in data else "text" not in node["v"]
        assert isinstance(node["x"], float)
    assert {(names[edge["s"]], names[edge["t"]], edge["v"]["interaction"]) for edge in read.get_edges().values()} == (
        set(graph.edges(keys=True))
    )
    assert read.get_network_attributes()["codebook"] == "default"
    assert read.get_visual_properties()["default"]["network"]["NETWORK_BACKGROUND_COLOR"] == "#FFFFFF"


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_value_comes_back(data, argument_graphs):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        aspects = written(graph, Path(folder, "graph.cx2"))
    declared = one(aspects, "attributeDeclarations")[0]["nodes"]
    for element, (node, held) in zip(one(aspects, "nodes"), graph.nodes(data=True), strict=True):
        assert element["v"]["id"] == node
        for name, value in held.items():
            if value is None:
                assert name not in element["v"]
            elif declared[name]["d"] == "string" and not isinstance(value, str):
                assert json.loads(element["v"][name]) == value
            else:
                assert element["v"][name] == value


@pytest.mark.parametrize(("owner", "name"), [("node", "id"), ("edge", "name"), ("edge", "interaction")])
def test_names_that_it_keeps_for_itself_are_refused(graph, tmp_path, owner, name):
    thing = graph.nodes["claim:c0"] if owner == "node" else graph.edges["claim:c3", "claim:c0", "echoes"]
    thing[name] = "mine"
    with pytest.raises(FormatError, match=f"has an attribute '{name}', a name that CX2 keeps"):
        cx2.write(graph, tmp_path / "buses.cx2")
