from __future__ import annotations

from xml.etree import ElementTree

import pytest

from argmine.formats.graphs import yed

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
Y = "{http://www.yworks.com/xml/graphml}"


@pytest.fixture
def root(graph, tmp_path):
    yed.write(graph, tmp_path / "buses.graphml")
    return ElementTree.parse(tmp_path / "buses.graphml").getroot()  # noqa: S314


def test_every_node_is_a_box_with_its_text(graph, root):
    labels = {node.get("id"): next(node.iter(f"{Y}NodeLabel")).text for node in root.iter(f"{GRAPHML}node")}
    assert set(labels) == set(graph)
    assert labels["speaker:s1"] == "Zoë O'Hara"
    assert labels["claim:c0"] == "The mayor said \"no\", then <b>yes</b> & 'maybe'"


def test_shapes_tell_the_types_and_colours_the_stances(root):
    nodes = {node.get("id"): node for node in root.iter(f"{GRAPHML}node")}
    shapes = {name.partition(":")[0]: next(node.iter(f"{Y}Shape")).get("type") for name, node in nodes.items()}
    assert shapes == {
        "stance": "octagon",
        "position": "hexagon",
        "document": "rectangle",
        "speaker": "ellipse",
        "claim": "roundrectangle",
    }
    border = {name: next(node.iter(f"{Y}BorderStyle")).get("color") for name, node in nodes.items()}
    fill = {name: next(node.iter(f"{Y}Fill")).get("color") for name, node in nodes.items()}
    assert border["speaker:s2"] == border["stance:critics"] != border["stance:administration"]
    # Black text can be read on it.
    assert all(int(color[place : place + 2], 16) > 170 for color in fill.values() for place in (1, 3, 5))


def test_bands_go_from_stances_to_positions(root):
    places = {node.get("id"): float(next(node.iter(f"{Y}Geometry")).get("x")) for node in root.iter(f"{GRAPHML}node")}
    bands = [[x for name, x in places.items() if name.startswith(kind)] for kind in ("stance", "speaker", "claim")]
    assert max(bands[0]) < min(bands[1])
    assert max(bands[1]) < min(bands[2])
    assert max(bands[2]) < places["position:p1"]


def test_claims_stand_under_their_document(root):
    boxes = {node.get("id"): next(node.iter(f"{Y}Geometry")) for node in root.iter(f"{GRAPHML}node")}
    heights = [float(boxes[name].get("y")) for name in ("document:d1", "claim:c0", "claim:c1", "claim:c2", "claim:c3")]
    assert heights == sorted(heights)
    assert len({boxes[name].get("x") for name in ("document:d1", "claim:c0", "claim:c3")}) == 1


def test_edges_have_ids_of_their_own_lines_and_labels(root):
    edges = list(root.iter(f"{GRAPHML}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    lines = {}
    for edge in edges:
        label = edge.find(f".//{Y}EdgeLabel")
        style = next(edge.iter(f"{Y}LineStyle"))
        lines[edge.findtext(f"{GRAPHML}data[@key='edge.type']")] = (style.get("type"), label is not None and label.text)
        assert next(edge.iter(f"{Y}Arrows")).get("target") == "standard"
    assert lines["attacks"] == ("dashed", "attacks")
    assert lines["supports"] == ("line", "supports")
    assert lines["echoes"] == ("dotted", "echoes")
    assert lines["made_by"] == ("line", False)


def test_ties_of_a_network_show_their_value_and_have_no_arrow(network, tmp_path):
    yed.write(network, tmp_path / "network.graphml")
    root = ElementTree.parse(tmp_path / "network.graphml").getroot()  # noqa: S314
    assert [label.text for label in root.iter(f"{Y}EdgeLabel")] == ["2", "-1"]
    assert {arrows.get("target") for arrows in root.iter(f"{Y}Arrows")} == {"none"}
