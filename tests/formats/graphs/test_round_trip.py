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
from argmine.formats.graphs.gexf import LEAST_WEIGHT

#: NUL and halves of surrogate pairs, which no reader of text accepts.
NOT_CSV = re.compile(r"[\x00\ud800-\udfff]")
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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
@given(data=st.data())
def test_json_holds_everything(argument_graphs, data):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.json")
        formats.write(graph, path)
        assert exact(formats.read(path)) == exact(graph)
        read = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
        assert exact(read) == exact(graph)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_graphml_holds_everything_but_none_and_control_characters(argument_graphs, data):
    graph = data.draw(argument_graphs)
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
@given(data=st.data())
def test_gexf_holds_everything_but_the_graphs_own_attributes_and_zero_weights(argument_graphs, data):
    graph = data.draw(argument_graphs)
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
@given(data=st.data())
def test_csv_holds_every_text(argument_graphs, data):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        formats.write(graph, folder, "csv")
        with Path(folder, "statements.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    assert [row["text"] for row in rows] == [
        NOT_CSV.sub("", graph.nodes[node]["text"]) for node in graph.nodes_of("claim")
    ]
