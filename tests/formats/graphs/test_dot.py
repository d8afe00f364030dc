from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmine.formats.graphs import dot
from argmine.formats.graphs._drawing import NODES, drawing_of

needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz's program `dot`")
NASTY = 'A "quoted" \\N \\" back\\'


def drawn(text: str) -> ElementTree.Element:
    svg = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=True)
    assert svg.stderr == b""
    return ElementTree.fromstring(svg.stdout)  # noqa: S314


def words_of(svg: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in svg.iter("{http://www.w3.org/2000/svg}text")]


@needs_graphviz
def test_graphviz_draws_speakers_positions_and_what_lines_mean(graph):
    svg = drawn(dot.dot_text(drawing_of(graph, NODES)))
    words = " ".join(words_of(svg))
    for said in ("Zoë O'Hara", "Bürgeramt", "-Clerk", "Buses should cost nothing.", "1 for, 1 against"):
        assert said in words
    assert "solid line, arrow: supports" in words
    assert "dashed line, bar: attacks" in words
    assert "no named speaker" in words


def test_supporting_and_attacking_differ_in_colour_line_and_head(graph):
    text = dot.dot_text(drawing_of(graph, NODES))
    assert 'color="#009e73", style=solid, arrowhead=normal' in text
    assert 'color="#d55e00", style=dashed, arrowhead=tee' in text


@needs_graphviz
@pytest.mark.parametrize(
    "name", [NASTY, "<script>alert(1)</script>", "&lt;b&gt; &amp;amp; &#65;", "]]> {x|y} [z]", "שלום 🚌", "a\\lb\\"]
)
def test_text_is_drawn_as_it_is(graph, name):
    graph.nodes["speaker:s1"]["name"] = name
    svg = drawn(dot.dot_text(drawing_of(graph, NODES)))
    assert name in words_of(svg)


def test_a_long_text_is_wrapped_and_cut(graph):
    graph.nodes["position:p1"]["text"] = "A sentence that goes on. " * 20
    text = dot.dot_text(drawing_of(graph, NODES))
    label = text.split('"position:p1" [label="')[1].split('"')[0]
    assert all(len(line) <= 34 for line in label.split("\\n"))
    assert label.count("\\n") == 4
    assert "…" in label


@needs_graphviz
def test_a_network_is_drawn_too(network):
    text = dot.dot_text(drawing_of(network, NODES))
    assert text.startswith("graph argmine")
    assert '"speaker:s1" -- "position:p1"' in text
    words = " ".join(words_of(drawn(text)))
    assert 'A "clerk" & <co>' in words
    assert "solid line: supports" in words


@needs_graphviz
def test_a_one_mode_network_says_who_agrees(network):
    one = nx.Graph(mode="one-mode")
    one.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["type"] == "speaker")
    one.add_edge("speaker:s1", "speaker:s2", type="subtract", weight=0.5, sign=-1)
    text = dot.dot_text(drawing_of(one, NODES))
    assert "layout=neato" in text
    assert "dashed line: conflict" in " ".join(words_of(drawn(text)))


@needs_graphviz
def test_nothing_to_draw_is_said(graph):
    graph.remove_nodes_from(graph.nodes_of("position"))
    assert "there is nothing to draw" in " ".join(words_of(drawn(dot.dot_text(drawing_of(graph, NODES)))))


def test_pygraphviz_reads_it(graph, tmp_path):
    pygraphviz = pytest.importorskip("pygraphviz")
    dot.write(graph, tmp_path / "x.dot")
    read = pygraphviz.AGraph(str(tmp_path / "x.dot"))
    assert set(read.nodes()) == {"speaker:s1", "speaker:s2", "position:p1", "position:p2"}
    assert read.get_node("speaker:s1").attr["type"] == "speaker"
    # The claim without a speaker on p2 has no line.
    assert len(read.edges()) == 3


def test_the_same_graph_gives_the_same_bytes(graph):
    assert dot.dot_text(drawing_of(graph, NODES)) == dot.dot_text(drawing_of(graph.copy(), NODES))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_text_ends_its_quotes(argument_graphs, data):
    pygraphviz = pytest.importorskip("pygraphviz")
    graph = data.draw(argument_graphs)
    text = dot.dot_text(drawing_of(graph, NODES))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.dot")
        dot.write(graph, path)
        assert path.read_text(encoding="utf-8") == text
        read = pygraphviz.AGraph(str(path))
    drawn_nodes = {line.split('"')[1] for line in text.splitlines() if line.startswith('  "') and "->" not in line}
    assert set(read.nodes()) == drawn_nodes
    assert drawn_nodes <= set(graph)


@settings(max_examples=40, deadline=None)
@given(names=st.lists(st.text(max_size=12), min_size=2, max_size=2, unique=True), text=st.text(max_size=30))
def test_ids_stay_apart(names, text):
    pygraphviz = pytest.importorskip("pygraphviz")
    network = nx.Graph(mode="one-mode")
    network.add_nodes_from((f"outlet:{name}", {"type": "outlet", "label": text}) for name in names)
    network.add_edge(*network, type="ignore", weight=1.0)
    read = pygraphviz.AGraph(string=dot.dot_text(drawing_of(network, NODES)))
    assert len(read.nodes()) == 2
    assert len(read.edges()) == 1
