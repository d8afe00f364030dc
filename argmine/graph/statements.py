"""One row a claim: what statistics programs and spreadsheets want of an argument graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from argmine.graph.model import ArgumentGraph, node_id


def statement_columns(graph: ArgumentGraph) -> list[str]:
    """Return the names of the columns of `statements`: one ``probability_`` for each stance of the graph."""
    return [
        *("claim", "document", "date", "outlet", "title", "author", "url"),
        *("start", "end", "text", "kind", "claim_type", "cue_kind", "confidence"),
        *("speaker_id", "speaker", "organisation", "role", "stance"),
        *(f"probability_{stance}" for stance in graph.stance_names),
        *("position_id", "position", "issue", "position_confidence", "polarity", "polarity_confidence", "echoes"),
    ]


def statements(graph: ArgumentGraph) -> Iterator[dict[str, Any]]:
    """Yield a row for each claim, with its document's title, its speaker's affiliation, its position's text.

    `start` and `end` are code points into the document's text, end exclusive; `echoes` lists the claims that this one
    repeats. What is not known has no key.
    """
    columns = statement_columns(graph)
    nodes = graph.nodes
    for node in graph.nodes_of("claim"):
        claim = nodes[node]
        probabilities = claim.get("stance_probabilities", {})
        # A part of a graph may hold a claim without its document or position.
        document = nodes.get(node_id("document", claim.get("document", "")), {})
        position = nodes.get(node_id("position", claim.get("position", "")), {})
        row = {
            **claim,
            "claim": node.partition(":")[2],
            **{name: document.get(name) for name in ("title", "author", "url")},
            **{f"probability_{stance}": probability for stance, probability in probabilities.items()},
            "position_id": claim.get("position"),
            "position": position.get("text"),
            "issue": position.get("issue"),
            **_joined(graph, node),
        }
        yield {name: row[name] for name in columns if row.get(name) is not None}


def _joined(graph: ArgumentGraph, claim: str) -> Mapping[str, Any]:
    """Return what the edges of a claim say: who makes it, and which claims it repeats."""
    found: dict[str, Any] = {}
    echoes = []
    for _, node, edge_type in graph.out_edges(claim, keys=True):
        if edge_type == "made_by":
            speaker = graph.nodes[node]
            found = {"organisation": speaker.get("organisation"), "role": speaker.get("role")}
            found["speaker_id"] = node.partition(":")[2]
        elif edge_type == "echoes":
            echoes.append(node.partition(":")[2])
    return found | {"echoes": echoes or None}
