"""A small invented debate whose text holds what files stumble over."""

from __future__ import annotations

from typing import Any

import pytest

from argmine.codebook import Codebook
from argmine.graph import ArgumentGraph, build_graph
from argmine.schema import Claim, Document, Echo, Position, Speaker

SENTENCES = (
    "The mayor said \"no\", then <b>yes</b> & 'maybe'",
    "=SUM(A1:A9) is no argument, said the clerk",
    "a page\x0cbreak, a bell\x07, a tab\t, a line\nbreak,\r\nanother, a return\r",
    "الحافلات مجانية 🚌 für alle, “ab morgen”",
    "",
)


@pytest.fixture
def graph() -> ArgumentGraph:
    """Five claims: two speakers, two positions, parallel edges, an echo of similarity 0."""
    documents = [
        Document(id="d1", text="\n".join(SENTENCES), title='Free "buses"; a, debate', outlet="", date="2025-01-05"),
        Document(id="d2", text="A second article."),
    ]
    mayor = Speaker(id="s1", name="Zoë O'Hara", organisation="Bürgeramt", role="mayor")
    clerk = Speaker(id="s2", name="-Clerk")
    details: list[dict[str, Any]] = [
        {"speaker": mayor, "stance": "administration", "position": "p1", "polarity": "support"},
        {"speaker": clerk, "stance": "critics", "position": "p1", "polarity": "attack"},
        {"speaker": mayor, "stance": "administration", "stance_probabilities": {"administration": 1.0}},
        {"stance": "other", "position": "p2", "polarity": "support", "source": ((0, 4), (9, 12))},
        {},
    ]
    claims = [
        Claim(
            id=f"c{place}",
            document="d1" if place < 4 else "d2",
            start=place,
            end=place + len(text),
            text=text,
            kind="direct",
            **detail,
        )
        for place, (text, detail) in enumerate(zip(SENTENCES, details, strict=True))
    ]
    positions = [
        Position(id="p1", text="Buses should cost nothing.", terms=("buses", "cost, nothing"), typical="c0"),
        Position(id="p2", text="Buses should run at night."),
    ]
    echoes = [Echo(claim="c3", of="c0", similarity=0.75), Echo(claim="c2", of="c0", similarity=0.0)]
    graph = build_graph(documents, claims, positions, echoes, codebook=Codebook.default())
    # One claim that both supports and attacks a position: two edges between the same nodes.
    graph.add_edge("claim:c0", "position:p1", key="attacks", type="attacks", weight=1.0, document="d1")
    return graph
