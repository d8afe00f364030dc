from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from argmine.formats import FormatError
from argmine.formats.graphs import aif
from argmine.graph import contested, framework_of, solve, standings


def node(number: int | str, kind: str, text: str = "") -> dict[str, Any]:
    return {"nodeID": number, "text": text, "type": kind, "timestamp": "2024-03-01 10:00:00"}


def edges(*pairs: tuple[int | str, int | str]) -> list[dict[str, Any]]:
    return [{"edgeID": place, "fromID": one, "toID": other} for place, (one, other) in enumerate(pairs, start=1)]


@pytest.fixture
def data(graph, tmp_path):
    aif.write(graph, tmp_path / "buses.aif.json")
    return json.loads((tmp_path / "buses.aif.json").read_text(encoding="utf-8"))


@pytest.fixture
def read(tmp_path):
    def read(**data):
        path = tmp_path / "foreign.aif.json"
        path.write_text(json.dumps(data))
        return aif.read(path)

    return read


@pytest.fixture
def dialogue():
    """A dialogue as AIFdb stores one: two premises of one scheme, a transition, an analyst, somebody who agrees."""
    return {
        "nodes": [
            node("10", "I", "The bridge should be closed"),
            node("11", "I", "The bridge is old"),
            node("12", "I", "Old bridges fall"),
            node("13", "I", "Closing it cuts off the school"),
            node("14", "I", "The bridge has been repaired"),
            node("20", "RA", "Argument From Sign"),
            node("21", "CA", "Default Conflict"),
            node("22", "CA", "Default Conflict"),
            node("23", "PA", "Default Preference"),
            node("30", "L", "Ada Pike: the bridge, it's old"),
            node("31", "L", "Ada Pike: and old bridges fall"),
            node("32", "L", "Bo : closing it would cut off the school"),
            node("33", "L", "Cem Ozan: it was repaired, wasn't it?"),
            node("34", "L", "Dee Foe: I do think it is old"),
            node("40", "YA", "Asserting"),
            node("41", "YA", "Asserting"),
            node("42", "YA", "Challenging"),
            node("43", "YA", "Asserting"),
            node("44", "YA", "Agreeing"),
            node("45", "YA", "Analysing"),
            node("46", "YA", "Arguing"),
            node("50", "TA", "Default Transition"),
            node("60", "L", "annotator: an analysis"),
        ],
        "edges": edges(
            *(("30", "40"), ("40", "11"), ("31", "41"), ("41", "12"), ("32", "42"), ("42", "13")),
            *(("33", "43"), ("43", "14"), ("34", "44"), ("44", "11"), ("60", "45"), ("45", "10")),
            *(("30", "50"), ("50", "32"), ("50", "46"), ("46", "21")),
            *(("11", "20"), ("12", "20"), ("20", "10"), ("13", "21"), ("21", "10"), ("14", "22"), ("22", "20")),
        ),
        "schemefulfillments": None,
        "participants": [
            {"participantID": 1, "firstname": "Ada", "surname": "Pike"},
            {"participantID": 2, "firstname": "Bo", "surname": "None"},
        ],
        "locutions": [
            {"nodeID": "30", "personID": 1, "timestamp": "2024-03-01 10:00:00", "source": "Council, March"},
            {"nodeID": "31", "personID": "1"},
            {"nodeID": "32", "personID": 2},
        ],
    }


def test_information_nodes_are_joined_only_through_schemes(data):
    kinds = {entry["nodeID"]: entry["type"] for entry in data["nodes"]}
    joined = Counter((kinds[edge["fromID"]], kinds[edge["toID"]]) for edge in data["edges"])
    assert joined == {
        ("L", "YA"): 5,
        ("YA", "I"): 5,
        ("I", "RA"): 2,
        ("RA", "I"): 2,
        ("I", "CA"): 2,
        ("CA", "I"): 2,
        ("I", "MA"): 2,
        ("MA", "I"): 2,
    }


