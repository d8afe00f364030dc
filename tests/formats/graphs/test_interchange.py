"""What the formats of argumentation tools have in common: what they hold comes back, and broken files are refused."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.codebook import Codebook
from argmine.formats import FormatError
from argmine.formats.graphs import aif, argdown, arguebuf, sadface, xaif
from argmine.graph import ArgumentGraph, build_graph, contested, framework_of, standings
from argmine.schema import Claim, Document, Echo, Issue, Polarity, Position, Relation, Speaker

JSON_FORMATS = (aif, xaif, sadface, arguebuf)
STANCES = Codebook.default().stance_names
AWKWARD = "\x00\x07\x0c\x1b\t\n\r\"'<>&,;:.= é“”🚌\u202eשלוםالسلام\u2028\ufeff\x85\ud83d[]{}()#@*_\\/+-"
NOT_IN_ARGDOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
HALF_SURROGATE = re.compile("[\ud800-\udfff]")

texts = st.one_of(
    st.text(max_size=20),
    st.text(
        alphabet="\x00\x07\x0c\x1b\t\n\r\"'<>&,;:.= é“”🚌\u202eשלוםالسلام\u2028\ufeff\x85\ud83d[]{}()#@*_\\/+-",
        max_size=20,
    ),
    st.sampled_from(["", " ", "\r\n", "===", "<!-- a -->", "// x", "https://x.example/a.b.c", "#tag", "{a: 1}", "1"]),
)
maybe = st.none() | texts
polarities: st.SearchStrategy[Polarity | None] = st.sampled_from([None, "support", "attack"])
names = st.text(alphabet="ab é'-\t\x07[]{}<>:#/\\\"=\x85", max_size=8)


@st.composite
def graphs(draw: st.DrawFn) -> ArgumentGraph:
    documents = [
        Document(id=f"d{place}", text=draw(texts), title=draw(maybe), outlet=draw(maybe), date=draw(maybe))
        for place in range(draw(st.integers(1, 2)))
    ]
    issue = draw(st.none() | st.builds(Issue, id=st.just("i"), text=texts))
    positions = [
        Position(id=f"p{place}", text=draw(texts), terms=tuple(draw(st.lists(texts, max_size=2))), issue=issue)
        for place in range(draw(st.integers(0, 2)))
    ]
    speakers = [
        Speaker(id=f"s{place}", name=draw(names), organisation=draw(maybe), role=draw(maybe)) for place in range(2)
    ]
    count = draw(st.integers(0, 5))
    sides = [draw(st.sampled_from([None, *(position.id for position in positions)])) for _ in range(count)]
    claims = [
        Claim(
            id=f"c{place}",
            document=draw(st.sampled_from(documents)).id,
            start=place,
            end=place + 1,
            text=draw(texts),
            kind=draw(st.sampled_from(["direct", "indirect", "authorial"])),
            type=draw(st.none() | st.just("policy")),
            source=((0, 1),) * draw(st.integers(0, 2)),
            speaker=draw(st.none() | st.sampled_from(speakers)),
            stance=draw(st.none() | st.sampled_from(STANCES)),
            stance_probabilities=draw(st.dictionaries(st.sampled_from(STANCES), st.floats(0, 1))),
            position=sides[place],
            polarity=draw(polarities) if sides[place] else None,
            polarity_confidence=draw(st.none() | st.floats(0, 1)),
            relations=tuple(
                draw(
                    st.lists(
                        st.builds(
                            Relation,
                            target=st.sampled_from([f"c{other}" for other in range(count)]),
                            label=st.sampled_from(["reason", "evidence", "support", "attack"]),
                            confidence=st.floats(0, 1),
                        ),
                        max_size=2,
                        unique_by=lambda relation: (relation.target, relation.label == "attack"),
                    )
                )
            ),
            confidence=draw(st.floats(0, 1)),
        )
        for place in range(count)
    ]
    echoes = [
        Echo(claim=f"c{later}", of=f"c{draw(st.integers(0, later - 1))}", similarity=draw(st.floats(0, 1)))
        for later in range(1, count)
        if draw(st.booleans())
    ]
    graph = build_graph(documents, claims, positions, echoes, codebook=Codebook.default())
    for claim in claims:
        for position in positions:
            # Beside a side, one more; a claim on no side would take this one.
            if claim.polarity is not None and draw(st.booleans()):
                place = {"document": claim.document, "start": claim.start, "end": claim.end, "sign": -1}
                ends = f"claim:{claim.id}", f"position:{position.id}"
                graph.add_edge(*ends, key="attacks", type="attacks", weight=1.0, **place)
    return graph


def round_trip(graph: ArgumentGraph, module: ModuleType) -> ArgumentGraph:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.file")
        module.write(graph, path)
        again = Path(folder, "again.file")
        module.write(graph, again)
        assert path.read_bytes() == again.read_bytes()
        read: ArgumentGraph = module.read(path)
    read.check()
    return read


def edges_of(graph: ArgumentGraph) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(source, target, key): data for source, target, key, data in graph.edges(keys=True, data=True)}


def whole(value: Any) -> Any:
    """Protobuf holds no halves of surrogate pairs."""
    if isinstance(value, str):
        return HALF_SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {whole(key): whole(inner) for key, inner in value.items()}
    return [whole(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("module", JSON_FORMATS, ids=lambda module: module.FORMAT.name)
@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_json_formats_hold_everything(module, graph):
    read = round_trip(graph, module)
    held = whole if module is arguebuf else lambda value: value
    assert read.graph == graph.graph
    assert list(read) == list(graph)
    for node, data in graph.nodes(data=True):
        assert read.nodes[node] == held(data), node
    assert edges_of(read) == edges_of(graph)


def in_argdown(text: str) -> str:
    return " ".join(NOT_IN_ARGDOWN.sub(" ", text).split())


ARGDOWN_HOLDS = {
    "claim": ("document", "start", "end", "kind", "stance", "speaker", "outlet", "date"),
    "position": ("terms",),
    "document": ("title", "outlet", "date"),
    "speaker": ("name", "organisation", "role"),
    "stance": ("color", "description"),
}


@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_argdown_holds_what_it_says(graph):
    read = round_trip(graph, argdown)
    assert set(read) == set(graph)
    for node, data in graph.nodes(data=True):
        for name in ARGDOWN_HOLDS[data["type"]]:
            assert read.nodes[node].get(name) == whole(data.get(name)), (node, name)
        assert read.nodes[node].get("text", "") == in_argdown(data.get("text", ""))
        assert read.nodes[node].get("issue", "") == in_argdown(data.get("issue", ""))
    assert set(edges_of(read)) == set(edges_of(graph))
    for edge, data in edges_of(graph).items():
        for name in ("weight", "sign", "kind"):
            assert edges_of(read)[edge].get(name) == data.get(name), edge


@pytest.mark.parametrize("module", (*JSON_FORMATS, argdown), ids=lambda module: module.FORMAT.name)
def test_conflicts_are_the_same_after_a_round_trip(graph, module):
    read = round_trip(graph, module)
    assert list(standings(read)) == list(standings(graph))
    assert contested(read) == contested(graph)
    assert len(framework_of(read).attacks) == len(framework_of(graph).attacks)


@pytest.mark.parametrize("module", (*JSON_FORMATS, argdown), ids=lambda module: module.FORMAT.name)
def test_a_part_of_a_graph_and_an_empty_one(graph, module):
    graph.remove_nodes_from(["document:d1", "speaker:s1", "position:p1"])
    read = round_trip(graph, module)
    assert set(graph.nodes_of("claim")) == set(read.nodes_of("claim"))
    assert round_trip(ArgumentGraph(), module).nodes_of("claim") == []


@pytest.mark.parametrize("module", JSON_FORMATS, ids=lambda module: module.FORMAT.name)
@pytest.mark.parametrize(
    ("text", "complaint"),
    [("", "is no JSON file"), ("[1]", "holds no JSON object but a list"), ("{}", "it? needs|needs `nodes`")],
)
def test_what_is_no_such_file_is_refused(tmp_path, module, text, complaint):
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(FormatError, match=complaint) as refusal:
        module.read(path)
    assert str(path) in str(refusal.value)


@pytest.mark.parametrize("module", JSON_FORMATS, ids=lambda module: module.FORMAT.name)
def test_facts_that_are_none_are_refused_with_the_node(graph, tmp_path, module):
    path = tmp_path / "spoilt.json"
    module.write(graph, path)
    path.write_text(path.read_text().replace('"start": 2', '"start": "two"'))
    with pytest.raises(FormatError, match=r"spoilt\.json: the node .* has facts of argmine's that cannot be read"):
        module.read(path)
    module.write(graph, path)
    path.write_text(path.read_text().replace('"id": "d1"', '"name": "d1"'))
    with pytest.raises(FormatError, match="the list of documents has facts of argmine's that cannot be read"):
        module.read(path)


def test_values_that_json_cannot_hold_are_refused(graph, tmp_path):
    graph.nodes["claim:c0"]["confidence"] = float("nan")
    with pytest.raises(FormatError, match="has a value that JSON cannot hold"):
        sadface.write(graph, tmp_path / "x")


def test_a_line_a_node(graph, tmp_path):
    aif.write(graph, tmp_path / "x.aif.json")
    lines = (tmp_path / "x.aif.json").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('{"nodeID"') and '"type"' in line for line in lines) == len(
        json.loads("\n".join(lines))["nodes"]
    )
