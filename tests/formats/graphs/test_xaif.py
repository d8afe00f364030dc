from __future__ import annotations

import json
import re
from html import unescape

import pytest

from argmine.formats.graphs import aif, xaif


@pytest.fixture
def data(graph, tmp_path):
    xaif.write(graph, tmp_path / "buses.xaif.json")
    return json.loads((tmp_path / "buses.xaif.json").read_text(encoding="utf-8"))


def test_it_is_aif_with_a_text_and_a_layout(graph, data, tmp_path):
    aif.write(graph, tmp_path / "buses.aif.json")
    assert data["AIF"] == json.loads((tmp_path / "buses.aif.json").read_text(encoding="utf-8"))
    assert set(data) == {"AIF", "text", "dialog", "OVA"}


def test_the_text_marks_each_claim_with_its_locution(graph, data):
    spans = dict(re.findall(r'<span class="highlighted" id="node(\d+)">(.*?)</span>', data["text"]))
    locutions = [one["nodeID"] for one in data["AIF"]["locutions"]]
    assert sorted(spans) == sorted(locutions)
    for locution, claim in zip(locutions, graph.nodes_of("claim"), strict=True):
        lines = graph.nodes[claim]["text"].replace("\r\n", "\n").replace("\r", "\n")
        assert unescape(spans[locution].replace("<br>", "\n")) == lines
    assert "<b>yes</b>" not in data["text"]
    assert "Zoë O&#x27;Hara: <span" in data["text"]


def test_each_node_has_a_place_of_its_own(data):
    places = {node["nodeID"]: (node["x"], node["y"]) for node in data["OVA"]["nodes"]}
    kinds = {node["nodeID"]: node["type"] for node in data["AIF"]["nodes"]}
    assert set(places) == set(kinds)
    boxes = [place for node, place in places.items() if kinds[node] in ("I", "L", "YA")]
    assert len(set(boxes)) == len(boxes)
    assert all(isinstance(number, int) for place in places.values() for number in place)
    assert [(edge["fromID"], edge["toID"]) for edge in data["OVA"]["edges"]] == [
        (edge["fromID"], edge["toID"]) for edge in data["AIF"]["edges"]
    ]


def test_the_package_xaif_works_on_it(data):
    package = pytest.importorskip("xaif")
    held = package.AIF(data)
    assert held.is_valid_json_aif()
    assert held.is_json_aif_dialog()
    assert [held.get_speaker(one["nodeID"])[0] for one in data["AIF"]["locutions"]] == [
        "Zoë O'Hara",
        "- -Clerk",
        "Zoë O'Hara",
        "Unknown speaker",
        "Unknown speaker",
    ]
    relations = held.get_csv("argument-relation")
    assert relations["relation"].value_counts().to_dict() | {"None": 0} == {
        "Default Inference": 2,
        "Default Conflict": 2,
        "Default Rephrase": 2,
        "None": 0,
    }
    asserted = held.get_csv("locution")
    assert (asserted["relation"] == "Asserting").sum() == 5


def test_what_the_package_xaif_adds_comes_back(data, tmp_path):
    package = pytest.importorskip("xaif")
    held = package.AIF(data)
    highest = len(data["AIF"]["nodes"])
    held.add_component("locution", text="Night buses cost too much", speaker="Bo Lind")
    held.add_component("proposition", Lnode_ID=str(highest + 1), proposition="Night buses cost too much")
    held.add_component("argument_relation", relation_type="CA", iNode_ID1=str(highest + 2), iNode_ID2="2")
    (tmp_path / "more.xaif.json").write_text(json.dumps(held.xaif))
    read = xaif.read(tmp_path / "more.xaif.json")
    assert read.has_edge(f"claim:{highest + 2}", "position:p2", "attacks")
    assert read.summary()["claim"] == 6


def test_a_file_of_an_argument_mining_workflow(tmp_path):
    package = pytest.importorskip("xaif")
    held = package.AIF("We need a night bus.")
    held.add_component("locution", text="Nobody would take it", speaker="Bo Lind")
    held.add_component("proposition", Lnode_ID=0, proposition="We need a night bus.")
    held.add_component("proposition", Lnode_ID=1, proposition="Nobody would take it")
    held.add_component("argument_relation", relation_type="CA", iNode_ID1=4, iNode_ID2=2)
    (tmp_path / "mined.xaif.json").write_text(json.dumps(held.xaif))
    read = xaif.read(tmp_path / "mined.xaif.json")
    assert {read.nodes[claim]["text"] for claim in read.nodes_of("claim")} == {
        "We need a night bus.",
        "Nobody would take it",
    }
    assert read.summary()["attacks"] == 1


def test_arguebuf_reads_it(data):
    arguebuf = pytest.importorskip("arguebuf")
    read = arguebuf.load.xaif(data)
    assert (len(read.atom_nodes), len(read.scheme_nodes), len(read.edges)) == (7, 6, 12)