def test_ids_are_text_of_whole_numbers_and_nothing_is_null_that_must_be_a_list(data):
    ids = [entry["nodeID"] for entry in data["nodes"]]
    assert ids == [str(number) for number in range(1, len(ids) + 1)]
    assert all(edge["edgeID"].isdecimal() for edge in data["edges"])
    assert {key for key, value in data.items() if isinstance(value, list)} == {
        *("nodes", "edges", "locutions", "participants"),
        *("schemefulfillments", "descriptorfulfillments", "cqdescriptorfulfillments"),
    }


def test_every_claim_is_said_by_somebody(data):
    people = {one["participantID"]: (one["firstname"], one["surname"]) for one in data["participants"]}
    assert [people[one["personID"]] for one in data["locutions"]] == [
        ("Zoë", "O'Hara"),
        ("-", "-Clerk"),
        ("Zoë", "O'Hara"),
        ("Unknown", "speaker"),
        ("Unknown", "speaker"),
    ]
    texts = {entry["nodeID"]: entry["text"] for entry in data["nodes"]}
    assert texts[data["locutions"][1]["nodeID"]] == "-Clerk: =SUM(A1:A9) is no argument, said the clerk"


def test_a_documents_own_voice_says_whose_it_is(graph, tmp_path):
    graph.nodes["claim:c3"]["kind"] = "authorial"
    graph.nodes["document:d1"]["outlet"] = "The Morning Bus"
    aif.write(graph, tmp_path / "x.aif.json")
    data = json.loads((tmp_path / "x.aif.json").read_text(encoding="utf-8"))
    assert ("Own-voice-of", "The Morning Bus") in {(one["firstname"], one["surname"]) for one in data["participants"]}
    del data["argmine"]
    for entry in data["nodes"] + data["participants"]:
        entry.pop("argmine", None)
    (tmp_path / "x.aif.json").write_text(json.dumps(data))
    read = aif.read(tmp_path / "x.aif.json")
    kinds = Counter(data["kind"] for _, data in read.nodes(data=True) if data["type"] == "claim")
    assert kinds == {"authorial": 1, "direct": 4}
    assert sorted(read.nodes[one]["name"] for one in read.nodes_of("speaker")) == ["-Clerk", "Zoë O'Hara"]


def test_time_stamps_are_days_of_documents_and_none_is_made_up(graph, data, tmp_path):
    days = {entry.get("timestamp") for entry in data["nodes"]}
    assert days == {"2025-01-05 00:00:00", None}
    graph.nodes["document:d1"]["date"] = "spring 2025"
    aif.write(graph, tmp_path / "x.aif.json")
    assert "timestamp" not in (tmp_path / "x.aif.json").read_text(encoding="utf-8")


def test_arguebuf_reads_it(graph, data, tmp_path):
    arguebuf = pytest.importorskip("arguebuf")
    read = arguebuf.load.file(tmp_path / "buses.aif.json")
    assert [atom.plain_text for atom in read.atom_nodes.values()] == [
        graph.nodes[one]["text"] for kind in ("position", "claim") for one in graph.nodes_of(kind)
    ]
    schemes = Counter(type(scheme.scheme).__name__ for scheme in read.scheme_nodes.values())
    assert schemes == {"Support": 2, "Attack": 2, "Rephrase": 2}
    days = {atom.metadata.created.to_date_string() for atom in read.atom_nodes.values()}
    assert "2025-01-05" in days
    dialogue = arguebuf.load.aif(data, reconstruct_dialog=True)
    assert (len(dialogue.atom_nodes), len(dialogue.scheme_nodes), len(dialogue.edges)) == (7, 6, 12)


def test_what_arguebuf_makes_of_it_comes_back(graph, data, tmp_path):
    arguebuf = pytest.importorskip("arguebuf")
    read = arguebuf.load.aif(data)
    config = arguebuf.dump.Config(format=arguebuf.dump.Format.AIF)
    (tmp_path / "saved.aif.json").write_text(json.dumps(arguebuf.dump.dict(read, config)))
    again = aif.read(tmp_path / "saved.aif.json")
    known = graph.summary()
    assert {name: again.summary()[name] for name in ("supports", "attacks", "echoes")} == {
        name: known[name] for name in ("supports", "attacks", "echoes")
    }
    # arguebuf drops locutions, so a claim that bears on nothing looks like a position.
    assert (again.summary()["claim"], again.summary()["position"]) == (4, 3)


