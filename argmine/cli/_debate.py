"""What the tables of conflicts and of semantics have in common."""

from __future__ import annotations

from argmine.graph import ArgumentGraph, node_id
from argmine.graph.build import shorten

_QUOTE_LENGTH = 90
_QUOTES = '"“”'


def quote(graph: ArgumentGraph, claim: str) -> str:
    """Return the beginning of a claim in quotation marks."""
    text = graph.nodes[node_id("claim", claim)]["text"].strip()
    # One pair of quotation marks is enough.
    inner = text[1:-1] if text[:1] in _QUOTES and text[-1:] in _QUOTES else text
    return f"“{shorten(inner, _QUOTE_LENGTH)}”"


def position_text(graph: ArgumentGraph, position: str) -> str:
    """Return what a position says."""
    return str(graph.nodes[node_id("position", position)]["text"])
