"""The argument graph (`argmine.graph.ArgumentGraph`), and ``argmine.graph(source)`` to make one.

The package is also a function: ``argmine.graph(docs)`` is ``argmine.graph.graph_of(docs)``. A package is a
module, and a module can be called when its class has a `__call__`; that is all `_CallablePackage` is for.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from argmine.codebook import Codebook
from argmine.graph.agreement import Disagreement, disagreements
from argmine.graph.build import build_graph
from argmine.graph.conflicts import (
    Contested,
    Contradiction,
    Standing,
    Voice,
    contested,
    contradictions,
    standings,
)
from argmine.graph.model import (
    EDGE_ATTRIBUTES,
    EDGE_TYPES,
    NODE_ATTRIBUTES,
    NODE_TYPES,
    ArgumentGraph,
    GraphError,
    node_id,
)
from argmine.graph.semantics import Argument, Framework, SemanticsError, Solution, framework_of, solve
from argmine.graph.sides import Sides
from argmine.graph.source import graph_of
from argmine.graph.statements import statement_columns, statements

__all__ = [
    "EDGE_ATTRIBUTES",
    "EDGE_TYPES",
    "NODE_ATTRIBUTES",
    "NODE_TYPES",
    "Argument",
    "ArgumentGraph",
    "Contested",
    "Contradiction",
    "Disagreement",
    "Framework",
    "GraphError",
    "SemanticsError",
    "Sides",
    "Solution",
    "Standing",
    "Voice",
    "build_graph",
    "contested",
    "contradictions",
    "disagreements",
    "framework_of",
    "graph_of",
    "node_id",
    "solve",
    "standings",
    "statement_columns",
    "statements",
]


class _CallablePackage(ModuleType):
    """A module that is called like the function `graph_of`."""

    def __call__(self, source: Any, *, codebook: Codebook | None = None) -> ArgumentGraph:
        return graph_of(source, codebook=codebook)


sys.modules[__name__].__class__ = _CallablePackage