def test_arguebuf_draws_it(data):
    arguebuf = pytest.importorskip("arguebuf")
    drawing = str(arguebuf.dump.graphviz(arguebuf.load.aif(data)))
    assert "Support" in drawing
    assert "Attack" in drawing


def test_a_dialogue_of_aifdb(read, dialogue):
    graph = read(**dialogue)
    assert graph.nodes_of("position") == ["position:10"]
    texts = {data["text"]: one for one, data in graph.nodes(data=True) if data["type"] == "claim"}
    assert set(texts) == {
        *("The bridge is old", "Old bridges fall"),
        *("Closing it cuts off the school", "The bridge has been repaired"),
    }
    said = {(graph.nodes[claim]["text"], graph.nodes[claim].get("speaker")) for claim in graph.nodes_of("claim")}
    assert said == {
        ("The bridge is old", "Ada Pike"),
        ("The bridge is old", "Dee Foe"),
        ("Old bridges fall", "Ada Pike"),
        ("Closing it cuts off the school", "Bo"),
        ("The bridge has been repaired", "Cem Ozan"),
    }
    assert graph.summary() | {"speaker": 4, "supports": 3, "attacks": 1, "echoes": 1, "document": 2} == graph.summary()
    assert {graph.nodes[one]["title"] for one in graph.nodes_of("document")} == {"Council, March", "foreign.aif.json"}


def test_conflicts_and_semantics_of_a_dialogue(read, dialogue):
    graph = read(**dialogue)
    (one,) = contested(graph)
    assert (one.position, one.sides.supports, one.sides.attacks) == ("10", 2, 1)
    assert one.supporting is not None
    assert one.supporting.name == "Ada Pike"
    assert len(list(standings(graph))) == 1
    assert len(list(solve(framework_of(graph), "preferred").extensions())) == 2


def test_numbers_for_ids_no_locutions_and_missing_parts(read):
    graph = read(
        nodes=[node(0, "I", "a"), node(1, "I", "b"), node(2, "I", "c"), node(3, "RA"), node(4, "CA"), node(5, "XX")],
        edges=edges((0, 3), (3, 1), (1, 4), (4, 2)),
    )
    assert graph.nodes_of("claim") == ["claim:0", "claim:1"]
    assert graph.nodes_of("position") == ["position:2"]
    assert graph.edges["claim:0", "claim:1", "supports"]["kind"] == "support"
    claim = graph.nodes["claim:1"]
    assert (claim["kind"], claim["position"], claim["polarity"]) == ("authorial", "2", "attack")
    assert "start" not in claim
    assert contested(graph) == []


def test_a_claim_on_several_positions_and_a_rephrase(read):
    graph = read(
        nodes=[node(n, "I", str(n)) for n in range(4)] + [node(5, "RA"), node(6, "CA"), node(7, "MA")],
        edges=edges((0, 5), (5, 1), (0, 6), (6, 2), (3, 7), (7, 0)),
    )
    assert graph.nodes["claim:0"]["position"] == "1"
    assert graph.edges["claim:0", "position:2", "attacks"]["sign"] == -1
    assert graph.edges["claim:3", "claim:0", "echoes"]["kind"] == "paraphrase"


@pytest.mark.parametrize(
    ("nodes", "pairs", "complaint"),
    [
        (
            [node(1, "I"), node(2, "I")],
            [(1, 2)],
            "the edge 1 joins the statements 1 and 2 directly: put",
        ),
        ([node(1, "I")], [(1, 9)], "the edge 1 leads from or to the node 9, which is not there: add the node"),
        ([node(1, "I"), node("1", "L")], [], "two nodes have the nodeID 1"),
        ([{"text": "x", "type": "I"}], [], "the node number 1 has no `nodeID`: give it one"),
        ([{"nodeID": 7, "text": "x"}], [], "the node 7 has no `type`: give it one, such as I"),
        ([7], [], "needs `nodes`, a list of objects"),
    ],
)
def test_broken_files_are_refused_with_the_node(read, nodes, pairs, complaint):
    with pytest.raises(FormatError, match=complaint) as refusal:
        read(nodes=nodes, edges=edges(*pairs))
    assert "foreign.aif.json" in str(refusal.value)
