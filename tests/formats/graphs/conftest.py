"""Graphs of every kind for the property tests, and small discourse networks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import strategies as st

from argmine.codebook import Codebook
from argmine.graph import ArgumentGraph, build_graph
from argmine.schema import Claim, Document, Echo, Position, Relation, Speaker

STANCES = Codebook.default().stance_names
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

texts = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="\x00\x07\x0c\x1b\t\n\r\"'<>&,;= é“”🚌\u202eשלוםالسلام\u2028\ufffe\ud83d\x85]\\", max_size=20),
    st.sampled_from(
        ["", " ", "\r\n", "]]>", "<!--", "&amp;", "true", "1", "null", "[1]", "{}", "=1+1", "NaN", "</script>"]
    ),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
maybe = st.none() | texts
names = st.sampled_from(["weight_in_kg", "note", "notes", "value", "labels", "Ünïcode name", "id2"])
extras = st.dictionaries(names, values, max_size=3)
dates = st.sampled_from([None, "2025-01-05", "2025-01-06", "2025-02-28", "2025-03-01", "last week", ""])
speakers = st.builds(Speaker, id=st.sampled_from(["s1", "s2"]), name=texts, organisation=maybe, role=maybe)


@st.composite
def _argument_graphs(draw: st.DrawFn) -> ArgumentGraph:
    documents = [
        Document(id=f"d{n}", text=draw(texts), title=draw(maybe), outlet=draw(maybe), date=draw(dates | maybe))
        for n in range(draw(st.integers(1, 3)))
    ]
    positions = [Position(id="p", text=draw(texts), terms=tuple(draw(st.lists(texts, max_size=2))))]
    claims: list[Claim] = []
    for place in range(draw(st.integers(0, 4))):
        related = draw(st.sampled_from([(), (Relation(target="c0", label="reason", confidence=0.5),)]))
        claims.append(
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
                relations=related if place else (),
                confidence=draw(st.floats(0, 1)),
            )
        )
    echoes = [Echo(claim=claim.id, of="c0", similarity=draw(st.floats(0, 1))) for claim in claims[1:]]
    graph = build_graph(documents, claims, positions, echoes, codebook=Codebook.default())
    for claim in claims:
        # Claims that both support and attack a position: two edges between the same nodes.
        if draw(st.booleans()):
            for edge in ("supports", "attacks"):
                graph.add_edge(f"claim:{claim.id}", "position:p", key=edge, type=edge)
    graph.graph.update(draw(extras))
    for _, data in graph.nodes(data=True):
        data.update(draw(extras))
    for _, _, data in graph.edges(data=True):
        data.update(draw(extras))
    return graph


@pytest.fixture(scope="session")
def argument_graphs() -> st.SearchStrategy[ArgumentGraph]:
    """A strategy for argument graphs, dated and undated, with text and values that files stumble over."""
    return _argument_graphs()


@pytest.fixture(scope="session")
def in_xml() -> Callable[[Any], Any]:
    """The function that leaves out of text what XML cannot hold."""
    return lambda value: _NOT_XML.sub("", value) if isinstance(value, str) else value


@pytest.fixture
def network() -> nx.Graph:
    """What `Network.to_networkx` returns for two speakers and a position, one tie of them negative."""
    graph = nx.Graph(mode="two-mode")
    for node, kind, label, part in (
        ("speaker:s1", "speaker", "Zoë O'Hara", 0),
        ("speaker:s2", "speaker", 'A "clerk" & <co>', 0),
        ("position:p1", "position", "Buses should cost nothing.", 1),
    ):
        graph.add_node(node, type=kind, label=label, frequency=3, bipartite=part)
    graph.nodes["speaker:s1"]["stance"] = "administration"
    graph.add_edge("speaker:s1", "position:p1", type="subtract", weight=2.0, sign=1, value=2.0)
    graph.add_edge("speaker:s2", "position:p1", type="subtract", weight=1.0, sign=-1, value=-1.0)
    return graph
