"""Whatever a graph holds comes back from each format, as far as the format can hold it."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine import formats
from argmine.codebook import Codebook
from argmine.formats.graphs.gexf import LEAST_WEIGHT
from argmine.graph import ArgumentGraph, build_graph
from argmine.schema import Claim, Document, Echo, Position, Speaker

STANCES = Codebook.default().stance_names
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

texts = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="\x00\x07\x0c\x1b\t\n\r\"'<>&,;= é“”🚌\u202eשלוםالسلام\u2028\ufffe\x85]]>", max_size=20),
    st.sampled_from(["", " ", "\r\n", "]]>", "<!--", "&amp;", "true", "1", "null", "[1]", "=1+1", "NaN"]),
)
maybe = st.none() | texts
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["weight_in_kg", "note", "notes", "value", "labels", "Ünïcode name", "id2"])
extras = st.dictionaries(names, values, max_size=3)
speakers = st.builds(Speaker, id=st.sampled_from(["s1", "s2"]), name=texts, organisation=maybe, role=maybe)


@st.composite
def graphs(draw: st.DrawFn) -> ArgumentGraph:
    documents = [
        Document(id=f"d{place}", text=draw(texts), title=draw(maybe), outlet=draw(maybe), date=draw(maybe))
        for place in range(draw(st.integers(1, 2)))
    ]
    positions = [Position(id="p", text=draw(texts), terms=tuple(draw(st.lists(texts, max_size=2))))]
    claims = [
        Claim(
            id=f"c{place}",
            document=draw(st.sampled_from(documents)).id,
            start=place,
            end=place + 1,
            text=draw(texts),
            kind="direct",
            source=((0, 1),) * draw(st.integers(0, 2)),
            speaker=draw(st.none() | speakers),
            stance=draw(st.none() | st.sampled_from(STANCES)),
            stance_probabilities=draw(st.dictionaries(st.sampled_from(STANCES), st.floats(0, 1))),
            position=draw(st.sampled_from([None, "p"])),
            polarity=draw(st.sampled_from([None, "support", "attack"])),
            confidence=draw(st.floats(0, 1)),
        )
        for place in range(draw(st.integers(0, 4)))
    ]
    echoes = [Echo(claim=claim.id, of=claims[0].id, similarity=draw(st.floats(0, 1))) for claim in claims[1:]]
    graph = build_graph(documents, claims, positions, echoes, codebook=Codebook.default())
    for claim in claims:
        if draw(st.booleans()):
            for edge in ("supports", "attacks"):
                graph.add_edge(f"claim:{claim.id}", "position:p", key=edge, type=edge)
    graph.graph.update(draw(extras))
    for _, data in graph.nodes(data=True):
        data.update(draw(extras))
    for _, _, data in graph.edges(data=True):
        data.update(draw(extras))
    return graph


def in_xml(value: Any) -> Any:
    return NOT_XML.sub("", value) if isinstance(value, str) else value


def known(data: dict[str, Any]) -> set[str]:
    return {name for name, value in data.items() if value is not None}


def assert_xml_held(read: dict[str, Any], data: dict[str, Any]) -> None:
    """Text may lose control characters; lists, dicts and text among values of other types keep them."""
    assert set(read) == known(data)
    for name in read:
        assert read[name] in (data[name], in_xml(data[name]))


def edges_of(graph: nx.MultiDiGraph) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(source, target, key): data for source, target, key, data in graph.edges(keys=True, data=True)}


def assert_nodes_and_edges_held(read: nx.MultiDiGraph, graph: nx.MultiDiGraph) -> None:
    assert list(read) == list(graph)
    for node, data in graph.nodes(data=True):
        assert_xml_held(read.nodes[node], data)
    edges = edges_of(graph)
    assert set(edges_of(read)) == set(edges)
    for edge, data in edges_of(read).items():
        assert_xml_held(data, edges[edge])


def exact(graph: nx.MultiDiGraph) -> Any:
    """Everything a graph holds, in order; as text, so that 1, 1.0 and True differ."""
    return repr((graph.graph, list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))))


@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_json_holds_everything(graph):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.json")
        formats.write(graph, path)
        assert exact(formats.read(path)) == exact(graph)
        read = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
        assert exact(read) == exact(graph)


@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_graphml_holds_everything_but_none_and_control_characters(graph):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.graphml")
        formats.write(graph, path)
        read = formats.read(path)
        foreign = nx.read_graphml(path, force_multigraph=True)
    assert_xml_held(read.graph, graph.graph)
    assert_nodes_and_edges_held(read, graph)
    assert {(a, b, data["type"]) for a, b, data in foreign.edges(data=True)} == set(graph.edges(keys=True))
    assert {node: set(data) for node, data in foreign.nodes(data=True)} == {
        node: known(data) for node, data in graph.nodes(data=True)
    }


@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_gexf_holds_everything_but_the_graphs_own_attributes_and_zero_weights(graph):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.gexf")
        formats.write(graph, path)
        read = formats.read(path)
        foreign = nx.read_gexf(path)
    for _, _, data in graph.edges(data=True):
        if "weight" in data:
            data["weight"] = max(data["weight"], LEAST_WEIGHT)
    assert_nodes_and_edges_held(read, graph)
    assert {(a, b, data["type"]) for a, b, data in foreign.edges(data=True)} == set(graph.edges(keys=True))
    assert {node: set(data) - {"viz"} for node, data in foreign.nodes(data=True)} == {
        node: known(data) for node, data in graph.nodes(data=True)
    }


@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_csv_holds_every_text(graph):
    with tempfile.TemporaryDirectory() as folder:
        formats.write(graph, folder, "csv")
        with Path(folder, "statements.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    assert [row["text"] for row in rows] == [
        graph.nodes[node]["text"].replace("\x00", "") for node in graph.nodes_of("claim")
    ]
