from __future__ import annotations

import json
import math
from collections import Counter
from xml.etree import ElementTree

import networkx as nx
import pytest

from argmine import formats
from argmine.formats import FormatError
from argmine.formats.graphs import gexf

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"

#: What the schema of GEXF 1.3 allows: an element's attributes, and its children with how often they may come.
SCHEMA: dict[str, tuple[set[str], dict[str, float]]] = {
    "gexf": ({"version"}, {"meta": 1, "graph": 1}),
    "meta": ({"lastmodifieddate"}, {"creator": 1, "description": 1, "keywords": 1}),
    "graph": (
        {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation", "timezone", "start", "end"},
        {"attributes": math.inf, "nodes": 1, "edges": 1},
    ),
    "attributes": ({"class", "mode"}, {"attribute": math.inf}),
    "attribute": ({"id", "title", "type"}, {"default": 1}),
    "nodes": ({"count"}, {"node": math.inf}),
    "edges": ({"count"}, {"edge": math.inf}),
    "node": ({"id", "label"}, {"attvalues": 1, "spells": 1, "color": 1, "size": 1, "position": 1, "shape": 1}),
    "edge": (
        {"id", "source", "target", "kind", "label", "weight", "type"},
        {"attvalues": 1, "spells": 1, "color": 1, "thickness": 1, "shape": 1},
    ),
    "attvalues": (set(), {"attvalue": math.inf}),
    "attvalue": ({"for", "value", "start", "end"}, {}),
    "spells": (set(), {"spell": math.inf}),
    "spell": ({"start", "end"}, {}),
    "color": ({"r", "g", "b", "a"}, {}),
    "size": ({"value"}, {}),
    "shape": ({"value"}, {}),
}


def assert_schema(element: ElementTree.Element) -> None:
    attributes, children = SCHEMA.get(name := local(element), (set(), {}))
    assert set(element.attrib) <= attributes, name
    found = Counter(local(child) for child in element)
    assert all(number <= children[child] for child, number in found.items()), (name, found)
    if name == "graph":
        assert [local(child) for child in element][-2:] == ["nodes", "edges"]
    if name == "spells":
        assert len(element)
    for child in element:
        assert_schema(child)


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


@pytest.fixture
def path(graph, tmp_path):
    formats.write(graph, tmp_path / "buses.gexf")
    return tmp_path / "buses.gexf"


@pytest.fixture
def root(path):
    return ElementTree.parse(path).getroot()  # noqa: S314


def test_it_says_that_it_is_gexf_1_3(root):
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    graph = root.find(f"{GEXF}graph")
    assert (graph.get("defaultedgetype"), graph.get("mode")) == ("directed", "static")
    assert "lastmodifieddate" not in root.find(f"{GEXF}meta").attrib


def test_attributes_are_declared_with_their_types(root):
    declared = {
        (group.get("class"), entry.get("title")): (entry.get("id"), entry.get("type"))
        for group in root.iter(f"{GEXF}attributes")
        for entry in group
    }
    assert declared["node", "start"] == ("start", "integer")
    assert declared["node", "confidence"] == ("confidence", "double")
    assert declared["node", "source"] == ("source.json", "string")
    assert declared["edge", "claims"] == ("claims.json", "string")
    assert declared["edge", "sign"] == ("sign", "integer")
    assert ("edge", "weight") not in declared
    assert ("node", "label") not in declared


def test_nodes_have_the_colour_of_their_stance_and_a_size(root):
    looks = {
        node.get("id"): (
            tuple(int(node.find(f"{VIZ}color").get(channel)) for channel in "rgb"),
            float(node.find(f"{VIZ}size").get("value")),
        )
        for node in root.iter(f"{GEXF}node")
    }
    blue, orange, purple, grey = (27, 108, 168), (179, 84, 30), (122, 62, 157), (118, 118, 118)
    assert looks["stance:industry"][0] == blue
    assert looks["speaker:s1"][0] == looks["claim:c0"][0] == orange
    assert looks["speaker:s2"][0] == purple
    assert looks["claim:c4"][0] == grey
    assert looks["document:d1"][1] > looks["document:d2"][1] > looks["claim:c4"][1] > 0


def test_a_colour_that_is_none_is_grey(graph, tmp_path):
    graph.nodes["stance:critics"]["color"] = "teal"
    formats.write(graph, tmp_path / "buses.gexf")
    color = nx.read_gexf(tmp_path / "buses.gexf").nodes["speaker:s2"]["viz"]["color"]
    assert (color["r"], color["g"], color["b"]) == (118, 118, 118)


def test_edges_have_a_kind_a_sign_and_never_a_weight_of_zero(root):
    edges = list(root.iter(f"{GEXF}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {edge.get("kind") for edge in edges} > {"supports", "attacks", "echoes"}
    assert all(float(edge.get("weight")) > 0 for edge in edges)
    signs = {
        (edge.get("kind"), value.get("value"))
        for edge in edges
        for value in edge.iter(f"{GEXF}attvalue")
        if value.get("for") == "sign"
    }
    assert signs == {("supports", "1"), ("attacks", "-1")}
    attack = next(edge for edge in edges if edge.get("kind") == "attacks")
    assert attack.find(f"{VIZ}shape").get("value") == "dashed"


def test_networkx_reads_it(graph, path):
    read = nx.read_gexf(path)
    assert (read.number_of_nodes(), read.number_of_edges()) == (len(graph), graph.number_of_edges())
    assert read.is_multigraph()
    claim = read.nodes["claim:c3"]
    assert claim["text"] == graph.nodes["claim:c3"]["text"]
    assert json.loads(claim["source"]) == [[0, 4], [9, 12]]
    assert set(claim) == {*graph.nodes["claim:c3"], "viz"}
    edges = {(source, target, data["type"]): data for source, target, data in read.edges(data=True)}
    assert set(edges) == set(graph.edges(keys=True))
    echo = edges["claim:c3", "claim:c0", "echoes"]
    assert set(echo) == {*graph.edges["claim:c3", "claim:c0", "echoes"], "id"}
    assert echo["weight"] == 0.75


def test_networkx_finds_every_value_under_its_name(graph, path):
    read = nx.read_gexf(path)
    for node, data in graph.nodes(data=True):
        for name, value in data.items():
            if isinstance(value, str):
                assert read.nodes[node][name] == "".join(c for c in value if c >= " " or c in "\t\n\r")
            elif isinstance(value, list | dict):
                assert json.loads(read.nodes[node][name]) == value
            else:
                assert read.nodes[node][name] == value


def test_a_file_that_gephi_has_saved_comes_back(tmp_path):
    path = tmp_path / "saved.gexf"
    path.write_text(
        """<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz">
  <meta lastmodifieddate="2025-06-01"><creator>Gephi 0.10.1</creator></meta>
  <graph defaultedgetype="directed" timeformat="double" mode="static">
    <attributes class="node" mode="static">
      <attribute id="type" title="type" type="string"/>
      <attribute id="terms.json" title="terms" type="string"/>
      <attribute id="class" title="Modularity Class" type="integer"><default>0</default></attribute>
    </attributes>
    <nodes>
      <node id="claim:c" label="Buses"><attvalues>
        <attvalue for="type" value="claim"/><attvalue for="class" value="3"/></attvalues>
        <viz:size value="4.0"/><viz:position x="1.5" y="-2.0"/><viz:color r="1" g="2" b="3"/></node>
      <node id="position:p" label="Free"><attvalues>
        <attvalue for="type" value="position"/><attvalue for="terms.json" value='["bus"]'/></attvalues></node>
    </nodes>
    <edges><edge id="0" source="claim:c" target="position:p" kind="supports" weight="2.0"/></edges>
  </graph>
</gexf>"""
    )
    graph = formats.read(path)
    assert graph.nodes["claim:c"] == {"label": "Buses", "type": "claim", "Modularity Class": 3}
    assert graph.nodes["position:p"]["terms"] == ["bus"]
    assert graph.edges["claim:c", "position:p", "supports"] == {"type": "supports", "weight": 2.0}


def test_a_weight_below_zero_is_refused(graph, tmp_path):
    graph.edges["claim:c3", "claim:c0", "echoes"]["weight"] = -1.0
    with pytest.raises(FormatError, match="put the sign in the edge's attribute `sign`"):
        formats.write(graph, tmp_path / "buses.gexf")
    assert list(tmp_path.iterdir()) == []


def test_sizes_grow_slowly(graph, tmp_path):
    for place in range(1000):
        graph.add_edge(f"claim:x{place}", "document:d1", key="in_document", type="in_document")
    formats.write(graph, tmp_path / "many.gexf")
    sizes = nx.get_node_attributes(nx.read_gexf(tmp_path / "many.gexf"), "viz")
    assert sizes["document:d1"]["size"] == pytest.approx(4 + 4 * math.log2(1005), abs=0.01)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<gexf", "is not well-formed XML"),
        ("<html/>", "is no GEXF file"),
        ("", "is not well-formed XML"),
        (
            '<g:gexf xmlns:g="g"><g:node id="x"><g:attvalue for="a" value="1"/></g:node></g:gexf>',
            "has a value for 'a', which it does not declare",
        ),
        ('<gexf><nodes><node id="x" label="X"/></nodes></gexf>', "the node 'x' has the type None"),
    ],
)
def test_what_is_no_argument_graph_is_refused(tmp_path, text, complaint):
    path = tmp_path / "other.gexf"
    path.write_text(text)
    with pytest.raises(FormatError, match=complaint) as refusal:
        formats.read(path)
    assert str(path) in str(refusal.value)


def test_it_holds_what_the_schema_of_gexf_1_3_allows(root):
    assert_schema(root)


def test_edge_ids_are_unique_and_attributes_do_not_collide(root):
    ids = [edge.get("id") for edge in root.iter(f"{GEXF}edge")]
    assert len(set(ids)) == len(ids)
    for group in root.iter(f"{GEXF}attributes"):
        # Gephi tells columns apart by their id in lower case, and has these of its own.
        columns = [entry.get("id").lower() for entry in group]
        assert len(set(columns)) == len(columns)
        assert not {"id", "label", "weight", "timeset"} & set(columns)


def test_an_edges_label_and_weight_are_those_that_gephi_shows(graph, tmp_path):
    graph.edges["claim:c3", "claim:c0", "echoes"]["label"] = "said again"
    formats.write(graph, tmp_path / "buses.gexf")
    read = formats.read(tmp_path / "buses.gexf")
    assert read.edges["claim:c3", "claim:c0", "echoes"]["label"] == "said again"
    foreign = nx.read_gexf(tmp_path / "buses.gexf")
    labels = [data["label"] for _, _, data in foreign.edges(data=True) if "label" in data]
    assert labels == ["said again"]


@pytest.mark.parametrize("owner", ["node", "edge"])
def test_an_attribute_named_id_is_refused(graph, tmp_path, owner):
    thing = graph.nodes["claim:c0"] if owner == "node" else graph.edges["claim:c3", "claim:c0", "echoes"]
    thing["id"] = "mine"
    with pytest.raises(FormatError, match=f"{owner}s have an attribute 'id', a name that Gephi keeps for itself"):
        formats.write(graph, tmp_path / "buses.gexf")


def test_a_discourse_network_is_undirected_and_has_its_signs(network, tmp_path):
    gexf.write(network, tmp_path / "network.gexf")
    assert_schema(ElementTree.parse(tmp_path / "network.gexf").getroot())  # noqa: S314
    read = nx.read_gexf(tmp_path / "network.gexf")
    assert type(read) is nx.Graph
    for *ends, data in network.edges(data=True):
        assert data.items() <= read.edges[ends].items()
    assert read.nodes["speaker:s1"]["frequency"] == 3
