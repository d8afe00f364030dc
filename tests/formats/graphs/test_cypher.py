from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats.graphs import cypher, neo4j
from argmine.formats.graphs._property_graph import Value, tables

ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
KUZU_TYPES = {"string": "STRING", "int": "INT64", "long": "INT64", "double": "DOUBLE", "boolean": "BOOLEAN"}


def script_of(graph, tmp_path: Path) -> str:
    cypher.write(graph, tmp_path / "x.cypher")
    return (tmp_path / "x.cypher").read_text(encoding="utf-8")


@pytest.fixture
def complaints(npm_package, run_node):
    """The function that returns what Neo4j's own parser finds wrong with each script."""
    npm_package("@neo4j-cypher/language-support")
    lint = (
        "const {lintCypherQuery} = require('@neo4j-cypher/language-support');"
        "const scripts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "const found = scripts.map(script => lintCypherQuery(script, {}).diagnostics.map(entry => entry.message));"
        "console.log(JSON.stringify(found));"
    )
    return lambda *scripts: json.loads(run_node(lint, stdin=json.dumps(scripts)))


def test_neo4js_parser_has_no_complaint(graph, tmp_path, complaints):
    graph.nodes["claim:c0"]["match (n) {x}"] = "an attribute of an odd name"
    graph.nodes["claim:c1"]["text"] = "back\\slash, \\u0027 and '; DROP //"
    neo4j.write(graph, tmp_path)
    load = (tmp_path / "load.cypher").read_text(encoding="utf-8")
    ours, loading, wrong = complaints(script_of(graph, tmp_path), load, "MERGE (x:Claim {id: 'it's'});")
    assert (ours, loading) == ([], [])
    assert wrong


def test_nodes_and_relationships_are_merged_on_their_ids(graph, tmp_path):
    script = script_of(graph, tmp_path)
    assert "CREATE CONSTRAINT argmine_claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;\n" in script
    assert "MERGE (x:Claim {id: row.id})\nSET " in script
    for ends in ("(a:Claim {id: row.from_id})", "(b:Position {id: row.to_id})"):
        assert f"MATCH {ends}\n" in script
    assert "MERGE (a)-[x:ATTACKS]->(b)\nSET " in script
    assert re.findall(r"\bCREATE (\w+)", script) == ["CONSTRAINT"] * 5
    assert script.endswith(";\n")


def test_properties_are_what_neo4j_can_hold(graph, tmp_path):
    script = script_of(graph, tmp_path)
    assert "probability_administration: 1.0" in script
    assert "terms: ['buses', 'cost, nothing']" in script
    assert "source: [0, 4, 9, 12]" in script
    assert "`end`: " in script


def test_what_is_no_longer_known_is_taken_away(graph, tmp_path):
    script = script_of(graph, tmp_path)
    row = next(line for line in script.splitlines() if line.startswith("  {id: 'claim:c4'"))
    assert "polarity: null" in row


def test_large_graphs_go_in_by_batches(graph, tmp_path, monkeypatch):
    monkeypatch.setattr(cypher, "BATCH", 2)
    assert script_of(graph, tmp_path).count("MERGE (x:Claim ") == 3


def known_only(statement: str) -> str:
    """Leave out what is null: Kuzu, unlike Neo4j, gives null a type."""
    for name in re.findall(r", (\w+|`\w+`): null(?=[,}])", statement):
        statement = statement.replace(f", {name}: null", "", 1)
        statement = re.sub(rf"(, )?x\.{name} = row\.{name}(?=[,\n]|$)", "", statement, count=1)
    return statement.replace("SET , ", "SET ")


def kuzu_type(kind: str) -> str:
    return KUZU_TYPES[kind.removesuffix("[]")] + ("[]" if kind.endswith("[]") else "")


def test_kuzu_runs_it_and_a_second_time_changes_nothing(graph, tmp_path, monkeypatch):
    kuzu = pytest.importorskip("kuzu")
    monkeypatch.setattr(cypher, "BATCH", 1)
    database = kuzu.Connection(kuzu.Database(":memory:"))
    ends: dict[str, list[str]] = {}
    columns: dict[str, dict[str, str]] = {}
    for table in tables(graph):
        typed = {name: kuzu_type(kind) for name, kind in table.columns.items()}
        if table.ends:
            ends.setdefault(table.kind, []).append("FROM {} TO {}".format(*table.ends))
            columns[table.kind] = columns.get(table.kind, {}) | typed
        else:
            declared = ", ".join(f"`{name}` {kind}" for name, kind in typed.items())
            database.execute(f"CREATE NODE TABLE {table.kind}(id STRING PRIMARY KEY, {declared})")
    for kind, joined in ends.items():
        declared = ", ".join([*joined, *(f"`{name}` {typed}" for name, typed in columns[kind].items())])
        database.execute(f"CREATE REL TABLE {kind}({declared})")
    statements = [
        statement
        for statement in script_of(graph, tmp_path).partition("\n")[2].split(";\n")
        if statement and not statement.startswith("CREATE CONSTRAINT")
    ]
    for _ in range(2):
        for statement in statements:
            database.execute(known_only(statement))
        assert database.execute("MATCH (n) RETURN count(*)").get_next() == [len(graph)]
        assert database.execute("MATCH ()-[r]->() RETURN count(*)").get_next() == [len(graph.edges)]
    texts = [text for (text,) in database.execute("MATCH (n:Claim) RETURN n.text").get_all()]
    for node in ("claim:c0", "claim:c1", "claim:c3"):
        assert graph.nodes[node]["text"] in texts


def decoded(written: str) -> str:
    """Read strings joined by + as Neo4j does: first what is \\uXXXX anywhere, also behind a backslash."""
    once = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), written)
    text, place = "", 0
    while place < len(once):
        assert once[place] == "'", "a string begins with a quote"
        place += 1
        while once[place] != "'":
            if once[place] == "\\":
                place += 1
                text += ESCAPES.get(once[place], once[place])
            else:
                text += once[place]
            place += 1
        place += 1
        assert once[place : place + 3] in ("", " + ")
        place += 3
    return text


@settings(max_examples=100, deadline=None)
@given(
    text=st.one_of(
        st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
        st.text(alphabet="\\'\"u0275cU\n\r\t\x08\x0c\x1f\u2028;/*`${}"),
    )
)
def test_every_text_comes_back_as_neo4j_reads_it(text):
    written = cypher.literal(text)
    assert decoded(written) == text
    assert "\n" not in written
    assert "\r" not in written


def test_numbers_and_lists():
    values: list[Value] = [True, 3, -0.5, float("inf"), float("-inf"), ["a", "'"], [1, 2]]
    assert [cypher.literal(value) for value in values] == [
        *("true", "3", "-0.5", "(1.0 / 0.0)", "(-1.0 / 0.0)", "['a', '\\'']", "[1, 2]"),
    ]
    assert cypher.literal(float("nan")) == "(0.0 / 0.0)"


def test_the_same_graph_gives_the_same_bytes(graph, tmp_path):
    assert script_of(graph, tmp_path) == script_of(graph.copy(), tmp_path)
