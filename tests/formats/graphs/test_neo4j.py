from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmine.formats.graphs import neo4j
from argmine.formats.graphs._property_graph import tables
from argmine.graph import EDGE_TYPES, NODE_TYPES

RELATIONSHIPS = {f"{source}_{kind}_{target}" for kind, pairs in EDGE_TYPES.items() for source, target in pairs}


@pytest.fixture
def folder(graph, tmp_path):
    neo4j.write(graph, tmp_path)
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_a_file_for_each_label_and_each_type_between_two_labels(folder):
    assert {file.stem for file in folder.glob("*.csv")} == {*NODE_TYPES, *RELATIONSHIPS}


def test_headers_are_typed(folder):
    header = (folder / "claim.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert header[:2] == ["id:ID", ":LABEL"]
    assert {"text:string", "start:int", "end:int", "confidence:double", "source:int[]"} <= set(header)
    assert "terms:string[]" in (folder / "position.csv").read_text(encoding="utf-8").partition("\n")[0]
    header = (folder / "claim_supports_position.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert header[:4] == [":START_ID", ":END_ID", ":TYPE", "weight:double"]
    assert "wire:boolean" in (folder / "claim_echoes_claim.csv").read_text(encoding="utf-8")


def test_every_node_and_edge_is_there(graph, folder):
    assert {row["id:ID"] for kind in NODE_TYPES for row in rows(folder / f"{kind}.csv")} == set(graph)
    edges = {
        (row[":START_ID"], row[":END_ID"], row[":TYPE"].lower())
        for name in RELATIONSHIPS
        for row in rows(folder / f"{name}.csv")
    }
    assert edges == set(graph.edges(keys=True))
    assert {row[":LABEL"] for row in rows(folder / "speaker.csv")} == {"Speaker"}


def test_text_stands_as_it_is_and_lists_are_divided_by_what_no_text_has(graph, folder):
    texts = [graph.nodes[node]["text"] for node in graph.nodes_of("claim")]
    assert [row["text:string"] for row in rows(folder / "claim.csv")] == texts
    assert rows(folder / "position.csv")[0]["terms:string[]"].split("\x1f") == ["buses", "cost, nothing"]
    assert rows(folder / "claim.csv")[3]["source:int[]"].split("\x1f") == ["0", "4", "9", "12"]


def test_an_empty_text_differs_from_what_is_not_known(folder):
    lines = (folder / "document.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "id:ID,:LABEL,label:string,title:string,outlet:string,date:string"
    assert lines[1].endswith(',"","2025-01-05"')
    assert lines[2] == '"document:d2",Document,"A second article.",,,'


def test_the_readme_has_the_command_with_every_file(folder):
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "--multiline-fields=true --array-delimiter=U+001F" in readme
    for kind in NODE_TYPES:
        assert f"--nodes={kind}.csv" in readme
    for name in RELATIONSHIPS:
        assert f"--relationships={name}.csv" in readme


def test_load_csv_merges_the_same_files(folder):
    script = (folder / "load.cypher").read_text(encoding="utf-8")
    for name in (*NODE_TYPES, *RELATIONSHIPS):
        assert f"LOAD CSV WITH HEADERS FROM 'file:///{name}.csv' AS row\n" in script
    assert "x.start = toInteger(row.`start:int`)" in script
    assert "x.terms = split(row.`terms:string[]`, '\\u001f')" in script
    assert "x.source = [element IN split(row.`source:int[]`, '\\u001f') | toInteger(element)]" in script


def test_values_of_several_kinds_have_a_type_that_holds_all(graph, tmp_path):
    for node, value in zip(graph.nodes_of("claim"), (1, 2.5, None, 3, 4), strict=True):
        graph.nodes[node]["score"] = value
    graph.nodes["speaker:s1"]["note"] = "a"
    graph.nodes["speaker:s2"]["note"] = 1
    graph.nodes["document:d1"]["big"] = 2**40
    graph.nodes["document:d2"]["odd: na`me"] = {"a": [1]}
    neo4j.write(graph, tmp_path)
    assert [row["score:double"] for row in rows(tmp_path / "claim.csv")] == ["1.0", "2.5", "", "3.0", "4.0"]
    assert {row["note:string"] for row in rows(tmp_path / "speaker.csv")} == {"a", "1"}
    documents = rows(tmp_path / "document.csv")
    assert documents[0]["big:long"] == str(2**40)
    assert documents[1]["odd__na_me:string"] == '{"a": [1]}'


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_text_comes_back(argument_graphs, data):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        neo4j.write(graph, Path(folder))
        for table in tables(graph):
            read = rows(Path(folder, f"{table.name}.csv"))
            texts = [name for name, kind in table.columns.items() if kind == "string"]
            for row, (_, found) in zip(read, table.rows(), strict=True):
                for name in texts:
                    assert row[f"{name}:string"] == str(found.get(name, "")).replace("\x1f", " ")
