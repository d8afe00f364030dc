from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats import FormatError
from argmine.formats.graphs import cytoscape_js

AWKWARD = 'a "quote"\\, </script> 🚌 \ud83d\r\n\x07 الحافلات'


@pytest.fixture
def content(graph, tmp_path):
    cytoscape_js.write(graph, tmp_path / "buses.cyjs")
    return json.loads((tmp_path / "buses.cyjs").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def draw(browser, npm_package):
    """The function that gives a file to cytoscape.js in a browser, and returns what a script finds in it."""
    script = npm_package("cytoscape") / "dist" / "cytoscape.min.js"

    def find(path: Path, expression: str) -> object:
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_content("<div id='cy' style='width: 800px; height: 600px'></div>")
        page.add_script_tag(path=script)
        page.evaluate(
            "text => { window.cy = cytoscape({container: document.getElementById('cy'), ...JSON.parse(text)}) }",
            path.read_text(encoding="utf-8"),
        )
        found = page.evaluate(expression)
        assert complaints == []
        page.close()
        return found

    return find


def test_cytoscape_js_draws_it(graph, tmp_path, draw):
    graph.nodes["claim:c0"]["text"] = AWKWARD
    path = tmp_path / "buses.cyjs"
    cytoscape_js.write(graph, path)
    found = draw(
        path,
        """() => ({
            nodes: cy.nodes().map(node => node.id()),
            edges: cy.edges().map(edge => [edge.source().id(), edge.target().id(), edge.data('interaction')]),
            parents: Object.fromEntries(cy.nodes().filter(node => node.isChild()).map(
                node => [node.id(), node.parent().first().id()])),
            text: Array.from(cy.$id('claim:c0').data('text')).map(letter => letter.codePointAt(0)),
            source: cy.$id('claim:c3').data('source'),
            shape: cy.$id('position:p1').style('shape'),
            border: cy.$id('speaker:s2').style('border-color'),
            camp: cy.$id('stance:critics').style('border-color'),
            attack: cy.edges("[interaction = 'attacks']").map(edge => edge.style('line-style')),
            hidden: cy.edges("[interaction = 'in_document']").filter(edge => edge.visible()).length,
            place: cy.$id('claim:c0').position(),
        })""",
    )
    assert found["nodes"] == list(graph)
    assert {tuple(edge) for edge in found["edges"]} == set(graph.edges(keys=True))
    assert found["parents"] == {f"claim:c{place}": f"document:d{1 if place < 4 else 2}" for place in range(5)}
    assert found["text"] == [ord(letter) for letter in AWKWARD]
    assert found["source"] == [[0, 4], [9, 12]]
    assert found["shape"] == "hexagon"
    assert found["border"] == found["camp"]
    assert set(found["attack"]) == {"dashed"}
    assert found["hidden"] == 0
    element = next(
        node for node in json.loads(path.read_text())["elements"]["nodes"] if node["data"]["id"] == "claim:c0"
    )
    assert found["place"] == element["position"]


def test_cytoscape_js_draws_a_discourse_network(network, tmp_path, draw):
    cytoscape_js.write(network, tmp_path / "network.cyjs")
    found = draw(
        tmp_path / "network.cyjs",
        "() => [cy.nodes().length, cy.edges().map(edge => [edge.data('value'), edge.style('target-arrow-shape')])]",
    )
    assert found == [3, [[2, "none"], [-1, "none"]]]


def test_names_and_interactions_are_those_of_cytoscape(graph, content):
    assert content["elements"].keys() == {"nodes", "edges"}
    nodes = {node["data"]["id"]: node for node in content["elements"]["nodes"]}
    assert nodes["speaker:s1"]["data"]["name"] == "Zoë O'Hara"
    assert all(node["data"]["name"] == node["data"]["label"] for node in nodes.values())
    assert all(math.isfinite(node["position"][axis]) for node in nodes.values() for axis in "xy")
    edges = [edge["data"] for edge in content["elements"]["edges"]]
    assert len({edge["id"] for edge in edges} | set(nodes)) == len(edges) + len(nodes)
    assert {edge["interaction"] for edge in edges} == {key for *_, key in graph.edges(keys=True)}
    holds = next(edge for edge in edges if (edge["source"], edge["interaction"]) == ("speaker:s2", "holds"))
    assert holds["name"] == "-Clerk (holds) critics"


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_it_holds_everything(data, argument_graphs):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.cyjs")
        cytoscape_js.write(graph, path)
        read = cytoscape_js.read(path)
    assert read.graph == graph.graph
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_a_file_that_cytoscape_has_saved_comes_back(tmp_path):
    path = tmp_path / "saved.cyjs"
    own = {"SUID": 85, "selected": False, "shared_name": "A"}
    nodes = [
        {"data": {"id": "85", "id_original": "claim:c", "name": "A", "label": "A", "type": "claim", **own}},
        {"data": {"id": "86", "id_original": "position:p", "name": "B", "label": "B", "type": "position", **own}},
    ]
    edge = {"id": "90", "source": "85", "target": "86", "type": "supports", "interaction": "supports", "name": "A B"}
    path.write_text(json.dumps({"elements": {"nodes": nodes, "edges": [{"data": {**edge, **own}}]}}))
    read = cytoscape_js.read(path)
    assert dict(read.nodes(data=True)) == {
        "claim:c": {"label": "A", "type": "claim"},
        "position:p": {"label": "B", "type": "position"},
    }
    assert list(read.edges(keys=True, data=True)) == [
        ("claim:c", "position:p", "supports", {"type": "supports"}),
    ]


@pytest.mark.parametrize(("owner", "name"), [("node", "id"), ("node", "parent"), ("edge", "source"), ("edge", "name")])
def test_names_that_it_keeps_for_itself_are_refused(graph, tmp_path, owner, name):
    thing = graph.nodes["claim:c0"] if owner == "node" else graph.edges["claim:c3", "claim:c0", "echoes"]
    thing[name] = "mine"
    with pytest.raises(FormatError, match=f"has an attribute '{name}', a name that Cytoscape.js JSON keeps"):
        cytoscape_js.write(graph, tmp_path / "buses.cyjs")


@pytest.mark.parametrize("text", ["[]", "{}", '{"elements": {"nodes": [{}]}}', '{"elements": []}', '{"elements": 1}'])
def test_what_is_no_cytoscape_js_json_is_refused(tmp_path, text):
    path = tmp_path / "other.cyjs"
    path.write_text(text)
    with pytest.raises(FormatError, match=r"other\.cyjs: is no Cytoscape\.js JSON: it needs `elements`"):
        cytoscape_js.read(path)
