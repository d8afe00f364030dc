from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from argmine.formats import FormatError
from argmine.formats.graphs import arguebuf as format_arguebuf


@pytest.fixture
def path(graph, tmp_path):
    format_arguebuf.write(graph, tmp_path / "buses.arguebuf.json")
    return tmp_path / "buses.arguebuf.json"


def bare(value: Any) -> Any:
    """What is written without dates, which arguebuf makes up, and without its version."""
    if isinstance(value, dict):
        return {
            key: bare(inner) for key, inner in value.items() if key not in ("metadata", "libraryVersion", "timestamp")
        }
    return [bare(inner) for inner in value] if isinstance(value, list) else value


def test_it_is_what_arguebuf_would_write(path):
    arguebuf = pytest.importorskip("arguebuf")
    read = arguebuf.load.file(path)
    assert bare(arguebuf.dump.dict(read)) == bare(json.loads(path.read_text(encoding="utf-8")))


def test_arguebuf_finds_speakers_documents_and_words(graph, path):
    arguebuf = pytest.importorskip("arguebuf")
    read = arguebuf.load.file(path)
    assert {one.name for one in read.participants.values()} == {"Zoë O'Hara", "-Clerk"}
    assert {one.title for one in read.resources.values()} == {'Free "buses"; a, debate', "A second article."}
    claim = read.atom_nodes["claim:c1"]
    assert claim.participant.name == "-Clerk"
    assert (claim.reference.offset, claim.reference.text) == (1, graph.nodes["claim:c1"]["text"])
    assert claim.reference.resource.id == "document:d1"
    assert claim.metadata.created.to_date_string() == "2025-01-05"
    schemes = Counter(type(scheme.scheme).__name__ for scheme in read.scheme_nodes.values())
    assert schemes == {"Support": 2, "Attack": 2, "Rephrase": 2}


def test_what_arguebuf_saves_comes_back(path, tmp_path):
    arguebuf = pytest.importorskip("arguebuf")
    saved = tmp_path / "saved.json"
    arguebuf.dump.file(arguebuf.load.file(path), saved)
    read, ours = format_arguebuf.read(saved), format_arguebuf.read(path)
    assert set(read) == set(ours)
    assert all(read.nodes[node] == ours.nodes[node] for node in read.nodes_of("claim"))


def test_a_foreign_file_comes_back(tmp_path):
    arguebuf = pytest.importorskip("arguebuf")
    graph = arguebuf.Graph("park")
    person, article = arguebuf.Participant("Ada Pike"), arguebuf.Resource("People meet there.", "The park")
    graph.add_participant(person)
    graph.add_resource(article)
    main = arguebuf.AtomNode("The park should stay open")
    said = arguebuf.AtomNode("People meet there", arguebuf.Reference(article, 0, "People meet there"), person)
    alone = arguebuf.AtomNode("I like parks", None, person)
    scheme = arguebuf.SchemeNode(arguebuf.Support.POPULAR_PRACTICE)
    for node in (main, said, alone, scheme):
        graph.add_node(node)
    graph.add_edge(arguebuf.Edge(said, scheme))
    graph.add_edge(arguebuf.Edge(scheme, main))
    arguebuf.dump.file(graph, tmp_path / "park.json")
    read = format_arguebuf.read(tmp_path / "park.json")
    assert read.summary() | {"claim": 2, "position": 1, "speaker": 1, "supports": 1, "document": 2} == read.summary()
    assert read.nodes[f"claim:{said.id}"]["speaker"] == "Ada Pike"
    assert "The park" in {read.nodes[one].get("title") for one in read.nodes_of("document")}


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"nodes": []}, "needs `nodes`, an object with an object for each id"),
        ({"nodes": {"a": {"atom": {"participant": "x"}}}}, "the node a is by x, who is none of `participants`"),
        ({"nodes": {"a": {"atom": {}}}, "edges": {"e": {"source": "a"}}}, "the edge e has no `target`"),
        ({"nodes": {"a": {"atom": "x"}}}, "the node a has an `atom` that is no object"),
    ],
)
def test_broken_files_are_refused(tmp_path, data, complaint):
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(data))
    with pytest.raises(FormatError, match=complaint):
        format_arguebuf.read(path)
