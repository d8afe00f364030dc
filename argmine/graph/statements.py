"""One row a claim: what statistics programs and spreadsheets want of an argument graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from argmine.graph.model import ArgumentGraph, node_id


def statement_columns(graph: ArgumentGraph) -> list[str]:
    """Return the names of the columns of `statements`: one ``probability_`` for each stance of the graph."""
    return [
        *("claim", "document", "date", "outlet", "title", "start", "end", "text", "kind", "claim_type", "cue_kind"),
        *("speaker", "organisation", "role", "stance"),
        *(f"probability_{stance}" for stance in graph.stance_names),
        *("position", "polarity", "confidence"),
    ]


def statements(graph: ArgumentGraph) -> Iterator[dict[str, Any]]:
    """Yield a row for each claim, with its document's title, its speaker's affiliation, its position's text.

    `start` and `end` are code points into the document's text, end exclusive. What is not known has no key.
    """
    columns = statement_columns(graph)
    nodes = graph.nodes
    for node in graph.nodes_of("claim"):
        claim = nodes[node]
        probabilities = claim.get("stance_probabilities", {})
        # A part of a graph may hold a claim without its document or position.
        document = nodes.get(node_id("document", claim.get("document", "")), {})
        position = nodes.get(node_id("position", claim.get("position", "")), {})
        speaker = _speaker(graph, node)
        row = {
            **claim,
            "claim": node.partition(":")[2],
            "title": document.get("title"),
            "organisation": speaker.get("organisation"),
            "role": speaker.get("role"),
            **{f"probability_{stance}": probability for stance, probability in probabilities.items()},
            "position": position.get("text"),
        }
        yield {name: row[name] for name in columns if row.get(name) is not None}


def _speaker(graph: ArgumentGraph, claim: str) -> Mapping[str, Any]:
    for _, node, edge_type in graph.out_edges(claim, keys=True):
        if edge_type == "made_by":
            speaker: Mapping[str, Any] = graph.nodes[node]
            return speaker
    return {}
