from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from argmine.formats import FormatError
from argmine.formats.graphs import sadface
from argmine.graph import contested


@pytest.fixture
def data(graph, tmp_path):
    sadface.write(graph, tmp_path / "buses.sadface.json")
    return json.loads((tmp_path / "buses.sadface.json").read_text(encoding="utf-8"))


def test_atoms_are_joined_only_through_schemes(data):
    kinds = {node["id"]: node["type"] for node in data["nodes"]}
    assert {(kinds[edge["source_id"]], kinds[edge["target_id"]]) for edge in data["edges"]} == {
        ("atom", "scheme"),
        ("scheme", "atom"),
    }
    names = [node["name"] for node in data["nodes"] if node["type"] == "scheme"]
    assert sorted(names) == ["attack", "attack", "rephrase", "rephrase", "support", "support"]


def test_the_core_is_complete_and_ids_are_uuids(data):
    core = data["metadata"]["core"]
    assert set(core) == {
        *("analyst_email", "analyst_name", "created", "edited", "id", "version"),
        *("description", "notes", "title"),
    }
    assert core["created"] == core["edited"] == "2025-01-05T00:00:00"
    for entry in data["nodes"] + data["edges"] + data["resources"] + [core]:
        assert str(uuid.UUID(entry["id"], version=4)) == entry["id"]


def test_sources_say_where_a_claim_stands(graph, data):
    resources = {resource["id"]: resource["content"] for resource in data["resources"]}
    atoms = {node["metadata"]["argmine"]["node"]: node for node in data["nodes"] if node["type"] == "atom"}
    (source,) = atoms["claim:c1"]["sources"]
    assert resources[source["resource_id"]] == 'Free "buses"; a, debate'
    text = graph.nodes["claim:c1"]["text"]
    assert (source["text"], source["offset"], source["length"]) == (text, 1, len(text))
    assert atoms["position:p1"]["sources"] == []


def test_the_package_sadface_finds_nothing_wrong_but_its_own_title(data):
    package = pytest.importorskip("sadface")
    _, problems = package.validation.verify(data)
    # Its own set_title, set_notes and set_description write these, and arguebuf wants them.
    assert {problem.rpartition(": ")[2] for problem in problems} == {"title", "notes", "description"}
    package.set_doc(data)
    assert len(package.list_atoms()) == 7


def test_arguebuf_reads_it(data):
    arguebuf = pytest.importorskip("arguebuf")
    read = arguebuf.load.sadface(data)
    assert (len(read.atom_nodes), len(read.scheme_nodes), len(read.edges)) == (7, 6, 12)
    assert read.metadata.created.to_date_string() == "2025-01-05"


def test_a_foreign_file_comes_back(tmp_path):
    def atom(name, text):
        return {"id": name, "type": "atom", "text": text, "sources": [], "metadata": {}}

    pairs = [("b", "s"), ("s", "a"), ("c", "t"), ("t", "a"), ("d", "u"), ("u", "c")]
    data: dict[str, Any] = {
        "analyst_name": "somebody",
        "nodes": [
            atom("a", "The park should stay open"),
            atom("b", "People meet there"),
            atom("c", "It is dark at night"),
            atom("d", "Lamps were put up"),
            {"id": "s", "type": "scheme", "name": "Practical Reasoning"},
            {"id": "t", "type": "scheme", "name": "conflict"},
            {"id": "u", "type": "conflict", "name": "disagree"},
        ],
        "edges": [{"id": str(place), "source_id": one, "target_id": other} for place, (one, other) in enumerate(pairs)],
        "resources": [],
    }
    path = tmp_path / "park.json"
    path.write_text(json.dumps(data))
    graph = sadface.read(path)
    assert graph.nodes_of("position") == ["position:a"]
    assert graph.summary() | {"claim": 3, "supports": 1, "attacks": 2, "document": 1} == graph.summary()
    assert [one.position for one in contested(graph, by="claims")] == ["a"]
    data["edges"].append({"id": "wrong", "source_id": "a", "target_id": "b"})
    path.write_text(json.dumps(data))
    with pytest.raises(FormatError, match=r"park\.json: the edge wrong joins the statements a and b directly"):
        sadface.read(path)
