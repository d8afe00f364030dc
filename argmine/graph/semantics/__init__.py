"""Abstract argumentation (Dung 1995): which arguments of a debate can be held together.

`framework_of` makes the framework of an argument graph, `solve` finds its grounded, preferred or stable extensions.
"""

from __future__ import annotations

from argmine.graph.semantics.debate import Argument, Of, Prefer, framework_of
from argmine.graph.semantics.framework import Framework, SemanticsError
from argmine.graph.semantics.solution import MOST, Part, Semantics, Solution, solve

__all__ = [
    "MOST",
    "Argument",
    "Framework",
    "Of",
    "Part",
    "Prefer",
    "Semantics",
    "SemanticsError",
    "Solution",
    "framework_of",
    "solve",
]
